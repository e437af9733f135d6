"""What people ask about the state of things: one function for each question.

Every function opens its own transaction and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.lifecycle import OWED
from directive.progress import Figures, figures, figures_by_agency
from directive.timeliness import Timeliness, timeliness
from office.errors import NotFoundError
from office.house import office_day
from office.in_force import in_force
from store import listing, mails, views
from store.engine import unit_of_work
from store.ordering import Sort
from store.timely import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from directive.progress import Tally
    from office.house import House
    from office.rights import Scope
    from store.listing import Cursor, Filters, Line
    from store.views import Climbed, DirectiveLine, OfficeTask

PAGE = 25
COUNT_UP_TO = 10_000
MOST_EXPORTED = 50_000
COUNT_WORDS_UP_TO = 1_000  # every word makes counting dearer
_SHOWN = 10
PIECE = 2_000  # rows that an export reads at once


@dataclass(frozen=True, slots=True)
class AgencyStanding:
    """The figures of one agency, and by how many working days it is or was late."""

    code: str
    name: str
    figures: Figures
    open_late: int  # the longest overdue that is still being done
    done_late: int  # the longest overdue that is done


@dataclass(frozen=True, slots=True)
class Escalation:
    """An open escalation, with the working days since the due date."""

    climbed: Climbed
    days_late: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of everything as of a day (Asia/Ho_Chi_Minh)."""

    as_of: date
    total: Figures
    agencies: tuple[AgencyStanding, ...]  # the most overdue first
    directives: tuple[DirectiveLine, ...]
    assignments: int
    escalations: tuple[Escalation, ...]  # the most severe first
    escalated: int
    tasks: tuple[OfficeTask, ...]
    tasks_open: int
    without_breakdown: tuple[tuple[str, str, int], ...]  # code, name, assignments


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list with what is derived at the moment."""

    line: Line
    phase: Phase
    timeliness: Timeliness
    days: int | None  # working days to the due date while owed; negative is late


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of obligations; `is_more` than `total`, where counting stopped."""

    rows: tuple[Listed, ...]
    total: int
    before: Cursor | None
    after: Cursor | None
    is_more: bool


def overview(*, house: House, now: datetime) -> Overview:
    """Return the figures of official reports and what needs a person's attention.

    Args:
        house: The calendar.
        now: The moment, aware.
    """
    today = office_day(now)
    with unit_of_work() as session:
        house = in_force(session, house)
        rows = views.tallies(session)
        silent, no_person = views.not_in_figures(
            session, now=now, calendar=house.calendar
        )
        names = views.agency_names(session)
        directives = views.directives(session)
        climbed, escalated = views.open_escalations(session, limit=_SHOWN)
        tasks, tasks_open = views.open_tasks(session, limit=_SHOWN)
        unbroken = views.without_breakdown(session)
    total = figures(rows, today=today, calendar=house.calendar)
    by_agency = figures_by_agency(rows, today=today, calendar=house.calendar)
    late = _days_late(rows, today, house)
    standings = [
        AgencyStanding(
            code,
            name,
            by_agency[code],
            open_late=max(late[code, False], default=0),
            done_late=max(late[code, True], default=0),
        )
        for code, name in names.items()
        if code in by_agency
    ]
    return Overview(
        as_of=today,
        total=replace(total, silent=silent, no_person=no_person),
        agencies=tuple(sorted(standings, key=_most_overdue)),
        directives=tuple(directives),
        assignments=sum(one.assignments for one in directives),
        escalations=tuple(escalation(one, today, house) for one in climbed),
        escalated=escalated,
        tasks=tuple(tasks),
        tasks_open=tasks_open,
        without_breakdown=tuple(unbroken),
    )


