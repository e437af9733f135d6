"""Who hears of what: by request, vacant posts, the checker's clock, the night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE, attempt
from sqlalchemy import select

from office.reminding import escalate, remind
from store.engine import unit_of_work
from store.tables import EscalationRow, MessageRow, ObligationRow, PostRow, ReminderRow

if TYPE_CHECKING:
    from datetime import datetime

    from small_office import Owed

pytestmark = pytest.mark.usefixtures("database")

T1, T3, T5, T10 = (at(f"2025-12-{day}") for day in (15, 17, 19, 26))


def heard(owed: Owed) -> list[tuple[str, str, str]]:
    """Return (rung, agency, duty) of every promise about an obligation, in order."""
    with unit_of_work() as session:
        found = session.execute(
            select(ReminderRow.rung, PostRow.agency_code, PostRow.duty)
            .join(PostRow, PostRow.id == ReminderRow.post_id)
            .where(ReminderRow.obligation_id == owed.id)
            .order_by(ReminderRow.id)
        )
        return list(found.tuples())


def of_track(owed: Owed, letter: str) -> list[tuple[str, str, str]]:
    return [one for one in heard(owed) if one[0].startswith(letter)]


def reasons(owed: Owed, rung: str) -> list[str]:
    with unit_of_work() as session:
        found = select(ReminderRow.why).where(
            ReminderRow.obligation_id == owed.id, ReminderRow.rung == rung
        )
        return list(session.scalars(found))


def escalated(owed: Owed) -> set[str]:
    with unit_of_work() as session:
        found = select(EscalationRow.rung).where(
            EscalationRow.obligation_id == owed.id, EscalationRow.rung.startswith("T")
        )
        return set(session.scalars(found))


def digest_to(duty: str, day: datetime) -> str:
    """Return the digest that a post of the province got on a day."""
    with unit_of_work() as session:
        (text,) = session.scalars(
            select(MessageRow.text)
            .join(PostRow, PostRow.id == MessageRow.post_id)
            .where(PostRow.duty == duty, MessageRow.office_day == day.date())
        )
        return text


def test_each_rung_is_heard_by_its_post() -> None:
    mine = small_office.found()[0]

    for day in (T1, T3, T5, T10):
        escalate(house=HOUSE, now=day)

    assert of_track(mine, "T") == [
        ("T+1", "STP", "head"),
        ("T+3", "VPUB", "monitoring"),
        ("T+5", "UBND", "vice_chairman"),
        ("T+10", "UBND", "chairman"),
    ]
    assert escalated(mine) == {"T+1", "T+3", "T+5", "T+10"}


def test_who_is_not_under_the_chairman_is_listed_for_the_office() -> None:
    mine, _, front, _ = small_office.found()[:4]

    for day in (T1, T3, T5, T10):
        escalate(house=HOUSE, now=day)
    chairman, office = digest_to("chairman", T10), digest_to("monitoring", T10)

    assert of_track(front, "T") == [
        ("T+1", "MTTQ", "head"),
        ("T+3", "VPUB", "monitoring"),
        ("T+5", "VPUB", "monitoring"),
        ("T+10", "VPUB", "monitoring"),
    ]
    assert escalated(front) == {"T+1"}
    assert "không thuộc quyền chỉ đạo trực tiếp" in reasons(front, "T+10")[0]
    assert (mine.code in chairman, front.code in chairman) == (True, False)
    assert front.code in office


def test_a_vacant_post_passes_on_to_the_next_up() -> None:
    mine = small_office.found(vacant="vice_chairman")[0]

    escalate(house=HOUSE, now=T5)

    assert of_track(mine, "T") == [("T+5", "UBND", "chairman")]
    assert "chưa có người nhận" in reasons(mine, "T+5")[0]


def test_the_checkers_clock_rings_after_three_working_days() -> None:
    mine, _, _, collectors = small_office.found()[:4]
    for one in (mine, collectors):
        attempt("submit", one, now=at("2025-12-01", "10:00"))

    remind(house=HOUSE, now=at("2025-12-03"))
    early = of_track(mine, "C")
    remind(house=HOUSE, now=at("2025-12-04"))
    remind(house=HOUSE, now=at("2025-12-05"))
    attempt("check", mine, now=at("2025-12-05", "09:00"))
    remind(house=HOUSE, now=at("2025-12-09"))
    escalate(house=HOUSE, now=T3)
    remind(house=HOUSE, now=at("2025-12-10"))

    assert early == []
    assert of_track(mine, "C") == [
        ("C+3@2025-12-01", "SNV", "focal_point"),
        ("C+3@2025-12-05", "VPUB", "monitoring"),
    ]
    assert of_track(collectors, "C") == [("C+3@2025-12-01", "VPUB", "monitoring")]
    assert of_track(mine, "T") == []


def test_what_has_no_date_is_asked_at_30_days_and_flagged_at_90() -> None:
    silent = small_office.found()[4]
    days = ("2025-09-18", "2025-09-19", "2025-10-20", "2025-11-17", "2025-11-18")
    seen = []

    for day in days:
        remind(house=HOUSE, now=at(day))
        escalate(house=HOUSE, now=at(day, "08:15"))
        seen.append(len(of_track(silent, "U")))

    assert seen == [0, 1, 2, 2, 3]
    assert of_track(silent, "U") == [
        ("U+30", "STP", "focal_point"),
        ("U+60", "STP", "focal_point"),
        ("U+90", "VPUB", "monitoring"),
    ]


def test_progress_lets_the_undated_clock_begin_again() -> None:
    moving = small_office.found()[4]
    attempt("progress", moving, now=at("2025-09-10"))

    remind(house=HOUSE, now=at("2025-09-19"))
    before = of_track(moving, "U")
    remind(house=HOUSE, now=at("2025-10-10"))

    assert before == []
    assert of_track(moving, "U") == [("U+30@2025-09-10", "STP", "focal_point")]


SILENT = {
    "night": at("2025-12-15", "22:00"),
    "before hours": at("2025-12-15", "05:00"),
    "sunday": at("2025-12-14", "09:00"),
    "the free friday after new year": at("2026-01-02", "09:00"),
}


@pytest.mark.parametrize("now", SILENT.values(), ids=SILENT)
def test_outside_office_hours_nothing_sounds(now: datetime) -> None:
    mine = small_office.found()[0]

    walked = [remind(house=HOUSE, now=now), escalate(house=HOUSE, now=now)]

    assert [one.messages for one in walked] == [0, 0]
    assert heard(mine) == []


def test_a_saturday_that_is_worked_sounds() -> None:
    mine = small_office.found()[0]

    escalate(house=HOUSE, now=at("2026-01-10", "08:00"))

    assert of_track(mine, "T") == [("T+10", "UBND", "chairman")]


def test_hoa_toc_is_heard_at_night_and_the_others_are_not() -> None:
    issued_at = at("2025-12-15", "21:00")
    urgent = small_office.found(urgency="hoa_toc", issued_at=issued_at)[0]

    early = escalate(house=HOUSE, now=at("2025-12-15", "22:59"))
    late = escalate(house=HOUSE, now=at("2025-12-15", "23:00"))

    assert (early.messages, dict(late.rungs)) == (0, {"HT+2": 8})
    assert heard(urgent) == [("HT+2", "STP", "head")]


def test_what_waits_is_dropped_when_it_is_handed_in() -> None:
    mine = small_office.found()[0]
    escalate(house=HOUSE, now=T1)
    for act in ("submit", "check", "accept", "reopen"):
        attempt(act, mine, now=at("2025-12-15", "09:00"))
    escalate(house=HOUSE, now=at("2025-12-15", "10:00"))  # over today's budget
    attempt("submit", mine, now=at("2025-12-15", "11:00"))
    escalate(house=HOUSE, now=at("2025-12-16"))

    with unit_of_work() as session:
        promises = session.scalars(
            select(ReminderRow)
            .where(ReminderRow.obligation_id == mine.id, ReminderRow.rung == "T+1")
            .order_by(ReminderRow.due_revision)
        ).all()
        phase = session.get_one(ObligationRow, mine.id).phase
    first, second = promises
    assert phase == "submitted"
    assert first.message_id is not None
    assert (second.message_id, second.superseded_at is None) == (None, False)


def test_hoa_toc_is_outside_the_budget_of_the_day() -> None:
    issued_at = at("2025-12-15", "08:00")
    small_office.found(urgency="hoa_toc", issued_at=issued_at)

    heads = escalate(house=HOUSE, now=at("2025-12-15", "10:00"))
    office = escalate(house=HOUSE, now=at("2025-12-15", "12:00"))
    deputy = escalate(house=HOUSE, now=at("2025-12-15", "16:00"))

    assert heads.rungs["HT+2"] == 8
    assert (office.rungs["HT+4"], office.messages) == (8, 1)
    assert deputy.messages > 0


def test_what_was_not_acknowledged_is_not_told_once_it_is() -> None:
    mine = small_office.found(issued_at=at("2025-08-20"))[0]
    escalate(house=HOUSE, now=at("2025-08-21"))
    opened = escalations(mine)
    attempt("acknowledge", mine, now=at("2025-08-21", "09:00"))

    escalate(house=HOUSE, now=at("2025-08-22"))

    assert [(rung, closed) for rung, closed in opened] == [("A+1", False)]
    assert escalations(mine) == [("A+1", True)]


def test_a_new_agency_is_asked_to_acknowledge_anew() -> None:
    mine = small_office.found(issued_at=at("2025-08-20"))[0]
    escalate(house=HOUSE, now=at("2025-08-21"))
    attempt("reassign", mine, now=at("2025-09-10", "09:00"))

    escalate(house=HOUSE, now=at("2025-09-11"))

    assert ("A+1", small_office.SPARE, "head") in heard(mine)


def escalations(owed: small_office.Owed) -> list[tuple[str, bool]]:
    """Return (rung, whether it is closed) of everything taken up about it."""
    with unit_of_work() as session:
        found = session.execute(
            select(EscalationRow.rung, EscalationRow.closed_at.is_not(None))
            .where(EscalationRow.obligation_id == owed.id)
            .order_by(EscalationRow.id)
        )
        return [(rung, closed) for rung, closed in found]
