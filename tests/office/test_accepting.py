"""A finding that somebody accepted stays listed, and is no alarm any more."""

from __future__ import annotations

from datetime import date

import pytest
import small_office
from model_office import at
from small_office import HOUSE
from sqlalchemy import text

from directive.findings import Finding, Kind
from office import accepting, actor
from office.auditing import Findings, audit_promises
from office.errors import NotFoundError, OfficeError
from office.reminding import escalate, remind
from store import audit
from store.engine import unit_of_work
from store.tables import EventRow

pytestmark = pytest.mark.usefixtures("database")

NOW = at("2025-12-03", "08:00")
WHY = "Máy chủ hỏng sáng ngày 03/12."


def looked(since: date | None = None) -> Findings:
    return audit_promises(HOUSE, NOW, since=since)


def a_missed_rung() -> Finding:
    """Walk the ladders, and lose one promise; return what the audit says of it."""
    small_office.found()
    for day in ("2025-11-26", "2025-11-28", "2025-12-03"):
        remind(house=HOUSE, now=at(day, "07:30"))
        escalate(house=HOUSE, now=at(day, "07:30"))
    with unit_of_work() as session:
        session.execute(text("DELETE FROM deliveries"))
    return looked().findings[0]


def accepted(finding: Finding) -> Finding:
    return accepting.accept(
        finding.key, reason=WHY, house=HOUSE, actor=actor.OFFICE, now=NOW
    )


def test_what_is_accepted_alarms_nobody_and_stays_listed() -> None:
    finding = a_missed_rung()
    before = looked()

    assert accepted(finding) == finding

    after = looked()
    assert len(after.findings) == len(before.findings) - 1
    assert finding not in after.findings
    (known,) = after.accepted
    assert (known.finding, known.reason, known.by) == (finding, WHY, "office")
    assert known.at == NOW
    assert "1 differences accepted" in after.line


def test_who_accepted_what_and_why_stands_in_the_history() -> None:
    finding = a_missed_rung()
    accepted(finding)

    with unit_of_work() as session:
        found = session.query(EventRow).filter_by(aggregate="finding").one()
    assert (found.aggregate_id, found.act) == (finding.key, "accept")
    assert (found.actor, found.rows["reason"]) == ("office", WHY)


def test_all_accepted_is_a_yes() -> None:
    a_missed_rung()
    for finding in looked().findings:
        accepted(finding)

    assert looked().findings == ()
    assert looked().line.endswith("every other promise was kept")


def test_it_is_accepted_once_and_with_a_reason() -> None:
    finding = a_missed_rung()

    with pytest.raises(OfficeError, match="lý do"):
        accepting.accept(
            finding.key, reason=" ", house=HOUSE, actor=actor.OFFICE, now=NOW
        )
    accepted(finding)
    with pytest.raises(OfficeError, match="đã được chấp nhận"):
        accepted(finding)
    with pytest.raises(NotFoundError, match="khong-co"):
        accepting.accept(
            "khong-co", reason=WHY, house=HOUSE, actor=actor.OFFICE, now=NOW
        )


SAID = {
    "no date": ((), None),
    "one": ((("at", "2025-12-03T01:00:00+00:00"),), date(2025, 12, 3)),
    "the last": (
        (("counted from", "2025-12-14"), ("told", "2025-12-20T07:30:00+07:00")),
        date(2025, 12, 20),
    ),
    "no day at all": ((("row", "None"),), None),
}


@pytest.mark.parametrize(("dates", "day"), SAID.values(), ids=SAID)
def test_the_last_day_that_a_finding_speaks_of(
    dates: tuple[tuple[str, str], ...], day: date | None
) -> None:
    assert Finding(Kind.WRONG_POST, "x", "y", "z", dates).day == day


def test_one_finding_has_one_key() -> None:
    one = Finding(Kind.WRONG_POST, "message 4", "y", "z", (("at", "2025-12-03"),))
    other = Finding(Kind.WRONG_POST, "message 4", "y", "z", (("at", "2025-12-04"),))

    assert one.key == Finding(Kind.WRONG_POST, "message 4", "y", "w", one.dates).key
    assert one.key != other.key


def test_earlier_days_can_be_left_out() -> None:
    a_missed_rung()
    days = sorted({finding.day for finding in looked().findings if finding.day})

    assert len(days) > 1
    assert {finding.day for finding in looked(days[-1]).findings} == {days[-1]}


def test_accepting_breaks_no_chain() -> None:
    small_office.found()
    with unit_of_work() as session:
        assert audit.verify(session).fault is None
    remind(house=HOUSE, now=at("2025-11-26", "07:30"))

    accepted(looked().findings[0])

    with unit_of_work() as session:
        assert audit.verify(session).fault is None
