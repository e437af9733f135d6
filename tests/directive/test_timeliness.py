"""Phase × before or after the due date × submitted before or after."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from directive.lifecycle import Phase
from directive.timeliness import TIMELINESS_NAMES, Timeliness, timeliness
from store.calendar_file import load_calendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = load_calendar()
DUE = date(2025, 12, 14)


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2025, 12, day, hour, minute, tzinfo=HANOI)


EARLY, SOON, LATER = at(1), at(9), at(22)
SUNDAY_NIGHT, MONDAY = at(14, 23, 59), at(15, 0)
IN_TIME, DUE_SOON, OVERDUE = (
    Timeliness.IN_TIME,
    Timeliness.DUE_SOON,
    Timeliness.OVERDUE,
)

CASES = {
    "issued, early": (Phase.ISSUED, None, EARLY, IN_TIME),
    "issued, three working days left": (Phase.ISSUED, None, SOON, DUE_SOON),
    "at work, four left": (Phase.IN_PROGRESS, None, at(8), IN_TIME),
    "at work, the last minute": (Phase.IN_PROGRESS, None, SUNDAY_NIGHT, DUE_SOON),
    "at work, Monday 0:00": (Phase.IN_PROGRESS, None, MONDAY, OVERDUE),
    "acknowledged, later": (Phase.ACKNOWLEDGED, None, LATER, OVERDUE),
    "submitted early, looked at later": (Phase.SUBMITTED, EARLY, LATER, IN_TIME),
    "submitted at the last minute": (
        Phase.SUBMITTED,
        SUNDAY_NIGHT,
        LATER,
        IN_TIME,
    ),
    "submitted a minute late": (Phase.SUBMITTED, MONDAY, LATER, OVERDUE),
    "submitted soon before, still before": (Phase.SUBMITTED, SOON, at(10), IN_TIME),
    "checked, submitted early": (Phase.CHECKED, EARLY, LATER, IN_TIME),
    "checked, submitted late": (Phase.CHECKED, at(16), LATER, OVERDUE),
    "returned before the date": (Phase.RETURNED, EARLY, at(3), IN_TIME),
    "returned close to it": (Phase.RETURNED, EARLY, SOON, DUE_SOON),
    "returned, the date has passed": (Phase.RETURNED, EARLY, LATER, OVERDUE),
    "accepted, submitted early": (Phase.ACCEPTED, EARLY, LATER, Timeliness.ON_TIME),
    "accepted, submitted late": (Phase.ACCEPTED, at(16), LATER, Timeliness.LATE),
    "accepted before the date": (Phase.ACCEPTED, EARLY, at(3), Timeliness.ON_TIME),
}


@pytest.mark.parametrize(
    ("phase", "submitted_at", "now", "expected"), CASES.values(), ids=CASES
)
def test_timeliness(
    phase: Phase, submitted_at: datetime | None, now: datetime, expected: Timeliness
) -> None:
    found = timeliness(
        phase, due_on=DUE, submitted_at=submitted_at, now=now, calendar=CALENDAR
    )

    assert found == expected


@pytest.mark.parametrize(
    "phase", [Phase.DRAFT, Phase.DECLINED, Phase.SUSPENDED, Phase.WITHDRAWN]
)
@pytest.mark.parametrize("due_on", [None, DUE])
def test_what_is_not_owed_is_not_counted(phase: Phase, due_on: date | None) -> None:
    found = timeliness(
        phase, due_on=due_on, submitted_at=None, now=LATER, calendar=CALENDAR
    )

    assert found == Timeliness.NOT_COUNTED


@pytest.mark.parametrize("phase", [Phase.ISSUED, Phase.SUBMITTED, Phase.ACCEPTED])
def test_without_a_date_nothing_is_late(phase: Phase) -> None:
    found = timeliness(
        phase, due_on=None, submitted_at=EARLY, now=LATER, calendar=CALENDAR
    )

    assert found == Timeliness.NO_DEADLINE


@pytest.mark.parametrize(
    ("moment", "expected"), [(at(12, 17), IN_TIME), (at(12, 17, 1), OVERDUE)]
)
@pytest.mark.parametrize("due_on", [None, date(2025, 12, 12)])
def test_an_hour_counts_to_the_minute(
    moment: datetime, expected: Timeliness, due_on: date | None
) -> None:
    found = timeliness(
        Phase.SUBMITTED,
        due_on=due_on,
        due_at=at(12, 17),
        submitted_at=moment,
        now=LATER,
        calendar=CALENDAR,
    )

    assert found == expected


@pytest.mark.parametrize("phase", [Phase.SUBMITTED, Phase.CHECKED, Phase.ACCEPTED])
def test_a_missing_submission_is_an_error_not_a_guess(phase: Phase) -> None:
    with pytest.raises(ValueError, match="has a submission"):
        timeliness(phase, due_on=DUE, submitted_at=None, now=LATER, calendar=CALENDAR)


def test_every_value_has_a_vietnamese_name() -> None:
    assert set(TIMELINESS_NAMES) == set(Timeliness)
