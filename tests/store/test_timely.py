"""The bounds in SQL and the rule in Python agree, whatever the dates."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import (
    CALENDAR,
    ISSUED_AT,
    a_directive,
    an_agency,
    an_assignment,
    an_obligation,
)
from sqlalchemy import select

from directive.calendar import HANOI
from directive.lifecycle import OWED, WAITING, Phase
from directive.progress import Figures, Tally, figures
from directive.timeliness import Timeliness, timeliness
from store import standing, views
from store.engine import unit_of_work
from store.groups import Group
from store.listing import Filters, Look
from store.tables import AssignmentRow, InstructionRow, ObligationRow
from store.timely import timeliness_is

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

# a Friday before a public holiday and a swapped Saturday; office hours and midnight
NOWS = {
    "within office hours": datetime(2025, 12, 31, 9, 0, tzinfo=HANOI),
    "just after midnight": datetime(2026, 1, 1, 0, 5, tzinfo=HANOI),
    "just before midnight": datetime(2026, 1, 9, 23, 59, tzinfo=HANOI),
    "on a Sunday": datetime(2025, 12, 14, 12, 0, tzinfo=HANOI),
}

ORIGINAL = {
    Group.ORIGINAL_ON_TIME: ("done_on_time", "on_time"),
    Group.ORIGINAL_LATE: ("done_late", "late"),
    Group.ORIGINAL_OVERDUE: ("doing_overdue", "overdue"),
}


def fill(session: Session, now: datetime, *, hours: bool) -> Sequence[ObligationRow]:
    """Keep 300 obligations with random phases and dates around `now`."""
    chance = random.Random(20251231)  # noqa: S311 - dates for a test
    an_agency(session)
    a_directive(session)
    order = session.scalars(select(InstructionRow)).one()
    assignment = an_assignment(session, order)
    named = an_assignment(
        session, order, an_agency(session, "STP").code, named_at=ISSUED_AT
    )
    return [
        an_obligation(
            session, chance.choice([assignment, named]), **_dates(chance, now, hours)
        )
        for _ in range(300)
    ]


def _dates(chance: random.Random, now: datetime, hours: bool) -> dict[str, Any]:
    phase = chance.choice([*Phase, *OWED, *WAITING, Phase.ACCEPTED])
    due_on = now.date() + timedelta(chance.choice([*range(-45, 20)]))
    due_at = datetime.combine(due_on, now.timetz()) + timedelta(
        minutes=chance.choice([-1, 0, 1])
    )
    due = chance.choice(["day", "none", "hour" if hours else "day"])
    answered = phase in WAITING or phase is Phase.ACCEPTED
    return {
        "phase": phase,
        "due_on": None if due == "none" else due_on,
        "original_due_on": None
        if due == "none"
        else due_on - timedelta(chance.choice([0, 0, 0, 9, 30])),
        "due_at": due_at if due == "hour" else None,
        "moved_on": now.date() - timedelta(chance.randrange(80, 100)),
        "submitted_at": now - timedelta(minutes=chance.randrange(90000))
        if answered
        else None,
    }


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("now", NOWS.values(), ids=NOWS)
def test_a_list_by_timeliness_holds_what_the_rule_says(now: datetime) -> None:
    with unit_of_work() as session:
        rows = fill(session, now, hours=True)
        said = {row.id: _by_rule(row, now) for row in rows}

        listed = {
            number: kind
            for kind in Timeliness
            for number in session.scalars(
                select(ObligationRow.id).where(
                    timeliness_is(kind, now=now, calendar=CALENDAR)
                )
            )
        }

    assert listed == said
    assert set(said.values()) == set(Timeliness)


def _by_rule(row: ObligationRow, now: datetime) -> Timeliness:
    return timeliness(
        Phase(row.phase),
        due_on=row.due_on,
        due_at=row.due_at,
        submitted_at=row.submitted_at,
        now=now,
        calendar=CALENDAR,
    )


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("now", NOWS.values(), ids=NOWS)
def test_each_figure_counts_the_rows_it_leads_to(now: datetime) -> None:
    with unit_of_work() as session:
        rows = fill(session, now, hours=False)
        counted = figures(
            [_tally(session, row) for row in rows], today=now.date(), calendar=CALENDAR
        )
        kept = figures(views.tallies(session), today=now.date(), calendar=CALENDAR)
        aside = views.not_in_figures(session, now=now, calendar=CALENDAR)
        listed = Counter(
            {
                group: Look.at(
                    session, Filters(group=group), now=now, calendar=CALENDAR
                ).count(at_most=1000)
                for group in Group
                if group is not Group.ESCALATED
            }
        )
        stands = standing.by_agency(session, today=now.date(), calendar=CALENDAR)
        moved = standing.moved(session, today=now.date(), calendar=CALENDAR)

    original = {group: listed.pop(group) for group in ORIGINAL}
    assert listed.pop(Group.SENT) == counted.done + counted.waiting
    assert listed.pop(Group.NOT_SENT) == counted.doing - counted.waiting
    assert listed == {group: getattr(counted, group) for group in listed}
    total = sum((one.figures for one in stands), Figures())
    assert total == replace(counted, silent=0, no_person=0)
    assert original == {
        group: getattr(counted, agreed)
        + sum(getattr(b, name) - getattr(a, name) for a, b in moved.values())
        for group, (agreed, name) in ORIGINAL.items()
    }
    assert aside == (counted.silent, counted.no_person)
    assert (kept.assigned, kept.doing_overdue) == (
        counted.assigned,
        counted.doing_overdue,
    )
    assert all(listed.values())


def _tally(session: Session, row: ObligationRow) -> Tally:
    assignment = session.get_one(AssignmentRow, row.assignment_id)
    handed_in = row.submitted_at.astimezone(HANOI).date() if row.submitted_at else None
    return Tally(
        agency=row.agency_code,
        directive="1",
        phase=Phase(row.phase),
        due_on=row.due_on,
        submitted_on=handed_in,
        n=1,
        moved_on=row.moved_on,
        person_named=assignment.named_at is not None,
    )
