"""The charts of namro: lateness by agency, load by week, messages per day.

Each is drawn on the server, the same in a page, a report and a mail, and carries a
table with all its rows: a picture shows no more than fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from directive.sentence import Sentence, joined
from notifications.drawing import Chart, Picture, Table, Words
from notifications.wording import day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
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
    said = [_how_late(late, of=len(ranked))]
    if len(late) > len(shown):
        said.append(Sentence("Hình vẽ {n} cơ quan đầu.", n=len(shown)))
    return Chart(
        picture=Picture.LATENESS,
        words=Words(
            title=Sentence("Số ngày làm việc chậm nhất của từng cơ quan"),
            counts=(Sentence("đang làm"), Sentence("đã xong")),
            across=Sentence("ngày làm việc"),
        ),
        summary=joined(said, " "),
        table=Table(
            caption=Sentence("Số ngày làm việc chậm nhất của từng cơ quan"),
            headings=(
                Sentence("Cơ quan"),
                Sentence("Đang làm, chậm nhất"),
                Sentence("Đã xong, chậm nhất"),
            ),
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
    title = Sentence("Số nội dung đến hạn mỗi tuần")
    return Chart(
        picture=Picture.LOAD,
        words=Words(
            title=title,
            counts=(Sentence("đã hoàn thành"), Sentence("chưa hoàn thành")),
            across=Sentence("tuần từ"),
            up=Sentence("nội dung"),
        ),
        summary=_how_much(weeks),
        table=Table(
            caption=title,
            headings=(
                Sentence("Tuần từ"),
                Sentence("Đã hoàn thành"),
                Sentence("Chưa hoàn thành"),
                Sentence("Cộng"),
            ),
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
    title = Sentence("Số thông báo mỗi ngày: thang đang dùng và thang thử")
    return Chart(
        picture=Picture.MESSAGES,
        words=Words(
            title=title, counts=(Sentence("thang đang dùng"), Sentence("thang thử"))
        ),
        summary=_how_many(days),
        table=Table(
            caption=title,
            headings=(
                Sentence("Ngày"),
                Sentence("Thang đang dùng"),
                Sentence("Thang thử"),
            ),
            rows=tuple((day(on), str(a), str(b)) for on, a, b in days if a or b),
        ),
        rows=tuple((on.isoformat(), a, b) for on, a, b in days),
    )


def _how_late(late: Sequence[Lateness], *, of: int) -> Sentence:
    if not late:
        return Sentence("Không cơ quan nào trong {n} cơ quan bị chậm.", n=of)
    worst = late[0]
    return Sentence(
        "{late} trên {n} cơ quan có việc chậm; chậm nhất là {agency},"
        " {days} ngày làm việc.",
        late=len(late),
        n=of,
        agency=worst.agency,
        days=max(worst.open_late, worst.done_late),
    )


def _how_much(weeks: Sequence[WeekLoad]) -> Sentence:
    whole = sum(row.done + row.open for row in weeks)
    if not whole:
        return Sentence("0 nội dung đến hạn trong {weeks} tuần.", weeks=len(weeks))
    most = max(weeks, key=lambda row: row.done + row.open)
    return Sentence(
        "{n} nội dung đến hạn trong {weeks} tuần; nhiều nhất là tuần từ {monday}:"
        " {most} nội dung, {open} chưa hoàn thành.",
        n=whole,
        weeks=len(weeks),
        monday=most.monday,
        most=most.done + most.open,
        open=most.open,
    )


def _how_many(days: Sequence[tuple[date, int, int]]) -> Sentence:
    if not days:
        return Sentence("Thang đang dùng 0 thông báo, thang thử 0 thông báo.")
    busiest, _, most = max(days, key=lambda row: row[2])
    return Sentence(
        "Thang đang dùng {before} thông báo, thang thử {after} thông báo, từ {first}"
        " đến {last}; theo thang thử, ngày nhiều nhất là {busiest} với {most} thông"
        " báo.",
        before=sum(before for _, before, _ in days),
        after=sum(after for _, _, after in days),
        first=days[0][0],
        last=days[-1][0],
        busiest=busiest,
        most=most,
    )


def _from_to(days: Collection[date], step: int) -> list[date]:
    """Return every day, or every seventh, from the first of these to the last."""
    if not days:
        return []
    first, last = min(days), max(days)
    return [first + timedelta(n) for n in range(0, (last - first).days + 1, step)]
