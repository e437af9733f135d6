"""Link a directive to the one it changes, and decide what becomes of the open work.

Nothing of the earlier directive changes by itself: the office is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act
from directive.amending import ACTS, Cited, day_of, earlier
from directive.deadlines import Due
from directive.lifecycle import OWED, WAITING, Phase, allowed
from directive.sentence import Sentence
from office import deciding, moving, task_words, telling
from office.errors import NotFoundError, OfficeError
from office.house import office_day
from office.in_force import in_force
from office.redating import letters, set_due
from store import amendments, directives, ids
from store.engine import unit_of_work
from store.tables import OfficeTaskRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from directive.model import Directive
    from office.actor import Actor
    from office.house import House
    from office.moving import Case
    from store.tables import DirectiveRow, Kept
    from store.tables.base import JsonList

TASK = "amendment"
_OPEN = (*OWED, *WAITING, Phase.SUSPENDED, Phase.DECLINED)


@dataclass(frozen=True, slots=True)
class Linked:
    """What a directive does to an earlier one; `earlier` is None when not found."""

    act: str
    number: str
    earlier: int | None
    title: str | None
    open: int  # assignments of the earlier one that are not finished


@dataclass(frozen=True, slots=True)
class Amended:
    """What was done with an earlier directive's open work."""

    directive_id: int
    changed: tuple[str, ...]  # codes of assignments
    left: tuple[tuple[str, str], ...]  # code of an assignment, and why


def links_of(session: Session, read: Directive, source: str) -> JsonList:
    """Return the amendments of a directive with the earlier ones that are found."""
    found = []
    for one in read.amends:
        dated = day_of(one, source)
        known = [
            Cited(row.id, row.number, row.symbol, row.issued_on)
            for row in amendments.numbered(session, one.number.partition("/")[0])
        ]
        found.append(
            {
                "act": one.act,
                "number": one.number,
                "dated": dated.isoformat() if dated else None,
                "earlier": earlier(one, dated, known),
            }
        )
    return found


def shown(session: Session, row: DirectiveRow) -> tuple[Linked, ...]:
    """Return the links of a directive as an officer sees them."""
    return tuple(
        Linked(
            act=one["act"],
            number=one["number"],
            earlier=one["earlier"],
            title=before.title if before else None,
            open=len(amendments.open_codes(session, before.id, _OPEN)) if before else 0,
        )
        for one in row.amends or ()
        for before in [
            directives.find(session, one["earlier"]) if one["earlier"] else None
        ]
    )


def questions(
    session: Session, row: DirectiveRow, *, now: datetime
) -> Iterator[OfficeTaskRow]:
    """Yield a task for each earlier directive that has open work."""
    asked = {one.earlier: one for one in shown(session, row) if one.open}
    for number, one in asked.items():
        yield OfficeTaskRow(
            id=ids.take(session),
            kind=TASK,
            reason=str(
                task_words.AMENDMENT.filled(
                    newer=telling.directive_number(row),
                    act=ACTS[one.act],
                    number=one.number,
                    code=number,
                    n=one.open,
                )
            ),
            opened_at=now,
            directive_id=number,
        )


