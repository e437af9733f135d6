"""The figures of official reports, from counted rows.

They follow the province's own tables: done on time and late, doing in time,
overdue and without a date, and among those what the office must look at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from directive.lifecycle import OWED, WAITING, Phase
from directive.timeliness import Timeliness, timeliness

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from directive.calendar import WorkCalendar

LONG_OVERDUE_DAYS = 30
SILENT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Tally:
    """`n` obligations that share everything the figures look at.

    Attributes:
        agency: Code of the agency that owes them.
        directive: Code of the directive they come from.
        phase: Their phase.
        due_on: The last permitted day; None without one.
        submitted_on: The day of the submission that counts.
        n: How many there are.
        moved_on: The day of the last movement; None when it is not known.
        person_named: Whether a person is named; None when it is not known.
    """

    agency: str
    directive: str
    phase: Phase
    due_on: date | None
    submitted_on: date | None
    n: int
    moved_on: date | None = None
    person_named: bool | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of obligations; the first six add up to `assigned`.

    Attributes:
        done_on_time: Accepted, handed in by the due date.
        done_late: Accepted, handed in after it.
        done_undated: Accepted, without a due date.
        doing_in_time: Owed or waiting, and in time.
        doing_overdue: Owed past the due date, or waiting and handed in after it.
        doing_undated: Owed or waiting, without a due date.
        due_soon: Of `doing_in_time`, those due within three working days.
        waiting: Of the doing, those handed in and not decided.
        overdue_over_30: Of `doing_overdue`, those more than 30 days late.
        silent: Of `doing_undated`, those owed without a movement for 90 days.
        returned: Of the doing, those sent back.
        not_acknowledged: Of the doing, those nobody has acknowledged.
        no_person: Of the doing, those owed without a person named.
        not_counted: In draft, declined, suspended or withdrawn.
    """

    done_on_time: int = 0
    done_late: int = 0
    done_undated: int = 0
    doing_in_time: int = 0
    doing_overdue: int = 0
    doing_undated: int = 0
    due_soon: int = 0
    waiting: int = 0
    overdue_over_30: int = 0
    silent: int = 0
    returned: int = 0
    not_acknowledged: int = 0
    no_person: int = 0
    not_counted: int = 0

    @property
    def done(self) -> int:
        """All that is accepted."""
        return self.done_on_time + self.done_late + self.done_undated

    @property
    def doing(self) -> int:
        """All that is owed or waits for a decision."""
        return self.doing_in_time + self.doing_overdue + self.doing_undated

    @property
    def assigned(self) -> int:
        """All that counts: done and doing."""
        return self.done + self.doing

    @property
    def on_time_share(self) -> float | None:
        """Share (0 to 1) of the done with a due date; None when there is none."""
        dated = self.done_on_time + self.done_late
        return self.done_on_time / dated if dated else None

    @property
    def done_share(self) -> float | None:
        """Share (0 to 1) of all assigned that is done; None when there is none."""
        return self.done / self.assigned if self.assigned else None

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            *(getattr(self, f.name) + getattr(other, f.name) for f in fields(self))
        )


def figures(rows: Iterable[Tally], *, today: date, calendar: WorkCalendar) -> Figures:
    """Return the figures of some rows as of `today`.

    Only days are known here: an hour within the due day does not make a thing late.
    """
    return sum((_count(row, today, calendar) for row in rows), Figures())


def figures_by_agency(
    rows: Iterable[Tally], *, today: date, calendar: WorkCalendar
) -> dict[str, Figures]:
    """Return the figures of each agency, keyed by its code."""
    groups: dict[str, list[Tally]] = defaultdict(list)
    for row in rows:
        groups[row.agency].append(row)
    return {
        agency: figures(group, today=today, calendar=calendar)
        for agency, group in groups.items()
    }


def _count(row: Tally, today: date, calendar: WorkCalendar) -> Figures:
    state = timeliness(
        row.phase,
        due_on=row.due_on,
        submitted_at=_noon(row.submitted_on, calendar) if row.submitted_on else None,
        now=_noon(today, calendar),
        calendar=calendar,
    )
    if state is Timeliness.NOT_COUNTED:
        return Figures(not_counted=row.n)
    undated = state is Timeliness.NO_DEADLINE
    if row.phase is Phase.ACCEPTED:
        return Figures(
            done_on_time=row.n * (state is Timeliness.ON_TIME),
            done_late=row.n * (state is Timeliness.LATE),
            done_undated=row.n * undated,
        )
    overdue = state is Timeliness.OVERDUE
    owed = row.phase in OWED
    return Figures(
        doing_in_time=row.n * (state in (Timeliness.IN_TIME, Timeliness.DUE_SOON)),
        doing_overdue=row.n * overdue,
        doing_undated=row.n * undated,
        due_soon=row.n * (state is Timeliness.DUE_SOON),
        waiting=row.n * (row.phase in WAITING),
        overdue_over_30=row.n
        * (overdue and _days_late(row, today) > LONG_OVERDUE_DAYS),
        silent=row.n * (undated and owed and _is_silent(row, today)),
        returned=row.n * (row.phase is Phase.RETURNED),
        not_acknowledged=row.n * (row.phase is Phase.ISSUED),
        no_person=row.n * (owed and row.person_named is False),
    )


def _days_late(row: Tally, today: date) -> int:
    """Count calendar days; what waits is frozen at its submission."""
    frozen = row.submitted_on if row.phase in WAITING else None
    return ((frozen or today) - row.due_on).days if row.due_on else 0


def _is_silent(row: Tally, today: date) -> bool:
    return row.moved_on is not None and today - row.moved_on >= timedelta(SILENT_DAYS)


def _noon(day: date, calendar: WorkCalendar) -> datetime:
    return datetime.combine(day, time(12), calendar.zone)
