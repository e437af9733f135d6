"""One act on an assignment, or on what is owed under it, as its page offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.acts import Act, Party
from office import extending, judging, redating, steering
from office.errors import NotFoundError, OfficeError
from office.rights import PARTIES
from store import assignments
from store.engine import unit_of_work

if TYPE_CHECKING:
    from datetime import date, datetime

    from office.house import House
    from office.rights import Scope
    from office.viewer import Viewer

_STEERED = {
    Act.SUSPEND: steering.suspend,
    Act.RESUME: steering.resume,
    Act.WITHDRAW: steering.withdraw,
    Act.REOPEN: steering.reopen,
}


def judge(
    code: str,
    number: int,
    act: str,
    *,
    reason: str,
    viewer: Viewer,
    scope: Scope,
    house: House,
    now: datetime,
) -> None:
    """Check, accept or return what was handed in under an assignment.

    Args:
        code: Of the assignment.
        number: Of the obligation.
        act: One of `permitted.JUDGING`.
        reason: Why it is returned; a remark when it is accepted.
        viewer: Who judges; an agency does so as the collector.
        scope: What the viewer may see.
        house: Calendar, name and address of the office.
        now: The moment, aware.

    Raises:
        NotFoundError: No such assignment or obligation within the scope.
        NotAllowedError: The phase or the party does not allow it, or it is one's own.
        OfficeError: No such act, or no reason to return.
    """
    _find(code, number, scope)
    collects = PARTIES[viewer.role] is Party.AGENCY
    actor = viewer.as_collector if collects else viewer.actor
    if act == Act.CHECK:
        judging.check(number, actor=actor, now=now, judge=viewer)
    elif act == Act.ACCEPT:
        judging.accept(number, reason=reason, actor=actor, now=now, judge=viewer)
    elif act == Act.RETURN:
        judging.return_(number, reason=reason, house=house, actor=actor, now=now)
    else:
        raise OfficeError("Không có việc này.")


def steer(
    code: str,
    number: int | None,
    act: str,
    *,
    reason: str,
    until: date | None,
    viewer: Viewer,
    scope: Scope,
    house: House,
    now: datetime,
) -> None:
    """Suspend, resume, withdraw, reopen; set a date; decide a request for more time.

    Args:
        code: Of the assignment.
        number: Of the obligation, for a date or a request.
        act: One of `permitted.WHOLE` or `permitted.STEERING`, but not to reassign.
        reason: Why, as the agency reads it.
        until: The last permitted day, to set it or to grant more time.
        viewer: The office or a leader.
        scope: What the viewer may see.
        house: Calendar, name and address of the office.
        now: The moment, aware.

    Raises:
        NotFoundError: No such assignment or obligation.
        NotAllowedError: The phase or the party does not allow it.
        OfficeError: No such act, no reason, or no day.
    """
    _find(code, number, scope)
    actor = viewer.actor
    whole = next((deed for one, deed in _STEERED.items() if one == act), None)
    if whole is not None:
        whole(code, reason=reason, house=house, actor=actor, now=now)
    elif number is None:
        raise OfficeError("Không có việc này.")
    elif act == Act.REFUSE_EXTENSION:
        extending.refuse(number, reason=reason, house=house, actor=actor, now=now)
    elif until is None:
        raise OfficeError("Hãy chọn ngày làm thời hạn mới.")
    elif act == Act.GRANT_EXTENSION:
        extending.grant(number, until=until, house=house, actor=actor, now=now)
    elif act == Act.SET_DUE:
        redating.set_date(
            number, until, reason=reason, house=house, actor=actor, now=now
        )
    else:
        raise OfficeError("Không có việc này.")


def _find(code: str, number: int | None, scope: Scope) -> None:
    with unit_of_work() as session:
        there = assignments.is_within(
            session, code, number, own=scope.agency, directive=scope.directive
        )
    if not there:
        raise NotFoundError("Không có nhiệm vụ mang mã {code}.", code=code)
