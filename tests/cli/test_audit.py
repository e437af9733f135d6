"""`namro audit promises`: yes when nothing differs, else each difference and exit 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from builders import a_message, an_agency

from directive.findings import Kind
from store import people
from store.engine import unit_of_work

if TYPE_CHECKING:
    from conftest import Desk


def late_message() -> None:
    """Keep a message that should have left long ago, to an address of nobody."""
    with unit_of_work() as session:
        an_agency(session, "MOI")
        post = people.post(session, "MOI", "focal_point")
        assert post is not None
        a_message(session, post)


def test_an_office_that_promised_nothing_kept_it_all(desk: Desk) -> None:
    done = desk.namro("audit", "promises")

    assert done.exit_code == 0, done.output
    assert "every promise was kept" in done.stdout


def test_each_difference_is_told_with_its_rule(desk: Desk) -> None:
    late_message()
    desk.set(now="2025-12-15T08:00:00+07:00")

    shown = desk.namro("audit", "promises")
    told = desk.namro("audit", "promises", "--json")

    assert (shown.exit_code, told.exit_code) == (1, 1)
    findings = json.loads(told.stdout)["findings"]
    kinds = {each["kind"] for each in findings}
    assert kinds == {Kind.NOT_DELIVERED, Kind.WRONG_CONTACT}
    assert all(each["where"] and each["what"] and each["rule"] for each in findings)
    assert all(kind in shown.stdout for kind in kinds)


def test_what_is_accepted_is_listed_and_no_difference(desk: Desk) -> None:
    late_message()
    desk.set(now="2025-12-15T08:00:00+07:00")
    found = json.loads(desk.namro("audit", "promises", "--json").stdout)["findings"]

    for finding in found:
        done = desk.namro("audit", "accept", finding["key"], "--reason", "Thử máy")
        assert done.exit_code == 0, done.output
    shown = desk.namro("audit", "promises")
    told = json.loads(desk.namro("audit", "promises", "--json").stdout)

    assert (shown.exit_code, told["findings"]) == (0, [])
    assert "accepted by office on 15/12/2025: Thử máy" in shown.stdout
    assert {one["key"] for one in told["accepted"]} == {one["key"] for one in found}
    assert told["accepted"][0]["reason"] == "Thử máy"


def test_earlier_days_can_be_left_out(desk: Desk) -> None:
    late_message()
    desk.set(now="2025-12-15T08:00:00+07:00")

    done = desk.namro("audit", "promises", "--since", "2025-12-14")
    wrong = desk.refused("audit", "promises", "--since", "hôm qua", code=1)

    assert done.exit_code == 0, done.output
    assert "--since hôm qua is not a day" in wrong


def test_a_finding_that_is_not_there_cannot_be_accepted(desk: Desk) -> None:
    assert "abc" in desk.refused("audit", "accept", "abc", "--reason", "x", code=1)
