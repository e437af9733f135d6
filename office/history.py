"""The history of an assignment in words: what its chain of events says was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from directive.acts import Act, Phase
from directive.correcting import FIELDS, HEADER
from notifications.wording import day
from office import naming
from office.field_names import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from store.dossier import Happening

    Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history."""

    at: datetime
    act: str  # the act's own name, for its look
    name: str
    who: str
    details: tuple[str, ...]


def told(happenings: Sequence[Happening]) -> tuple[Told, ...]:
    """Return the events in words, the last one first.

    Args:
        happenings: The chain of events, the first one first.
    """
    return tuple(
        Told(
            at=one.at,
            act=one.act,
            name=naming.act(one.act),
            who=_who(one),
            details=details(one),
        )
        for one in reversed(happenings)
    )


def details(one: Happening) -> tuple[str, ...]:
    """Return what an event says besides its act, a line each."""
    return tuple(dict.fromkeys(_details(one)))


def _who(one: Happening) -> str:
    """Return the title of the account and for whom it acted; else for whom alone."""
    party = naming.actor(one.actor)
    return ", ".join(name for name in (one.title, one.agency or party) if name)


def _details(one: Happening) -> Iterator[str]:
    for table, say in _SAYINGS.items():
        for row in one.rows.get(table, ()):
            yield from say(row, one.act)
    if one.reason:
        yield f"Lý do: {one.reason}"
    if count := len(one.rows.get("breakdowns", ())):
        yield f"Phân công nội bộ: {count} dòng"


def _reminder(row: Row, act: str) -> Iterator[str]:
    del act
    yield row["why"]


def _obligation(row: Row, act: str) -> Iterator[str]:
    yield f"Bước: {naming.SHORT_PHASES[Phase(row['phase'])]}"
    if act == Act.REPORT_PROGRESS and row["progress"]:
        yield f"Tiến độ: {row['progress']}"


def _revision(row: Row, act: str) -> Iterator[str]:
    del act
    due_on = row["due_on"]
    shown = day(date.fromisoformat(due_on)) if due_on else "không ấn định ngày"
    yield f"Thời hạn: {shown} ({row['reason']})"


def _line(row: Row, act: str) -> Iterator[str]:
    del act
    yield f"Kết quả: {row['result']}"
    if row["reason"]:
        yield f"Lý do: {row['reason']}"


def _extension(row: Row, act: str) -> Iterator[str]:
    del act
    until = day(date.fromisoformat(row["asked_until"]))
    yield f"Xin gia hạn đến {until}: {row['reason']}"
    if row["decision_reason"]:
        yield f"Trả lời: {row['decision_reason']}"


def _instruction(row: Row, act: str) -> Iterator[str]:
    """Say in what a corrected instruction differs from what the machine had read."""
    if act != "correct":
        return
    machine, person = row["machine_reading"], row["reading"]
    if machine is None:
        yield f"Mục {row['path']}: thêm hoặc tách ra"
        return
    differing = [
        NAMES[name] for name in (*FIELDS, "span") if machine[name] != person[name]
    ]
    if differing:
        yield f"Mục {row['path']}: khác bản máy đọc ở {', '.join(differing)}"
    else:
        yield f"Mục {row['path']}: lại như bản máy đọc"


def _header(row: Row, act: str) -> Iterator[str]:
    if act != "correct" or row["machine_header"] is None:
        return
    differing = [
        NAMES[name] for name in HEADER if row["machine_header"][name] != row[name]
    ]
    yield f"Thông tin chung: khác bản máy đọc ở {', '.join(differing) or 'không gì'}"


_SAYINGS = {
    "directives": _header,
    "instructions": _instruction,
    "reminders": _reminder,
    "obligations": _obligation,
    "due_revisions": _revision,
    "submission_lines": _line,
    "extensions": _extension,
}