def withdraw(
    directive_id: int,
    *,
    reason: str | None,
    house: House,
    actor: Actor,
    now: datetime,
) -> Amended:
    """Withdraw all open work of a directive, in one act, and tell the agencies.

    Args:
        directive_id: The earlier directive.
        reason: Why; None when a directive that the office has replaces it.
        house: Calendar of the office, and who speaks.
        actor: The office or a leader.
        now: The moment, aware.

    Raises:
        NotFoundError: No such directive, or nothing of it is open.
        OfficeError: No reason is given or known.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        why = _reason(session, directive_id, reason)
        cases = _cases(session, directive_id, actor=actor)
        entries = []
        agencies: dict[str, list[Case]] = {}
        for case in cases:
            rows = moving.advance(session, case, Act.WITHDRAW, actor=actor, now=now)
            revised = moving.revise(session, case, why, now=now)
            agencies.setdefault(case.assignment.agency_code, []).append(case)
            entries.append(
                moving.entry(
                    case,
                    Act.WITHDRAW,
                    [*rows, revised],
                    reason=why,
                    calendar=house.calendar,
                )
            )
        entries += _settled(session, directive_id, "withdraw", now=now)
        record(session, entries, actor=str(actor), now=now)
        told = deciding.letters(
            session,
            agencies,
            Act.WITHDRAW,
            reason=why,
            house=house,
            actor=actor,
            now=now,
        )
        queued = telling.queue(session, list(told), house=house, now=now)
        record(session, queued, actor=str(actor), now=now)
        return Amended(directive_id, _codes(cases), ())


def move(
    directive_id: int,
    *,
    until: date,
    reason: str | None,
    house: House,
    actor: Actor,
    now: datetime,
) -> Amended:
    """Move the date of all open work of a directive, in one act, and tell the agencies.

    What has no date, or one of every period, stays as it is.

    Args:
        directive_id: The earlier directive.
        until: The last permitted day from now on.
        reason: As for `withdraw`.
        house: Calendar of the office, and who speaks.
        actor: The office or a leader.
        now: The moment, aware.

    Raises:
        NotFoundError: No such directive, or nothing of it is open.
        OfficeError: The day is past, or no reason is given or known.
    """
    if until < office_day(now):
        raise OfficeError("Thời hạn mới {until} đã qua.", until=until)
    with unit_of_work() as session:
        house = in_force(session, house)
        why = _reason(session, directive_id, reason)
        due = Due(until, house.calendar.last_working_day(until))
        moved, left, entries = [], [], []
        for case in _cases(session, directive_id, actor=actor):
            refusal = _stays(case, actor)
            if refusal:
                left.append((case.assignment.code, refusal))
                continue
            entries.append(
                set_due(
                    session,
                    case,
                    due,
                    reason=why,
                    calendar=house.calendar,
                    actor=actor,
                    now=now,
                )
            )
            moved.append(case)
        entries += _settled(session, directive_id, "move", now=now)
        record(session, entries, actor=str(actor), now=now)
        told = letters(session, moved, reason=why, house=house, actor=actor, now=now)
        queued = telling.queue(session, list(told), house=house, now=now)
        record(session, queued, actor=str(actor), now=now)
        return Amended(directive_id, _codes(moved), tuple(left))


def keep(directive_id: int, *, actor: Actor, now: datetime) -> Amended:
    """Leave the open work of a directive as it is; the question is answered.

    Raises:
        NotFoundError: Nobody asked about this directive.
    """
    with unit_of_work() as session:
        entries = _settled(session, directive_id, "keep", now=now)
        if not entries:
            raise NotFoundError(
                "Không có câu hỏi nào về văn bản {directive_id}.",
                directive_id=directive_id,
            )
        record(session, entries, actor=str(actor), now=now)
        return Amended(directive_id, (), ())


def _cases(session: Session, directive_id: int, *, actor: Actor) -> list[Case]:
    numbers = amendments.open_obligations(session, directive_id, _OPEN)
    if not numbers:
        raise NotFoundError(
            "Văn bản {directive_id} không còn nhiệm vụ nào chưa xong.",
            directive_id=directive_id,
        )
    return [moving.load(session, number, actor=actor) for number in numbers]


def _stays(case: Case, actor: Actor) -> Sentence | None:
    """Say why an obligation keeps its date; None when nothing is in the way."""
    row = case.obligation
    if row.due_on is None:
        return Sentence("Nhiệm vụ này không có thời hạn để dời.")
    if row.deadline is not None and row.deadline["kind"] == "recurring":
        return Sentence("Báo cáo định kỳ giữ thời hạn của từng kỳ.")
    if Act.SET_DUE not in allowed(Phase(row.phase), actor.party):
        return Sentence("Nhiệm vụ này đang bị từ chối, chờ quyết định.")
    return None


def _reason(session: Session, directive_id: int, given: str | None) -> str:
    if directives.lock(session, directive_id) is None:
        raise NotFoundError("Không tìm thấy văn bản này.")
    if given and given.strip():
        return given.strip()
    newer = amendments.amending(session, directive_id)
    if newer is None:
        raise OfficeError("Phải nêu lý do: chưa có văn bản nào thay đổi văn bản này.")
    return f"Theo {telling.directive_number(newer)}."


def _settled(
    session: Session, directive_id: int, act: str, *, now: datetime
) -> list[Entry]:
    rows: list[Kept] = []
    for task in amendments.open_tasks(session, TASK, directive_id):
        task.closed_at = now
        rows.append(task)
    if not rows:
        return []
    return [Entry("directive", str(directive_id), f"amended_{act}", tuple(rows))]


def _codes(cases: Sequence[Case]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.assignment.code for case in cases))