def assignments(
    filters: Filters,
    *,
    scope: Scope,
    house: House,
    now: datetime,
    cursor: Cursor | None = None,
    limit: int = PAGE,
    sort: Sort = Sort.URGENT,
) -> Listing:
    """Return a page of what is owed, narrowed by filters.

    Args:
        filters: What to narrow to.
        scope: What the reader may see; nothing beyond it is listed or counted.
        house: The calendar.
        now: The moment that timeliness is derived at, aware.
        cursor: The place a page before gave; None for the first page.
        limit: Rows of a page.
        sort: The order of the rows.
    """
    filters = within(filters, scope)
    with unit_of_work() as session:
        house = in_force(session, house)
        look = listing.Look.at(session, filters, now=now, calendar=house.calendar)
        page = look.page(cursor=cursor, limit=limit, sort=sort)
        at_most = COUNT_WORDS_UP_TO if filters.words.split() else COUNT_UP_TO
        total = look.count(at_most=at_most)
    return Listing(
        rows=tuple(listed(line, house=house, now=now) for line in page.lines),
        total=total,
        before=page.before,
        after=page.after,
        is_more=total == at_most,
    )


def exported(
    filters: Filters, *, scope: Scope, house: House, now: datetime, sort: Sort
) -> Iterator[Listed | None]:
    """Yield what `assignments` lists, page by page; None when there is more than fits.

    No transaction stays open between two pages, however slowly they are taken.
    """
    filters = within(filters, scope)
    cursor: Cursor | None = None
    for _ in range(MOST_EXPORTED // PIECE):
        with unit_of_work() as session:
            house = in_force(session, house)
            look = listing.Look.at(session, filters, now=now, calendar=house.calendar)
            page = look.page(cursor=cursor, limit=PIECE, sort=sort)
        for line in page.lines:
            yield listed(line, house=house, now=now)
        cursor = page.after
        if cursor is None:
            return
    yield None


def within(filters: Filters, scope: Scope) -> Filters:
    """Return filters that leave nothing beyond a scope."""
    if scope.agency is None:
        return filters
    directive = filters.directive if scope.directive is None else scope.directive
    return replace(filters, own=scope.agency, directive=directive)


def open_escalations(
    *, house: House, now: datetime, limit: int = _SHOWN
) -> tuple[Escalation, ...]:
    """Return what is escalated and not answered, the most severe first."""
    with unit_of_work() as session:
        house = in_force(session, house)
        climbed, _ = views.open_escalations(session, limit=limit)
    return tuple(escalation(one, office_day(now), house) for one in climbed)


def message(number: int) -> mails.Message:
    """Return a message as it was sent, with its tries.

    Raises:
        NotFoundError: There is no such message.
    """
    with unit_of_work() as session:
        found = mails.message(session, number)
    if found is None:
        raise NotFoundError("Không có thông báo này.")
    return found


def listed(line: Line, *, house: House, now: datetime) -> Listed:
    """Return a row with its timeliness at `now` and the working days left."""
    phase = Phase(line.phase)
    state = timeliness(
        phase,
        due_on=line.due_on,
        due_at=line.due_at,
        submitted_at=line.submitted_at,
        now=now,
        calendar=house.calendar,
    )
    owed = state in (Timeliness.IN_TIME, Timeliness.DUE_SOON, Timeliness.OVERDUE)
    days = None
    if owed and line.due_on is not None and line.submitted_at is None:
        days = house.calendar.working_days_between(office_day(now), line.due_on)
    return Listed(line=line, phase=phase, timeliness=state, days=days)


def escalation(climbed: Climbed, today: date, house: House) -> Escalation:
    """Return an open escalation with its working days late on a day."""
    due_on = climbed.due_on
    late = None
    if due_on is not None and due_on < today:
        late = house.calendar.working_days_between(due_on, today)
    return Escalation(climbed, late)


def _days_late(
    rows: Iterable[Tally], today: date, house: House
) -> defaultdict[tuple[str, bool], list[int]]:
    """Return the working days late of every count, by agency and whether done."""
    late: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for row in rows:
        end = today if row.phase in OWED else row.submitted_on
        if row.due_on is None or end is None or end <= row.due_on:
            continue
        if row.phase in COUNTED:
            days = house.calendar.working_days_between(row.due_on, end)
            late[row.agency, row.phase is Phase.ACCEPTED].append(days)
    return late


def _most_overdue(one: AgencyStanding) -> tuple[int, ...]:
    counted = one.figures
    return (
        -counted.doing_overdue,
        -one.open_late,
        -counted.done_late,
        -one.done_late,
        -counted.assigned,
    )
