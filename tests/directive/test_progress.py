"""The figures of an official report."""

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.lifecycle import Phase
from directive.progress import Figures, Tally, figures, figures_by_agency
from store.calendar_file import load_calendar

CALENDAR = load_calendar()
TODAY = date(2025, 12, 22)
PAST, SOON, FAR = date(2025, 12, 14), date(2025, 12, 24), date(2026, 3, 31)


def row(
    phase: Phase,
    due_on: date | None = PAST,
    submitted_on: date | None = None,
    *,
    n: int = 1,
    agency: str = "snv",
    moved_on: date | None = None,
    person_named: bool | None = None,
) -> Tally:
    return Tally(agency, "cv-1", phase, due_on, submitted_on, n, moved_on, person_named)


CASES = {
    "done on time": (
        row(Phase.ACCEPTED, submitted_on=PAST, n=3),
        {"done_on_time": 3},
    ),
    "done late": (
        row(Phase.ACCEPTED, submitted_on=date(2025, 12, 15)),
        {"done_late": 1},
    ),
    "done undated": (row(Phase.ACCEPTED, None, PAST), {"done_undated": 1}),
    "doing in time": (row(Phase.IN_PROGRESS, FAR), {"doing_in_time": 1}),
    "due soon": (
        row(Phase.ACKNOWLEDGED, SOON),
        {"doing_in_time": 1, "due_soon": 1},
    ),
    "overdue": (row(Phase.IN_PROGRESS), {"doing_overdue": 1}),
    "thirty days late": (
        row(Phase.IN_PROGRESS, date(2025, 11, 22)),
        {"doing_overdue": 1},
    ),
    "more than thirty": (
        row(Phase.IN_PROGRESS, date(2025, 11, 21)),
        {"doing_overdue": 1, "overdue_over_30": 1},
    ),
    "handed in on time, waiting": (
        row(Phase.SUBMITTED, submitted_on=PAST),
        {"doing_in_time": 1, "waiting": 1},
    ),
    "handed in late, waiting long": (
        row(Phase.CHECKED, date(2025, 10, 1), date(2025, 10, 10)),
        {"doing_overdue": 1, "waiting": 1},
    ),
    "returned after its date": (
        row(Phase.RETURNED, submitted_on=PAST),
        {"doing_overdue": 1, "returned": 1},
    ),
    "undated": (row(Phase.IN_PROGRESS, None), {"doing_undated": 1}),
    "undated and silent": (
        row(Phase.IN_PROGRESS, None, moved_on=date(2025, 9, 23)),
        {"doing_undated": 1, "silent": 1},
    ),
    "undated, moved 89 days ago": (
        row(Phase.IN_PROGRESS, None, moved_on=date(2025, 9, 24)),
        {"doing_undated": 1},
    ),
    "not acknowledged, nobody named": (
        row(Phase.ISSUED, FAR, person_named=False, n=2),
        {"doing_in_time": 2, "not_acknowledged": 2, "no_person": 2},
    ),
    "withdrawn": (row(Phase.WITHDRAWN), {"not_counted": 1}),
    "suspended": (row(Phase.SUSPENDED), {"not_counted": 1}),
}


@pytest.mark.parametrize(("counted", "expected"), CASES.values(), ids=CASES)
def test_one_row(counted: Tally, expected: dict[str, int]) -> None:
    found = figures([counted], today=TODAY, calendar=CALENDAR)

    assert {name: n for name, n in asdict(found).items() if n} == expected


def test_shares() -> None:
    found = Figures(done_on_time=3, done_late=1, doing_overdue=4)

    assert (found.assigned, found.done, found.doing) == (8, 4, 4)
    assert found.on_time_share == 0.75
    assert found.done_share == 0.5


def test_shares_of_nothing_are_not_zero() -> None:
    assert Figures().on_time_share is None
    assert Figures(doing_undated=1).on_time_share is None
    assert Figures().done_share is None


def test_each_agency_has_its_own() -> None:
    rows = [row(Phase.IN_PROGRESS), row(Phase.ISSUED, FAR, agency="syt", n=2)]

    found = figures_by_agency(rows, today=TODAY, calendar=CALENDAR)

    assert {agency: each.assigned for agency, each in found.items()} == {
        "snv": 1,
        "syt": 2,
    }
    assert sum(found.values(), Figures()) == figures(
        rows, today=TODAY, calendar=CALENDAR
    )


@given(
    st.lists(
        st.builds(
            row,
            st.sampled_from(Phase),
            st.none() | st.dates(date(2025, 6, 1), date(2026, 6, 30)),
            st.dates(date(2025, 6, 1), TODAY),
            n=st.integers(1, 5),
            moved_on=st.none() | st.dates(date(2025, 6, 1), TODAY),
            person_named=st.none() | st.booleans(),
        ),
        max_size=8,
    )
)
def test_every_obligation_is_counted_once(rows: list[Tally]) -> None:
    found = figures(rows, today=TODAY, calendar=CALENDAR)

    assert found.assigned + found.not_counted == sum(each.n for each in rows)
    assert found.overdue_over_30 <= found.doing_overdue
    assert found.due_soon <= found.doing_in_time
    assert found.silent <= found.doing_undated
