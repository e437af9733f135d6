"""The weekly report to the office: figures by agency, and what is most late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from directive.ladder import Audience
from directive.lifecycle import OWED
from directive.progress import Figures, figures, figures_by_agency
from notifications.messages import AgencyFigures, WeeklyReport
from office import overview, pictures, telling
from office.hearing import hearers
from office.house import office_day
from office.moving import Case
from store import figures as counted
from store import people, views
from store.engine import unit_of_work
from store.trail import record

if TYPE_CHECKING:
    from datetime import datetime

    from office.house import House

MOST_LATE = 30
_WHY = "Nhiệm vụ quá hạn lâu nhất trong tuần."


def report_week(*, house: House, now: datetime) -> int:
    """Queue the report of the week before to the posts that monitor and decide.

    The second run in a week queues nothing. Returns how many messages were queued.
    """
    today = office_day(now)
    monday = today - timedelta(days=today.weekday() + 7)
    with unit_of_work() as session:
        rows = views.tallies(session)
        if not rows:
            return 0
        names = people.names(session)
        by_agency = figures_by_agency(rows, today=today, calendar=house.calendar)
        agencies = sorted(
            (_row(names[code], found) for code, found in by_agency.items()),
            key=lambda row: (-row.open_overdue, -row.done_late, row.agency),
        )
        total = figures(rows, today=today, calendar=house.calendar)
        late = counted.most_late(session, OWED, today=today, limit=MOST_LATE)
        kept = people.all_agencies(session)  # held: `telling.line` finds them in memory
        lines = tuple(
            telling.line(session, Case(*pair), why=_WHY, house=house, now=now)
            for pair in late
        )
        seen = overview.of_all(session, house=house, now=now)
        drawn = tuple(pictures.kept(chart) for chart in pictures.of(seen).values())
        letters = []
        who = hearers(session, house=house, now=now)
        for duty in (Audience.MONITORING, Audience.DEPUTY_CHIEF):
            post, note = who.stand_in(house.office_code, duty)
            payload = WeeklyReport(
                to=post.title,
                office=house.office_name,
                first_day=monday,
                last_day=monday + timedelta(days=6),
                total=_row("Toàn tỉnh", total),
                agencies=tuple(agencies),
                lines=tuple(replace(one, why=one.why + note) for one in lines),
                pictures=drawn,
            )
            letters.append(
                telling.letter(
                    payload,
                    post=post,
                    once=str(monday),
                    assignment_ids=(),
                    house=house,
                    now=now,
                )
            )
        del kept
        queued = telling.queue(session, letters, house=house, now=now)
        record(session, queued, actor="clock", now=now)
        return len(queued)


def _row(name: str, found: Figures) -> AgencyFigures:
    return AgencyFigures(
        agency=name,
        total=found.assigned,
        done_on_time=found.done_on_time,
        done_late=found.done_late,
        open_in_time=found.doing_in_time,
        open_overdue=found.doing_overdue,
        open_undated=found.doing_undated,
    )
