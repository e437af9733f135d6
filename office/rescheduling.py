"""Put a calendar in force: open dates are reckoned again, and each agency told once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.lifecycle import OWED, WAITING
from directive.policy import Audience, Track, prefixes_of
from directive.reading.stored import deadline_of
from directive.reprojection import reproject
from notifications.messages import CalendarChanged
from notifications.wording import day
from office import moving, telling
from office.errors import OfficeError
from office.hearing import hearers
from office.moving import Case
from store import ids, obligations, people, rules, shifting
from store.calendar_file import calendar_of, read_document
from store.engine import unit_of_work
from store.tables import CalendarRow, ShiftRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from directive.deadlines import Due
    from office.actor import Actor
    from office.house import House
    from store.queueing import Letter
    from store.shifting import Dated
    from store.tables import Kept

_OPEN = (*OWED, *WAITING, Phase.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """What a new calendar did."""

    version: str
    shifted: int  # open obligations with another due date or last working day
    due_moved: int  # those of them whose due date itself is another
    messages: int


@dataclass(frozen=True, slots=True)
class _Shift:
    """One obligation whose dates are others now."""

    case: Case
    row: ShiftRow


def put_calendar(
    document: Mapping[str, Any],
    *,
    because: str,
    house: House,
    actor: Actor,
    now: datetime,
) -> Rescheduled:
    """Keep a new version of the working days and reckon every open date by it.

    A date that was counted in days is counted again; a fixed one keeps its day but
    may have another last working day. Old date, new date and reason are kept with
    each obligation, and each focal point hears of all of its own in one message.

    Args:
        document: The calendar as the file has it, checked.
        because: What it rests on, such as the notice of a holiday; one sentence.
        house: Name and address of the office.
        actor: The office.
        now: The moment, aware.

    Raises:
        OfficeError: No reason is given, or nothing would be different.
        CalendarFileError: The document holds a wrong row.
    """
    if not because.strip():
        raise OfficeError("Phải nêu lý do đổi lịch làm việc.")
    with unit_of_work() as session:
        rules.lock(session)
        before = rules.newest_calendar(session)
        n = before.n + 1 if before else 1
        calendar = calendar_of(document, f"calendar-{n}")
        in_use = calendar_of(before.document, "") if before else house.calendar
        if replace(in_use, version=calendar.version) == calendar:
            raise OfficeError("Lịch này giống hệt lịch đang dùng.")
        row = CalendarRow(
            version=calendar.version,
            n=n,
            document=dict(document),
            because=because,
            set_at=now,
        )
        house = replace(house, calendar=calendar)
        shifts = list(_shifts(session, row, calendar, now=now))
        entries = [_calendar_entry(row)]
        entries += [_entry(session, shift, row, now=now) for shift in shifts]
        record(session, entries, actor=str(actor), now=now)
        letters = list(_letters(session, shifts, because, house=house, now=now))
        queued = telling.queue(session, letters, house=house, now=now)
        record(session, queued, actor=str(actor), now=now)
        return Rescheduled(
            version=row.version,
            shifted=len(shifts),
            due_moved=sum(s.row.due_before != s.row.due_after for s in shifts),
            messages=len(queued),
        )


def foresee(document: Mapping[str, Any]) -> tuple[int, int]:
    """Return how many open obligations a calendar would move; nothing is written.

    Returns:
        Those with another due date or last working day, and those of them whose due
        date itself would be another.

    Raises:
        CalendarFileError: The document holds a wrong row.
    """
    calendar = calendar_of(document, "")
    with unit_of_work() as session:
        pairs = [(one, _due(one, calendar)) for one in shifting.dated(session, _OPEN)]
    moved = [
        (one, due)
        for one, due in pairs
        if (due.on, due.last_working_day) != (one.due_on, one.last_working_day)
    ]
    return len(moved), sum(due.on != one.due_on for one, due in moved)


def document_in_force() -> Mapping[str, Any]:
    """Return the calendar that holds now, as the database keeps it."""
    with unit_of_work() as session:
        row = rules.newest_calendar(session)
    return row.document if row else read_document()


def _calendar_entry(row: CalendarRow) -> Entry:
    return Entry("calendar", row.version, "set", (row,), calendar_version=row.version)


def _shifts(
    session: Session, row: CalendarRow, calendar: WorkCalendar, *, now: datetime
) -> Iterator[_Shift]:
    """Yield what the calendar moves; the dates on the rows are still the old ones."""
    found: dict[int, Due] = {}
    for one in shifting.dated(session, _OPEN):
        due = _due(one, calendar)
        if (due.on, due.last_working_day) != (one.due_on, one.last_working_day):
            found[one.id] = due
    held = shifting.lock_all(session, found.keys())
    fresh = ids.take_many(session, len(held))
    for (assignment, obligation), number in zip(held, fresh, strict=True):
        due = found[obligation.id]
        if obligation.phase not in _OPEN or obligation.due_on is None:
            continue
        yield _Shift(
            Case(assignment, obligation),
            ShiftRow(
                id=number,
                obligation_id=obligation.id,
                calendar_version=row.version,
                due_before=obligation.due_on,
                due_after=due.on,
                last_working_day_before=obligation.last_working_day,
                last_working_day_after=due.last_working_day,
                because=row.because,
                shifted_at=now,
            ),
        )


def _due(one: Dated, calendar: WorkCalendar) -> Due:
    return reproject(
        one.due_on,
        calendar,
        deadline=deadline_of(one.deadline) if one.deadline else None,
        anchored_on=one.anchored_on,
        agreed=one.due_on != one.original_due_on,
    )


def _entry(
    session: Session, shift: _Shift, calendar: CalendarRow, *, now: datetime
) -> Entry:
    """Move the dates of an obligation; a due date that is another begins anew."""
    row, moved = shift.case.obligation, shift.row
    row.last_working_day = moved.last_working_day_after
    rows: list[Kept] = [row, moved]
    if moved.due_before != moved.due_after:
        row.due_on = row.original_due_on = moved.due_after
        rows += obligations.end_promises(
            session,
            row.id,
            prefixes=prefixes_of(Track.DUE),
            because="calendar",
            now=now,
        )
        rows.append(moving.revise(session, shift.case, calendar.because, now=now))
    return Entry(
        "assignment",
        str(shift.case.assignment.id),
        "shift",
        tuple(rows),
        policy_version=shift.case.assignment.policy_version,
        calendar_version=calendar.version,
    )


def _letters(
    session: Session,
    shifts: Sequence[_Shift],
    because: str,
    *,
    house: House,
    now: datetime,
) -> Iterator[Letter]:
    """Yield one letter for each agency, about everything of it that was moved."""
    if not shifts:
        return
    kept = people.all_agencies(session)  # held: `telling.line` finds them in memory
    who = hearers(session, house=house, now=now)
    for agency in kept:
        mine = [s for s in shifts if s.case.assignment.agency_code == agency.code]
        if not mine:
            continue
        post, note = who.stand_in(agency.code, Audience.FOCAL_POINT)
        lines = tuple(
            telling.line(session, s.case, why=_why(s.row) + note, house=house, now=now)
            for s in mine
        )
        yield telling.letter(
            CalendarChanged(
                to=post.title, office=house.office_name, because=because, lines=lines
            ),
            post=post,
            once=f"{house.calendar.version}:{agency.code}",
            assignment_ids=[s.case.assignment.id for s in mine],
            house=house,
            now=now,
        )


def _why(row: ShiftRow) -> str:
    said = []
    if row.due_before != row.due_after:
        said.append(f"thời hạn {_change(row.due_before, row.due_after)}")
    before, after = row.last_working_day_before, row.last_working_day_after
    if before != after:
        said.append(f"ngày làm việc cuối cùng {_change(before, after)}")
    return f"Lịch làm việc thay đổi: {'; '.join(said)}."


def _change(before: date | None, after: date) -> str:
    return f"từ {day(before) if before else '…'} thành {day(after)}"
