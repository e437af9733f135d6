"""What holds of the ladder on any date, for any obligation."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directive.ladder import ABOVE_HEAD, Standing, Track, reached
from directive.lifecycle import Phase
from store.calendar_file import load_calendar

CALENDAR = load_calendar()

standings = st.builds(
    Standing,
    phase=st.sampled_from(Phase),
    issued_on=st.dates(date(2025, 1, 1), date(2026, 6, 30)),
    acknowledged=st.booleans(),
    person_named=st.booleans(),
    due_on=st.none() | st.dates(date(2025, 6, 1), date(2026, 9, 30)),
    submitted_on=st.none() | st.dates(date(2025, 6, 1), date(2026, 9, 30)),
    moved_on=st.none() | st.dates(date(2025, 6, 1), date(2026, 9, 30)),
    by_request=st.booleans(),
)


@given(standings, st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_the_ladder_only_climbs_and_never_repeats(
    standing: Standing, pauses: list[int]
) -> None:
    today, heights = standing.issued_on, dict.fromkeys(Track, -1000)
    for pause in pauses:
        today += timedelta(days=pause)
        found = reached(standing, today=today, calendar=CALENDAR)
        assert len({step.rung.track for step in found}) == len(found)
        for step in found:
            assert step.day <= today
            assert step.by_request <= (step.rung.audience in ABOVE_HEAD)
            assert step.rung.offset > heights[step.rung.track]
            heights[step.rung.track] = step.rung.offset
        now_told = standing.told | {step.key for step in found}
        standing = replace(standing, told=now_told)
        assert reached(standing, today=today, calendar=CALENDAR) == ()


@given(standings, st.integers(0, 400))
def test_a_later_day_never_reaches_a_lower_rung(standing: Standing, wait: int) -> None:
    today = CALENDAR.next_working_day(standing.issued_on + timedelta(days=wait))
    later = CALENDAR.add_working_days(today, 1)

    first = reached(standing, today=today, calendar=CALENDAR)
    second = {
        step.rung.track: step.rung.offset
        for step in reached(standing, today=later, calendar=CALENDAR)
    }

    assert all(second[step.rung.track] >= step.rung.offset for step in first)
