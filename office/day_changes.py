"""What a person changes in the working days: spans of days, a sheet, mistakes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from directive.calendar import WEEKEND
from directive.sentence import Sentence, joined
from office.errors import OfficeError
from office.rescheduling import document_in_force
from office.working_days import FIRST_YEAR, LAST_YEAR
from store.calendar_file import calendar_of, with_days
from store.days_file import Added, added_days, with_added, without_days
from store.folding import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from store.days_file import DayLine

MOST_OF_A_SPAN = 60  # days
MOST_OF_A_SHEET = 500  # days
REST, WORK = "nghỉ", "làm bù"
_KINDS = {"nghi": True, "lam bu": False, "lam viec": False}
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different in the calendar, and why."""

    because: str
    off: tuple[date, ...] = ()
    working: tuple[date, ...] = ()
    undone: tuple[date, ...] = ()  # were added by mistake
    listed: tuple[Added, ...] = ()  # each with its own name

    @property
    def first(self) -> date | None:
        """Return the earliest of all these days."""
        listed = (one.day for one in self.listed)
        return min((*self.off, *self.working, *self.undone, *listed), default=None)


def span(first: date | None, last: date | None) -> tuple[date, ...]:
    """Return the days from one to another, which is the same when it is not given.

    Raises:
        OfficeError: The last is before the first or stands alone, or they are many.
    """
    if first is None and last is None:
        return ()
    if first is None or (last is not None and last < first):
        raise OfficeError("Khoảng ngày phải có ngày đầu, và không kết thúc trước đó.")
    days = ((last or first) - first).days + 1
    if days > MOST_OF_A_SPAN:
        raise OfficeError("Khoảng ngày dài tối đa {most} ngày.", most=MOST_OF_A_SPAN)
    return tuple(first + timedelta(n) for n in range(days))


def of_sheet(lines: Sequence[DayLine]) -> tuple[Added, ...]:
    """Return the days of a sheet that are not so already.

    Raises:
        OfficeError: Lines are wrong: one sentence for each, with its place; or there
            is nothing new in them, or too much.
    """
    if faults := [*_faults(lines)]:
        raise OfficeError(joined(faults[:_MOST_FAULTS], "\n"))
    there = set(kept_days())
    found = [
        Added(line.day, rest=_KINDS[without_accents(line.kind)], name=line.name)
        for line in lines
        if line.day
    ]
    fresh = tuple(one for one in found if _as_kept(one) not in there)
    if not fresh:
        raise OfficeError("Mọi ngày trong bảng đã có trong lịch đang dùng.")
    if len(fresh) > MOST_OF_A_SHEET:
        raise OfficeError(
            "Bảng đổi quá nhiều ngày; mỗi lần tối đa {most} ngày.",
            most=MOST_OF_A_SHEET,
        )
    return fresh


def kept_days() -> Sequence[Added]:
    """Return the days that the calendar in force adds to the law, earliest first."""
    return added_days(document_in_force())


def changed(document: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """Return a calendar document as a change makes it.

    Of several days off those stay as they are that are a free weekend anyway.

    Raises:
        OfficeError: There is no reason or no day, one is to be both, lies too far
            away, or was never added.
    """
    if not change.because:
        raise OfficeError("Phải nêu lý do đổi lịch làm việc.")
    if change.first is None:
        raise OfficeError("Hãy ghi ngày nghỉ thêm, ngày làm bù hoặc ngày cần bỏ.")
    if set(change.off) & set(change.working):
        raise OfficeError("Một ngày không thể vừa nghỉ vừa làm bù.")
    listed = (one.day for one in change.listed)
    for day in (*change.off, *change.working, *listed):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise OfficeError(
                "Ngày phải từ năm {first_year} đến {last_year}.",
                first_year=FIRST_YEAR,
                last_year=LAST_YEAR,
            )
    kept = {one.day for one in added_days(document)}
    if strange := [day for day in change.undone if day not in kept]:
        raise OfficeError(
            "Ngày {day} không phải ngày đã thêm vào lịch.", day=strange[0]
        )
    calendar = calendar_of(document, "")
    off = change.off
    if len(off) > 1:
        off = tuple(day for day in off if calendar.why_off(day) != WEEKEND)
    found = with_days(
        without_days(document, change.undone),
        off=off,
        working=change.working,
        because=change.because,
    )
    called = (replace(one, name=one.name or change.because) for one in change.listed)
    return with_added(found, called)


def _faults(lines: Sequence[DayLine]) -> Iterator[Sentence]:
    first: dict[date, str] = {}
    for line in lines:
        place = line.places["day"]
        if line.day is None or not FIRST_YEAR <= line.day.year <= LAST_YEAR:
            yield Sentence(
                "{place}: phải là một ngày từ năm {first_year} đến {last_year}.",
                place=place,
                first_year=FIRST_YEAR,
                last_year=LAST_YEAR,
            )
            continue
        if without_accents(line.kind) not in _KINDS:
            yield Sentence(
                "{place}: loại phải là “{rest}” hoặc “{work}”.",
                place=line.places["kind"],
                rest=REST,
                work=WORK,
            )
        if line.day in first:
            yield Sentence(
                "{place}: ngày này đã có ở {first}.",
                place=place,
                first=first[line.day],
            )
        first.setdefault(line.day, place)


def _as_kept(one: Added) -> Added:
    return one if one.rest else replace(one, name="")
