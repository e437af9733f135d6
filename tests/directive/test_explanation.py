"""What the system answers when somebody asks why he heard."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from directive.ladder import (
    DEFAULT_POLICY,
    Audience,
    Policy,
    Rung,
    Standing,
    Track,
    explain,
)
from directive.lifecycle import Phase
from directive.model import Urgency
from store.calendar_file import load_calendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = load_calendar()
RUNGS = {rung.key: rung for rung in DEFAULT_POLICY.rungs}

NEW = Standing(Phase.ISSUED, issued_on=date(2025, 8, 20), due_on=date(2025, 12, 14))
AT_WORK = replace(NEW, phase=Phase.IN_PROGRESS, acknowledged=True)
UNDATED = replace(AT_WORK, due_on=None)
HANDED_IN = replace(AT_WORK, phase=Phase.SUBMITTED, submitted_on=date(2025, 12, 10))


def test_explanation_counts_the_days() -> None:
    text = explain(RUNGS["T+10"], AT_WORK, CALENDAR)

    assert "Hạn 14/12/2025, ngày làm việc cuối cùng 12/12/2025" in text
    assert "26/12/2025 là 10 ngày làm việc" in text
    assert "20/12/2025 (cuối tuần)" in text
    assert text.endswith("Đây là mốc cuối.")


EXPLAINED = {
    "T-10": (AT_WORK, "ngược lại 28/11/2025", "Tiếp theo: T-3 ngày 09/12/2025"),
    "A+1": (NEW, "ngày giao 20/08/2025", "Tiếp theo: A+2 ngày 22/08/2025"),
    "U+30": (UNDATED, "ngày làm việc 19/09/2025", "Tiếp theo: U+60 ngày 20/10/2025"),
    "U+90": (UNDATED, "18/11/2025", "Tiếp theo: U+120 ngày 18/12/2025"),
    "C+3": (HANDED_IN, "ngày nộp báo cáo 10/12/2025", "mốc cuối"),
    "T+1": (UNDATED, "không áp dụng", "không có ngày"),
}


@pytest.mark.parametrize("key", EXPLAINED)
def test_explanation_says_what_comes_next(key: str) -> None:
    standing, counted, following = EXPLAINED[key]

    text = explain(RUNGS[key], standing, CALENDAR)

    assert counted in text
    assert following in text


def test_urgent_explanation_shows_the_hours() -> None:
    issued = datetime(2025, 8, 23, 16, 0, tzinfo=HANOI)
    standing = replace(NEW, issued_at=issued, urgency=Urgency.HOA_TOC)

    text = explain(RUNGS["HT+8"], standing, CALENDAR)

    assert "16:00 23/08/2025 đến 00:00 24/08/2025" in text
    assert "Tiếp theo: HT+12" in text


def test_a_rung_bears_the_name_of_its_offset() -> None:
    with pytest.raises(ValueError, match=r"T\+2"):
        Rung("T+1", Track.DUE, 2, Audience.HEAD, "quá hạn", escalates=True)


def test_urgency_belongs_to_the_urgent_track() -> None:
    with pytest.raises(ValueError, match="no ladder"):
        Rung("T+1", Track.URGENT, 1, Audience.HEAD, "khẩn", escalates=True)


def test_two_rungs_may_not_share_a_key() -> None:
    with pytest.raises(ValueError, match="one key"):
        Policy("v", (RUNGS["T+1"], RUNGS["T+1"]))


def test_a_document_that_is_not_urgent_counts_days_though_its_hour_is_known() -> None:
    at_eight = datetime(2025, 8, 20, 8, 0, tzinfo=HANOI)

    said = explain(RUNGS["A+1"], replace(NEW, issued_at=at_eight), CALENDAR)

    assert "1 ngày làm việc" in said
    assert "giờ liên tục" not in said
