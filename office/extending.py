"""Ask for more time, and grant or refuse it; every due date is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import PARTY_NAMES, Act
from directive.policy import Audience
from notifications.messages import ExtensionDecided
from office import moving, task_words, telling
from office.errors import NotFoundError, OfficeError
from office.hearing import hearers
from office.house import office_day
from office.in_force import in_force
from store import extensions, ids
from store.engine import unit_of_work
from store.tables import ExtensionRow, OfficeTaskRow
from store.trail import record

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from office.house import House
    from store.tables import Kept


def ask(
    obligation_id: int, *, until: date, reason: str, actor: Actor, now: datetime
) -> int:
    """Ask that an obligation be due on `until`; return the request's id.

    Raises:
        OfficeError: No reason, no due date to move, a date that is not later, or
            a request that is open already.
    """
    with unit_of_work() as session:
        return ask_in(
            session, obligation_id, until=until, reason=reason, actor=actor, now=now
        )


def ask_in(
    session: Session,
    obligation_id: int,
    *,
    until: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Do `ask` within a transaction that also writes how the wish came."""
    case = moving.load(session, obligation_id, actor=actor)
    due_on = case.obligation.due_on
    if not reason.strip():
        raise OfficeError("Phải nêu lý do xin gia hạn.")
    if due_on is None:
        raise OfficeError("Nhiệm vụ này không có thời hạn để gia hạn.")
    if until <= due_on:
        raise OfficeError("Thời hạn mới phải sau {due_on}.", due_on=due_on)
    if extensions.open_request(session, obligation_id):
        raise OfficeError("Đã có một đề nghị gia hạn đang chờ quyết định.")
    rows = moving.advance(session, case, Act.ASK_EXTENSION, actor=actor, now=now)
    request = ExtensionRow(
        id=ids.take(session),
        obligation_id=obligation_id,
        asked_at=now,
        asked_until=until,
        reason=reason,
        after_due=office_day(now) > due_on,
    )
    task = OfficeTaskRow(
        id=ids.take(session),
        kind="extension",
        reason=str(task_words.EXTENSION.filled(until=until, reason=reason)),
        opened_at=now,
        assignment_code=case.assignment.code,
    )
    entry = moving.entry(case, Act.ASK_EXTENSION, [*rows, request, task])
    record(session, [entry], actor=str(actor), now=now)
    return request.id


def grant(
    obligation_id: int, *, until: date, house: House, actor: Actor, now: datetime
) -> None:
    """Grant the open request, until the day asked for or another one.

    Raises:
        NotFoundError: Nothing was asked for.
        OfficeError: The new date is not after the present one.
    """
    _decide(obligation_id, until=until, reason=None, house=house, actor=actor, now=now)


def refuse(
    obligation_id: int, *, reason: str, house: House, actor: Actor, now: datetime
) -> None:
    """Refuse the open request with a reason; the due date stays.

    Raises:
        NotFoundError: Nothing was asked for.
        OfficeError: No reason is given.
    """
    if not reason.strip():
        raise OfficeError("Phải nêu lý do không gia hạn.")
    _decide(obligation_id, until=None, reason=reason, house=house, actor=actor, now=now)


def _decide(
    obligation_id: int,
    *,
    until: date | None,
    reason: str | None,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    act = Act.GRANT_EXTENSION if until else Act.REFUSE_EXTENSION
    with unit_of_work() as session:
        house = in_force(session, house)
        case = moving.load(session, obligation_id, actor=actor)
        request = extensions.open_request(session, obligation_id)
        if request is None:
            raise NotFoundError("Không có đề nghị gia hạn nào đang chờ.")
        before = case.obligation.due_on
        if until and before and until <= before:
            raise OfficeError("Thời hạn mới phải sau {due_on}.", due_on=before)
        rows: list[Kept] = [request]
        rows += moving.advance(session, case, act, actor=actor, now=now)
        request.status = "granted" if until else "refused"
        request.decision_reason, request.decided_at = reason, now
        rows += extensions.close_tasks(session, case.assignment.code, now=now)
        if until:
            case.obligation.due_on = until
            case.obligation.due_at = None
            case.obligation.last_working_day = house.calendar.last_working_day(until)
            rows.append(moving.revise(session, case, request.reason, now=now))
        who = hearers(session, house=house, now=now)
        post, note = who.stand_in(case.assignment.agency_code, Audience.FOCAL_POINT)
        payload = ExtensionDecided(
            to=post.title,
            office=house.office_name,
            line=telling.line(session, case, why=_WHY + note, house=house, now=now),
            granted=until is not None,
            asked_for=request.asked_until,
            due_before=before,
            reason=reason,
            decided_by=PARTY_NAMES[actor.party],
            decided_on=office_day(now),
        )
        letter = telling.letter(
            payload,
            post=post,
            once=str(request.id),
            assignment_ids=(case.assignment.id,),
            house=house,
            now=now,
        )
        queued = telling.queue(session, [letter], house=house, now=now)
        record(
            session,
            [moving.entry(case, act, rows, calendar=house.calendar), *queued],
            actor=str(actor),
            now=now,
        )


_WHY = "Cơ quan đã đề nghị gia hạn nhiệm vụ này."
