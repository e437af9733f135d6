"""Charts of how things stand, for a page, a report or a mail: one for all three."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from directive.comparison import monday
from directive.lifecycle import OWED, WAITING, Phase
from notifications import charts
from notifications.charts import Lateness, WeekLoad
from office.house import office_day
from store import views
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from notifications.drawing import Chart
    from office.status import AgencyStanding

WEEKS_BEFORE, WEEKS_AFTER = 8, 12
_OPEN = frozenset({*OWED, *WAITING})


def lateness(agencies: Iterable[AgencyStanding]) -> Chart:
    """Return the chart of how late each agency is, of an overview's agencies."""
    return charts.lateness_by_agency(
        Lateness(one.name, one.open_late, one.done_late) for one in agencies
    )


def load(
    *,
    now: datetime,
    agency: str | None = None,
    weeks_before: int = WEEKS_BEFORE,
    weeks_after: int = WEEKS_AFTER,
) -> Chart:
    """Return the chart of what falls due in the weeks around now.

    What waits for a verdict is not done yet; what was declined, suspended or
    withdrawn is not counted, and neither is what has no date.

    Args:
        now: The moment, aware.
        agency: Code of the only agency to count; None counts all.
        weeks_before: Weeks before this one.
        weeks_after: Weeks after this one.
    """
    this = monday(office_day(now))
    first = this - timedelta(weeks=weeks_before)
    last = this + timedelta(weeks=weeks_after)
    done: defaultdict[date, int] = defaultdict(int)
    still: defaultdict[date, int] = defaultdict(int)
    with unit_of_work() as session:
        rows = views.tallies(session)
    for row in rows:
        if row.due_on is None or agency not in (None, row.agency):
            continue
        if row.phase is Phase.ACCEPTED:
            done[monday(row.due_on)] += row.n
        elif row.phase in _OPEN:
            still[monday(row.due_on)] += row.n
    weeks = [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]
    return charts.load_by_week(
        WeekLoad(week, done=done[week], open=still[week]) for week in weeks
    )
