"""The charts of namro: lateness by agency, load by week, messages per day.

Each is drawn on the server, the same in a page, a report and a mail, and carries a
table with all its rows: a picture shows no more than fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from notifications.drawing import Chart, Picture, Table
from notifications.wording import day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

MOST_AGENCIES = 20


@dataclass(frozen=True, slots=True)
class Lateness:
    """By how many working days an agency is, and was, late at the most."""

    agency: str
    open_late: int  # of what is still being done
    done_late: int  # of what is done


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """What falls due in one week: how much of it is done and how much is not."""

    monday: date
    done: int
    open: int


def lateness_by_agency(rows: Iterable[Lateness]) -> Chart:
    """Draw how late each agency is, the latest first; those in time are only listed.

    Args:
        rows: One for each agency, in any order.
    """
    ranked = sorted(rows, key=lambda row: (-row.open_late, -row.done_late, row.agency))
    late = [row for row in ranked if row.open_late or row.done_late]
    shown = tuple(late[:MOST_AGENCIES])
    title = "Số ngày làm việc chậm nhất của từng cơ quan"
    if not late:
        summary = f"Không cơ quan nào trong {len(ranked)} cơ quan bị chậm."
    else:
        worst = late[0]
        summary = (
            f"{len(late)} trên {len(ranked)} cơ quan có việc chậm; chậm nhất là"
            f" {worst.agency}, {max(worst.open_late, worst.done_late)} ngày làm việc."
        )
    if len(late) > len(shown):
        summary += f" Hình vẽ {len(shown)} cơ quan đầu."
    return Chart(
        picture=Picture.LATENESS,
        title=title,
        summary=summary,
        table=Table(
            caption=f"{title} (ngày làm việc)",
            headings=("Cơ quan", "Đang làm, chậm nhất", "Đã xong, chậm nhất"),
            rows=tuple(
                (row.agency, str(row.open_late), str(row.done_late)) for row in ranked
            ),
        ),
        rows=tuple((r.agency, r.open_late, r.done_late) for r in shown),
    )


def load_by_week(rows: Iterable[WeekLoad]) -> Chart:
    """Draw what falls due in each week, done and not done.

    Args:
        rows: One for each week, by its Monday, in any order; one that is missing
            between two has nothing.
    """
    known = {row.monday: row for row in rows}
    weeks = [known.get(monday, WeekLoad(monday, 0, 0)) for monday in _from_to(known, 7)]
    title = "Số nội dung đến hạn mỗi tuần"
    whole = sum(row.done + row.open for row in weeks)
    summary = f"{whole} nội dung đến hạn trong {len(weeks)} tuần"
    if whole:
        most = max(weeks, key=lambda row: row.done + row.open)
        summary += (
            f"; nhiều nhất là tuần từ {day(most.monday)}:"
            f" {most.done + most.open} nội dung, {most.open} chưa hoàn thành"
        )
    return Chart(
        picture=Picture.LOAD,
        title=title,
        summary=f"{summary}.",
        table=Table(
            caption=title,
            headings=("Tuần từ", "Đã hoàn thành", "Chưa hoàn thành", "Cộng"),
            rows=tuple(
                (day(r.monday), str(r.done), str(r.open), str(r.done + r.open))
                for r in weeks
            ),
        ),
        rows=tuple((r.monday.isoformat(), r.done, r.open) for r in weeks),
    )


def messages_per_day(old: Mapping[date, int], new: Mapping[date, int]) -> Chart:
    """Draw the messages of each day under the ladder in force and under another.

    Args:
        old: Messages by office day under the ladder in force.
        new: The same under the one that is tried; a day that is missing had none.
    """
    days = [
        (each, old.get(each, 0), new.get(each, 0))
        for each in _from_to(old.keys() | new.keys(), 1)
    ]
    title = "Số thông báo mỗi ngày: thang đang dùng và thang thử"
    before, after = sum(old.values()), sum(new.values())
    summary = f"Thang đang dùng {before} thông báo, thang thử {after} thông báo"
    if days:
        busiest, _, most = max(days, key=lambda row: row[2])
        summary += (
            f", từ {day(days[0][0])} đến {day(days[-1][0])}; theo thang thử, ngày"
            f" nhiều nhất là {day(busiest)} với {most} thông báo"
        )
    return Chart(
        picture=Picture.MESSAGES,
        title=title,
        summary=f"{summary}.",
        table=Table(
            caption=title,
            headings=("Ngày", "Thang đang dùng", "Thang thử"),
            rows=tuple((day(on), str(a), str(b)) for on, a, b in days if a or b),
        ),
        rows=tuple((on.isoformat(), a, b) for on, a, b in days),
    )


def _from_to(days: Collection[date], step: int) -> list[date]:
    """Return every day, or every seventh, from the first of these to the last."""
    if not days:
        return []
    first, last = min(days), max(days)
    return [first + timedelta(n) for n in range(0, (last - first).days + 1, step)]
