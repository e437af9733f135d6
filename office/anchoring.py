"""Record the day of the event that a relative deadline counts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from directive.deadlines import Due, work_out
from directive.lifecycle import OWED, WAITING, Phase
from directive.model import Deadline, DeadlineKind
from directive.reading.stored import deadline_of
from directive.sentence import Sentence
from notifications.wording import day, moment
from office import moving, telling
from office.errors import NotFoundError, OfficeError
from office.house import office_day
from office.in_force import in_force
from office.redating import letters, set_due
from store import obligations
from store.engine import unit_of_work
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from office.house import House
    from office.moving import Case

_OPEN = (*OWED, *WAITING, Phase.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Anchored:
    """An obligation whose due date was computed, or taken back."""

    assignment: str
    agency: str
    anchor: str
    due_before: date | None
    due_on: date | None
    last_working_day: date | None


@dataclass(frozen=True, slots=True)
class Anchoring:
    """What recording an anchor did; `left` are pairs of assignment code and why."""

    done: tuple[Anchored, ...]
    left: tuple[tuple[str, str], ...]


def anchor_assignment(
    code: str, when: date | None, *, house: House, actor: Actor, now: datetime
) -> Anchoring:
    """Record the anchor of one agency's assignment, and tell the agency its date.

    Recording again changes the date; what was set before stays in the history.

    Args:
        code: The assignment, such as NV-2025-000123.
        when: The day of the event, or its aware moment where hours are counted from
            it; None takes the anchor back.
        house: Calendar of the office.
        actor: The office or a leader.
        now: The moment, aware.

    Raises:
        NotFoundError: No assignment has this code.
        OfficeError: It has no deadline that could be computed so.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        cases = moving.load_all(session, code, actor=actor)
        return _anchor(session, cases, when, house=house, actor=actor, now=now)


def anchor_instruction(
    directive_id: int,
    path: str,
    when: date | None,
    *,
    house: House,
    actor: Actor,
    now: datetime,
) -> Anchoring:
    """Record one anchor for all agencies of an instruction; see `anchor_assignment`.

    Raises:
        NotFoundError: Nothing was issued under such an instruction.
        OfficeError: It has no deadline that could be computed so.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        numbers = obligations.of_instruction(session, directive_id, path)
        if not numbers:
            raise NotFoundError(
                "Văn bản {directive_id} chưa giao nhiệm vụ nào theo nội dung {path}.",
                directive_id=directive_id,
                path=path,
            )
        cases = [moving.load(session, number, actor=actor) for number in numbers]
        return _anchor(session, cases, when, house=house, actor=actor, now=now)


def _anchor(
    session: Session,
    cases: Sequence[Case],
    when: date | None,
    *,
    house: House,
    actor: Actor,
    now: datetime,
) -> Anchoring:
    done, left, entries = [], [], []
    reasons: dict[str, list[Case]] = {}
    for case in cases:
        deadline = _relative(case)
        if deadline is None:
            continue
        row = case.obligation
        due = work_out(deadline, house.calendar, anchored=when)
        refusal = _refusal(case, deadline, when, due)
        if refusal:
            left.append((case.assignment.code, refusal))
            continue
        before = row.due_on
        reason = _reason(deadline, when)
        entries.append(
            set_due(
                session,
                case,
                due,
                reason=reason,
                calendar=house.calendar,
                actor=actor,
                now=now,
            )
        )
        reasons.setdefault(reason, []).append(case)
        row.original_due_on = row.due_on
        row.anchored_on = _day(when)
        done.append(
            Anchored(
                assignment=case.assignment.code,
                agency=case.assignment.agency_code,
                anchor=deadline.anchor or "",
                due_before=before,
                due_on=row.due_on,
                last_working_day=row.last_working_day,
            )
        )
    if not done:
        raise OfficeError(
            left[0][1]
            if left
            else Sentence("Không có thời hạn nào ở đây tính từ một sự kiện.")
        )
    record(session, entries, actor=str(actor), now=now)
    told = [
        letter
        for reason, own in reasons.items()
        for letter in letters(
            session, own, reason=reason, house=house, actor=actor, now=now
        )
    ]
    queued = telling.queue(session, told, house=house, now=now)
    record(session, queued, actor=str(actor), now=now)
    return Anchoring(tuple(done), tuple(left))


def _relative(case: Case) -> Deadline | None:
    kept = case.obligation.deadline
    deadline = deadline_of(kept) if kept else None
    relative = deadline is not None and deadline.kind is DeadlineKind.RELATIVE
    return deadline if relative else None


def _refusal(
    case: Case, deadline: Deadline, when: date | None, due: Due | None
) -> Sentence | None:
    """Say why an obligation is left as it is; None when nothing is in the way."""
    row = case.obligation
    if row.phase not in _OPEN:
        return Sentence("Nhiệm vụ này không còn phải thực hiện.")
    if row.due_on is not None and row.due_on != row.original_due_on:
        return Sentence(
            "Thời hạn đã được dời đến {due_on}: không tính lại từ mốc.",
            due_on=row.due_on,
        )
    if when is None:
        return None if row.anchored_on else Sentence("Chưa ghi ngày nào để bỏ.")
    if deadline.amount is None:
        return Sentence("Văn bản không ghi phải xong bao nhiêu ngày sau mốc.")
    if due is None:
        return Sentence("Thời hạn tính theo giờ: phải ghi cả giờ của mốc.")
    return None


def _reason(deadline: Deadline, when: date | None) -> str:
    if when is None:
        return f"Bỏ ngày đã ghi cho mốc “{deadline.anchor}”."
    said = moment(when) if isinstance(when, datetime) else f"ngày {day(when)}"
    return f"Mốc “{deadline.anchor}” là {said}; văn bản ghi “{deadline.text}”."


def _day(when: date | None) -> date | None:
    return office_day(when) if isinstance(when, datetime) else when
