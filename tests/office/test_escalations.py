"""What is taken up is acknowledged, answered, comes back, and closes with a word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import attempt
from sqlalchemy import select
from walking import tick

from office import actor, escalations
from office.errors import ForbiddenError, NotFoundError, OfficeError
from store import audit
from store.engine import unit_of_work
from store.tables import EscalationRow, MessageRow, PostRow

if TYPE_CHECKING:
    from datetime import datetime

    from small_office import Owed

pytestmark = pytest.mark.usefixtures("database")

T1, T3 = "2025-12-15", "2025-12-17"
SEEN = at(T1, "10:00")
BACK = "2025-12-22"  # the fifth working day after


@pytest.fixture
def mine() -> Owed:
    """Found the office, and take one thing up to a head on 15 December."""
    owed = small_office.found()[0]
    tick(T1)
    return owed


def taken_up(owed: Owed, rung: str = "T+1") -> EscalationRow:
    with unit_of_work() as session:
        found = select(EscalationRow).where(
            EscalationRow.obligation_id == owed.id, EscalationRow.rung == rung
        )
        return session.scalars(found).one()


def acknowledge(owed: Owed, now: datetime = SEEN) -> None:
    escalations.acknowledge(taken_up(owed).id, actor=actor.LEADER, now=now)


def returned(owed: Owed) -> list[str]:
    """Return the days on which the head was told again of what he acknowledged."""
    with unit_of_work() as session:
        found = session.execute(
            select(MessageRow.office_day, MessageRow.text)
            .join(PostRow, PostRow.id == MessageRow.post_id)
            .where(MessageRow.kind == "overdue_digest", PostRow.duty == "head")
            .order_by(MessageRow.id)
        )
        return [
            str(on) for on, text in found if owed.code in text and "báo lại" in text
        ]


def closings() -> list[tuple[str, str, str]]:
    """Return (agency, duty, text) of every message that something closed."""
    with unit_of_work() as session:
        found = session.execute(
            select(PostRow.agency_code, PostRow.duty, MessageRow.text)
            .join(MessageRow, MessageRow.post_id == PostRow.id)
            .where(MessageRow.text.contains("đã khép lại"))
            .order_by(MessageRow.id)
        )
        return list(found.tuples())


def test_who_acknowledged_and_when_is_kept(mine: Owed) -> None:
    acknowledge(mine)

    row = taken_up(mine)
    assert (row.acknowledged_at, row.acknowledged_by) == (SEEN, "leader")
    with pytest.raises(OfficeError, match="đã được tiếp nhận"):
        acknowledge(mine)


def test_an_acknowledgement_that_nothing_follows_comes_back_once(mine: Owed) -> None:
    acknowledge(mine)

    for day in ("2025-12-19", BACK, BACK, "2025-12-23"):
        tick(day)

    assert returned(mine) == [BACK]
    acknowledge(mine, now=at("2025-12-23", "10:00"))
    tick("2025-12-30")
    assert returned(mine) == [BACK, "2025-12-30"]


def test_it_does_not_come_back_at_night(mine: Owed) -> None:
    acknowledge(mine)

    tick(BACK, "05:30")

    assert returned(mine) == []


SILENCED = {
    "progress begins the count anew": "progress",
    "handed in": "submit",
    "more time": "extend",
}


@pytest.mark.parametrize("act", SILENCED.values(), ids=SILENCED)
def test_what_moves_does_not_come_back(mine: Owed, act: str) -> None:
    acknowledge(mine)
    attempt(act, mine, now=at(T3, "09:00"))

    tick(BACK)

    assert returned(mine) == []


def test_an_explanation_is_an_answer_and_it_does_not_come_back(mine: Owed) -> None:
    acknowledge(mine)
    escalations.explain(
        taken_up(mine).id,
        words="Chờ số liệu",
        actor=actor.agency("STP"),
        now=at(T3),
    )

    tick(BACK)

    row = taken_up(mine)
    assert (row.answer, row.answer_note, row.closed_at) == (
        "explanation",
        "Chờ số liệu",
        None,
    )
    assert returned(mine) == []


ANSWERS = {"more time": ("extend", "new_date"), "another": ("reassign", "reassignment")}


@pytest.mark.parametrize(("act", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_a_new_date_or_agency_answers_and_closes(
    mine: Owed, act: str, answer: str
) -> None:
    attempt(act, mine, now=at(T3, "09:00"))

    row = taken_up(mine)
    assert row.answer == answer
    assert row.closed_at is not None


def test_closing_tells_all_who_were_told_in_one_message_each(mine: Owed) -> None:
    tick(T3)
    for act in ("submit", "check", "accept"):
        attempt(act, mine, now=at("2025-12-18"))
    tick("2025-12-18")
    tick("2025-12-18", "10:00")

    told = closings()
    assert {(agency, duty) for agency, duty, _ in told} == {
        ("STP", "head"),
        ("VPUB", "monitoring"),
    }
    assert len(told) == 2
    assert all(mine.code in text for _, _, text in told)
    assert all("đã khép lại ngày 18/12/2025" in text for _, _, text in told)


def test_what_was_never_told_closes_without_a_word(mine: Owed) -> None:
    for act in ("submit", "check", "accept", "reopen"):
        attempt(act, mine, now=at(T1, "09:00"))
    tick(T1, "10:00")  # late again, but the head had his digest of the day
    attempt("submit", mine, now=at(T1, "11:00"))

    tick("2025-12-16")

    heads = [one for one in closings() if one[:2] == ("STP", "head")]
    with unit_of_work() as session:
        waits = session.scalars(
            select(EscalationRow.id).where(
                EscalationRow.closed_at.is_not(None),
                EscalationRow.closing_told_at.is_(None),
            )
        ).all()
    assert (len(heads), waits) == (1, [])


def test_closing_is_not_told_at_night_but_in_the_morning(mine: Owed) -> None:
    attempt("submit", mine, now=at(T1, "16:59"))

    tick(T1, "22:00")
    night = closings()
    tick("2025-12-16", "07:30")

    morning = sorted((agency, duty) for agency, duty, _ in closings())
    assert (night, morning) == ([], [("STP", "head"), ("VPUB", "monitoring")])
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_what_cannot_be_acknowledged_is_refused(mine: Owed) -> None:
    number = taken_up(mine).id

    with pytest.raises(NotFoundError):
        escalations.acknowledge(1, actor=actor.LEADER, now=SEEN)
    with pytest.raises(ForbiddenError):
        escalations.acknowledge(number, actor=actor.agency("STC"), now=SEEN)
    with pytest.raises(OfficeError, match="giải trình"):
        escalations.explain(number, words=" ", actor=actor.LEADER, now=SEEN)
    attempt("submit", mine, now=at(T1, "09:00"))
    with pytest.raises(OfficeError, match="khép lại"):
        escalations.acknowledge(number, actor=actor.LEADER, now=SEEN)


def test_what_closed_and_what_is_taken_up_anew_are_one_message() -> None:
    """STP's was taken up and closed; STC's, due later, is taken up next morning."""
    stp, stc = small_office.found()[:2]
    attempt("extend", stc, now=at("2025-12-10"))
    tick(T3)
    for act in ("submit", "check", "accept"):
        attempt(act, stp, now=at("2025-12-23", "14:00"))

    that_day = date(2025, 12, 24)
    for hour in ("08:00", "14:00"):
        tick(str(that_day), hour)

    with unit_of_work() as session:
        (told,) = session.scalars(
            select(MessageRow)
            .join(PostRow, PostRow.id == MessageRow.post_id)
            .where(PostRow.duty == "monitoring", MessageRow.office_day == that_day)
        ).all()
    new, _, before = told.text.partition("THEO DÕI CẢNH BÁO")
    assert told.kind == "escalation_digest"
    assert (stc.code in new, stp.code in new) == (True, False)
    assert stp.code in before
    assert "đã khép lại ngày 23/12/2025" in before
