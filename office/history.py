"""The history of an assignment in words: what its chain of events says was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from directive.acts import Act, Phase
from directive.correcting import FIELDS, HEADER
from directive.sentence import Sentence, joined, named
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


def _who(one: Happening) -> Sentence:
    """Return the title of the account and for whom it acted; else for whom alone."""
    party = one.agency or named(naming.actor(one.actor))
    return joined((name for name in (one.title, party) if name), ", ")


def _details(one: Happening) -> Iterator[str]:
    for table, say in _SAYINGS.items():
        for row in one.rows.get(table, ()):
            yield from say(row, one.act)
    if one.reason:
        yield Sentence("Lý do: {reason}", reason=one.reason)
    if count := len(one.rows.get("breakdowns", ())):
        yield Sentence("Phân công nội bộ: {n} dòng", n=count)


def _reminder(row: Row, act: str) -> Iterator[str]:
    del act
    yield row["why"]


def _obligation(row: Row, act: str) -> Iterator[str]:
    phase = named(naming.SHORT_PHASES[Phase(row["phase"])])
    yield Sentence("Bước: {phase}", phase=phase)
    if act == Act.REPORT_PROGRESS and row["progress"]:
        yield Sentence("Tiến độ: {progress}", progress=row["progress"])


def _revision(row: Row, act: str) -> Iterator[str]:
    del act
    due_on = row["due_on"]
    yield Sentence(
        "Thời hạn: {due_on} ({reason})",
        due_on=date.fromisoformat(due_on) if due_on else Sentence("không ấn định ngày"),
        reason=named(row["reason"]),
    )


def _line(row: Row, act: str) -> Iterator[str]:
    del act
    yield Sentence("Kết quả: {result}", result=row["result"])
    if row["reason"]:
        yield Sentence("Lý do: {reason}", reason=row["reason"])


def _extension(row: Row, act: str) -> Iterator[str]:
    del act
    yield Sentence(
        "Xin gia hạn đến {until}: {reason}",
        until=date.fromisoformat(row["asked_until"]),
        reason=row["reason"],
    )
    if row["decision_reason"]:
        yield Sentence("Trả lời: {reason}", reason=row["decision_reason"])


def _instruction(row: Row, act: str) -> Iterator[str]:
    """Say in what a corrected instruction differs from what the machine had read."""
    if act != "correct":
        return
    machine, person = row["machine_reading"], row["reading"]
    if machine is None:
        yield Sentence("Mục {path}: thêm hoặc tách ra", path=row["path"])
        return
    differing = [
        named(NAMES[name])
        for name in (*FIELDS, "span")
        if machine[name] != person[name]
    ]
    if differing:
        yield Sentence(
            "Mục {path}: khác bản máy đọc ở {fields}",
            path=row["path"],
            fields=joined(differing, ", "),
        )
    else:
        yield Sentence("Mục {path}: lại như bản máy đọc", path=row["path"])


def _header(row: Row, act: str) -> Iterator[str]:
    if act != "correct" or row["machine_header"] is None:
        return
    differing = [
        named(NAMES[name])
        for name in HEADER
        if row["machine_header"][name] != row[name]
    ]
    yield Sentence(
        "Thông tin chung: khác bản máy đọc ở {fields}",
        fields=joined(differing, ", ") if differing else Sentence("không gì"),
    )


_SAYINGS = {
    "directives": _header,
    "instructions": _instruction,
    "reminders": _reminder,
    "obligations": _obligation,
    "due_revisions": _revision,
    "submission_lines": _line,
    "extensions": _extension,
}
