"""Check, accept or return what an agency handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import ACT_NAMES, PARTY_NAMES, Act
from directive.errors import NotAllowedError
from directive.policy import Audience
from directive.sentence import named
from notifications.messages import Returned
from office import moving, telling
from office.errors import OfficeError
from office.hearing import hearers
from office.house import office_day
from office.in_force import in_force
from office.rights import may_judge
from store import submissions
from store.engine import unit_of_work
from store.trail import record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from office.house import House
    from office.viewer import Viewer


def check(
    obligation_id: int, *, actor: Actor, now: datetime, judge: Viewer | None = None
) -> None:
    """Pass a result on to the office, as the collector it is reported to.

    `judge` is the account that acts, where it acts for the office.

    Raises:
        NotAllowedError: Not submitted, no collector, or the collector's own.
    """
    _decide(
        obligation_id, Act.CHECK, verdict="checked", actor=actor, now=now, judge=judge
    )


def accept(
    obligation_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    judge: Viewer | None = None,
) -> None:
    """Accept a result, with a remark or none; the obligation is done.

    `judge` is the account that acts. Nobody accepts his own agency's results; those of
    the provincial office a head of it accepts, or a leader, who did not hand them in.

    Raises:
        NotAllowedError: The collector has not checked it, or it is one's own.
    """
    _decide(
        obligation_id,
        Act.ACCEPT,
        verdict="accepted",
        actor=actor,
        now=now,
        reason=reason.strip() or None,
        judge=judge,
    )


def return_(
    obligation_id: int, *, reason: str, house: House, actor: Actor, now: datetime
) -> None:
    """Give a result back with a reason; the clock goes on at the unchanged date.

    Raises:
        OfficeError: No reason is given.
        NotAllowedError: Nothing is handed in.
    """
    if not reason.strip():
        raise OfficeError("Phải nêu lý do trả lại.")
    with unit_of_work() as session:
        house = in_force(session, house)
        case = moving.load(session, obligation_id, actor=actor)
        rows = moving.advance(session, case, Act.RETURN, actor=actor, now=now)
        case.obligation.submitted_at = None
        line = submissions.open_line(session, obligation_id)
        if line is not None:
            line.verdict, line.reason, line.decided_at = "returned", reason, now
            rows.append(line)
        who = hearers(session, house=house, now=now)
        post, note = who.stand_in(case.assignment.agency_code, Audience.FOCAL_POINT)
        payload = Returned(
            to=post.title,
            office=house.office_name,
            line=telling.line(session, case, why=_WHY + note, house=house, now=now),
            reason=reason,
            returned_by=PARTY_NAMES[actor.party],
            returned_on=office_day(now),
        )
        letter = telling.letter(
            payload,
            post=post,
            once=f"{obligation_id}:{line.id if line else 0}",
            assignment_ids=(case.assignment.id,),
            house=house,
            now=now,
        )
        queued = telling.queue(session, [letter], house=house, now=now)
        entry = moving.entry(
            case, Act.RETURN, rows, reason=reason, calendar=house.calendar
        )
        record(session, [entry, *queued], actor=str(actor), now=now)


_WHY = "Kết quả do cơ quan báo cáo bị trả lại; thời hạn của nhiệm vụ không thay đổi."


def _decide(
    obligation_id: int,
    act: Act,
    *,
    verdict: str,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    judge: Viewer | None = None,
) -> None:
    with unit_of_work() as session:
        case = moving.load(session, obligation_id, actor=actor)
        if judge is not None:
            _allow(session, case, act, judge)
        rows = moving.advance(session, case, act, actor=actor, now=now)
        line = submissions.open_line(session, obligation_id)
        if line is not None:
            line.verdict, line.reason, line.decided_at = verdict, reason, now
            rows.append(line)
        if act is Act.ACCEPT:
            case.obligation.accepted_at = now
        entry = moving.entry(case, act, rows, reason=reason)
        record(session, [entry], actor=str(actor), now=now)


def _allow(session: Session, case: moving.Case, act: Act, judge: Viewer) -> None:
    """Refuse who judges his own agency's result, or what he handed in himself."""
    agency_code = case.assignment.agency_code
    if not may_judge(judge.role, home=judge.agency, agency_code=agency_code):
        raise NotAllowedError(
            "Không ai được {act} do chính cơ quan mình báo cáo.",
            act=named(ACT_NAMES[act]),
        )
    if judge.agency == agency_code and submissions.is_by(
        session, case.obligation.id, judge.user
    ):
        raise NotAllowedError(
            "Người đã báo cáo kết quả không tự duyệt; một lãnh đạo Văn phòng khác hoặc"
            " lãnh đạo UBND tỉnh duyệt."
        )
