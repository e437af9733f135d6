"""What a leader does to an alert: seen, explain, another date, another agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.errors import NotAllowedError
from office import alerts as desk
from office import escalations, extending, redating, steering
from office.at_once import MOST, Done
from office.errors import NotFoundError, OfficeError
from store import alert_facts, alert_groups, alerts, mails, people
from store.alert_facts import Known
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from office.house import House
    from office.viewer import Viewer
    from store.mails import Message

QUESTION = "Nêu rõ lý do chậm, trách nhiệm của từng người và ngày hoàn thành."
DATED = "Lãnh đạo ấn định thời hạn mới khi xem cảnh báo quá hạn."


def see(number: int, *, viewer: Viewer, house: House, now: datetime) -> str:
    """Acknowledge an alert; return the code of its assignment.

    What was told of the same obligation to the leader's other posts is seen too.

    Raises:
        NotFoundError: No alert of this leader has this number.
        OfficeError: It is closed, or was acknowledged already.
    """
    found = _own(number, viewer=viewer, house=house, now=now)
    for one in found.numbers:
        escalations.acknowledge(one, actor=viewer.actor, now=now)
    return found.code


def ask(
    number: int, question: str, *, viewer: Viewer, house: House, now: datetime
) -> str:
    """Ask the agency's head to explain; return the code of the assignment.

    Raises:
        NotFoundError: No alert of this leader has this number.
        OfficeError: It is closed, was asked already, or the question is blank.
    """
    found = _own(number, viewer=viewer, house=house, now=now)
    escalations.ask(number, question=question, house=house, actor=viewer.actor, now=now)
    for one in found.numbers:
        if one != number:
            escalations.acknowledge(one, actor=viewer.actor, now=now)
    return found.code


def set_date(
    number: int,
    until: date,
    reason: str,
    *,
    viewer: Viewer,
    house: House,
    now: datetime,
) -> str:
    """Set a new last day, or grant what was asked for; return the assignment's code.

    Raises:
        NotFoundError: No alert of this leader has this number.
        NotAllowedError: Nothing is owed any more.
        OfficeError: The day is past, or not after the present one.
    """
    found = _own(number, viewer=viewer, house=house, now=now)
    who = viewer.actor
    if found.asks_for_time:
        extending.grant(found.obligation, until=until, house=house, actor=who, now=now)
    else:
        redating.set_date(
            found.obligation,
            until,
            reason=reason or DATED,
            house=house,
            actor=who,
            now=now,
        )
    return found.code


def message(
    number: int, sent: int, *, viewer: Viewer, house: House, now: datetime
) -> Message:
    """Return a message that was sent about an alert of the leader, with its tries.

    Raises:
        NotFoundError: No alert of this leader has this number, or no such message was
            sent about it.
    """
    found = _own(number, viewer=viewer, house=house, now=now)
    with unit_of_work() as session:
        about = alert_facts.told(session, [found.obligation])
        told = any(one.message_id == sent for one in about)
        read = mails.message(session, sent) if told else None
    if read is None:
        raise NotFoundError("Không có thông báo này.")
    return read


def reassign(
    number: int,
    agency: str,
    reason: str,
    *,
    viewer: Viewer,
    house: House,
    now: datetime,
) -> str:
    """Give the assignment to another agency; return its code.

    Args:
        number: Of the alert.
        agency: Name or code of who gets it, as typed.
        reason: Why, as both agencies read it.
        viewer: The leader.
        house: Calendar, name and address of the office.
        now: The moment, aware.

    Raises:
        NotFoundError: No alert of this leader has this number.
        OfficeError: No agency is called so, it has the instruction already, or no
            reason is given.
    """
    found = _own(number, viewer=viewer, house=house, now=now)
    steering.reassign(
        found.code,
        agency_code=_named(agency),
        reason=reason,
        house=house,
        actor=viewer.actor,
        now=now,
    )
    return found.code


def all_of(
    instruction: int,
    upto: int,
    do: Callable[[int], str],
    *,
    name: str,
    viewer: Viewer,
    house: House,
    now: datetime,
) -> Done:
    """Decide every alert of the leader under one instruction, each by its own act.

    What is refused does not stop the rest.

    Args:
        instruction: Its id.
        upto: The last escalation that the leader saw; what came later stays.
        do: What is done to the number of an alert, such as `see`.
        name: What it is called.
        viewer: The leader.
        house: Calendar and posts of the office.
        now: The moment, aware.

    Raises:
        NotFoundError: The leader has no alert there.
        OfficeError: They are too many.
    """
    with unit_of_work() as session:
        posts = [one.id for one in desk.posts_of(session, viewer, house=house, now=now)]
        found = alert_groups.of_instruction(
            session, posts, instruction, upto=upto, most=MOST + 1
        )
    if not found:
        raise NotFoundError("Không có cảnh báo này trong các cảnh báo gửi ông/bà.")
    if len(found) > MOST:
        raise OfficeError("Tối đa {most} dòng một lần.", most=MOST)
    done: list[str] = []
    refused: list[tuple[str, str]] = []
    for number, code in found:
        try:
            done.append(do(number))
        except (OfficeError, NotAllowedError) as why:
            refused.append((code, str(why)))
    return Done(name, tuple(done), tuple(refused))


def _named(agency: str) -> str:
    """Return the code of an agency that was named by its code or its name."""
    wanted = agency.casefold().split()
    with unit_of_work() as session:
        known = people.agencies_of_now(session)
    for one in known:
        if wanted in (one.code.casefold().split(), one.name.casefold().split()):
            return one.code
    raise OfficeError("Hãy chọn cơ quan nhận theo tên trong danh bạ.")


@dataclass(frozen=True, slots=True)
class _Own:
    numbers: tuple[int, ...]  # of the escalations that need an answer
    obligation: int
    code: str
    asks_for_time: bool


def _own(number: int, *, viewer: Viewer, house: House, now: datetime) -> _Own:
    """Return what an alert of the viewer is about; another's is none."""
    with unit_of_work() as session:
        posts = [one.id for one in desk.posts_of(session, viewer, house=house, now=now)]
        found = alerts.place_of(session, number, posts)
        if found is None:
            raise NotFoundError("Không có cảnh báo này trong các cảnh báo gửi ông/bà.")
        obligation, code = found
        rows = alerts.of_obligation(session, obligation, posts)
        known = alert_facts.known(session, [obligation]).get(obligation, Known())
    return _Own(
        numbers=tuple(row.id for row in rows) or (number,),
        obligation=obligation,
        code=code,
        asks_for_time=known.asks_until is not None,
    )
