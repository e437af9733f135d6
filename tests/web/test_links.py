"""Links in the mail: what each opens, until when, and how a new one is got."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import builders as b
import pytest
from filled_office import NOW
from sqlalchemy import select

from office import actor, links
from store.engine import unit_of_work
from store.tables import MessageRow, ObligationRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

    from office.house import House

SECRET = "khóa của văn phòng"  # noqa: S105 - of this test alone


@pytest.fixture
def office(office: House) -> House:
    """Give the office the key of its links and an address."""
    return replace(office, link_secret=SECRET, base_url="http://127.0.0.1")


@pytest.fixture
def door(site: Site) -> Site:
    """Give the site to somebody with an empty browser."""
    return site.seen_by(None)


FORGED = {
    "nothing": "",
    "noise": "abc.def.ghi",
    "another key's": links.sign_in_link("khóa khác", user=1, now=NOW),
    "from the future": links.sign_in_link(SECRET, user=1, now=NOW.replace(hour=5)),
    "another purpose's": links.answer_link(SECRET, agency="STP", directive=1, now=NOW)[
        :-1
    ],
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("token", list(FORGED.values())[1:], ids=list(FORGED)[1:])
def test_a_forged_link_opens_nothing(door: Site, token: str) -> None:
    answers = [door.get(f"/l/{token}"), door.post(f"/l/{token}")]

    assert [one.status_code for one in answers] == [409, 409]
    assert "Liên kết này không đúng" in answers[0].text
    assert not door.cookies


@pytest.mark.usefixtures("filled")
def test_a_link_that_signs_in_too_late_says_where_to_get_another(door: Site) -> None:
    late = links.sign_in_link(SECRET, user=1, now=NOW - timedelta(minutes=31))

    assert "hãy xin liên kết mới" in door.get(f"/l/{late}").text


HOLDS = {  # agency, days since the last due day and since its making
    "past its due day": ("SNV", 45, 100),
    "at least so long": ("STP", 100, 45),
    "without a due day": ("UB1", None, 180),
}


@pytest.mark.parametrize(("agency", "due", "made"), HOLDS.values(), ids=HOLDS)
def test_an_answer_link_holds_as_long_as_there_is_something_to_answer(
    agency: str, due: int | None, made: int, filled: Filled
) -> None:
    when = NOW - timedelta(days=made)
    with unit_of_work() as session:
        rows = session.scalars(
            select(ObligationRow).where(
                ObligationRow.directive_id == filled.directive,
                ObligationRow.agency_code == agency,
            )
        ).all()
        for row in rows:
            row.due_on = due and NOW.date() - timedelta(days=due)
        b.keep(session, "assignment", "due", *rows)
    until = links.holds_until(
        links.Link(links.Purpose.ANSWER, (agency, filled.directive), when)
    )

    assert until is not None
    assert timedelta() <= until - NOW < timedelta(days=1)


def test_an_old_answer_link_sends_a_new_one_to_the_agency_once(
    door: Site, filled: Filled
) -> None:
    old = links.answer_link(
        SECRET, agency="UB1", directive=filled.directive, now=NOW - timedelta(days=181)
    )
    shown = door.get(f"/l/{old}")
    sent = [door.post(f"/l/{old}/renew") for _ in range(2)]
    with unit_of_work() as session:
        mail = session.scalars(
            select(MessageRow).where(MessageRow.kind == "answer_link")
        ).one()
    fresh = re.search(r"/l/\S+", mail.text)

    assert shown.status_code == 410
    assert f'action="/l/{old}/renew"' in shown.text
    assert not door.cookies
    assert [one.status_code for one in sent] == [200, 200]
    assert ".example" not in shown.text + sent[0].text
    assert fresh is not None
    assert door.get(fresh[0]).headers["location"] == f"/answer/{filled.directive}"


def test_only_a_link_that_was_ours_sends_another(door: Site, filled: Filled) -> None:
    old = links.answer_link(SECRET, agency="STP", directive=filled.directive, now=NOW)
    links.revoke(
        "STP", because="Lộ liên kết", actor=actor.OFFICE, now=NOW.replace(hour=3)
    )

    assert door.post(f"/l/{old}/renew").status_code == 409
    assert door.post(f"/l/{FORGED['noise']}/renew").status_code == 409


def test_an_answer_link_opens_its_document_until_it_is_called_back(
    door: Site, filled: Filled
) -> None:
    token = links.answer_link(SECRET, agency="STP", directive=filled.directive, now=NOW)
    opened = door.get(f"/l/{token}")
    cookies = dict(door.cookies)
    links.revoke(
        "STP", because="Lộ liên kết", actor=actor.OFFICE, now=NOW.replace(hour=3)
    )
    closed = door.get(f"/l/{token}")

    assert opened.headers["location"] == f"/answer/{filled.directive}"
    assert cookies["namro_link"] == token
    assert closed.status_code == 409
    assert "đã bị thu hồi" in closed.text
