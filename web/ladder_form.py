"""A ladder as a table of rows that a person fills in, and what is wrong in each."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from directive.policy import AUDIENCE_NAMES, Policy, Track
from directive.sentence import Sentence, named
from store.policy_file import faults, policy_of
from web.ladders import why

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from web.forms import Form

MOST_ROWS = 80
SPARE_ROWS = 3
CHANNELS_SHOWN = 2
URGENT = "urgent."
TRACKS = (
    *(track.value for track in Track if track is not Track.URGENT),
    *(f"{URGENT}{urgency}" for urgency in ("khan", "thuong_khan", "hoa_toc")),
)
"""Every ladder of a policy, as a row names it."""
_UNITS = {Track.UNDATED.value: "days"}
_GENERAL: Mapping[tuple[str | int, ...], Sentence] = {
    ("version",): Sentence(
        "Tên bản chỉ gồm chữ thường không dấu, chữ số, dấu . và -; tối đa 40 ký tự."
    ),
    ("ladders", "due"): Sentence("Thang trước và sau hạn phải có ít nhất một mốc."),
    ("acknowledged_returns_after",): Sentence("Số ngày báo lại phải từ 1 đến 60."),
}
_OTHERWISE = Sentence("Bảng này không dùng được; hãy bắt đầu lại từ bản đang dùng.")
_NO_OFFSET = Sentence("Hãy ghi mốc bằng số nguyên; số âm là trước hạn.")
_NO_REASON = Sentence("Hãy ghi lý do, tối đa 200 ký tự: người nhận đọc câu này.")
_NOT_REPEATED = Sentence("Chỉ mốc của nhiệm vụ không thời hạn được lặp lại.")
_UNKNOWN = Sentence("Hãy chọn thang và người nhận trong danh sách.")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as typed; `fault` is what is wrong with it."""

    track: str = Track.DUE.value
    offset: str = ""
    tell: str = "focal_point"
    aim: str = "action"
    tone: str = "courteous"
    channels: tuple[str, ...] = ()
    repeats: bool = False
    because: str = ""
    dropped: bool = False
    fault: Sentence | None = None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed into it."""
        return not (self.offset or self.because)


@dataclass(frozen=True, slots=True)
class Table:
    """A ladder as typed; `faults` are about it as a whole."""

    version: str
    returns_after: str
    another_confirms: bool
    lines: tuple[Line, ...]
    faults: tuple[Sentence, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing wrong was found."""
        return not self.faults and not any(line.fault for line in self.lines)


@dataclass(slots=True)
class _Placed:
    """A document, and which row each of its steps stands in."""

    document: dict[str, Any]
    rows: dict[tuple[str | int, ...], int] = field(default_factory=dict)


def of_policy(policy: Policy, version: str) -> Table:
    """Return a ladder as rows to begin a new version with."""
    return Table(
        version,
        str(policy.returns_after),
        policy.another_confirms,
        tuple(
            Line(
                track=f"{URGENT}{rung.urgency}"
                if rung.track is Track.URGENT
                else rung.track.value,
                offset=str(rung.offset),
                tell=rung.audience.value,
                aim="action" if rung.action else "information",
                tone=rung.tone.value,
                channels=rung.channels,
                repeats=rung.repeats,
                because=rung.purpose,
            )
            for rung in policy.rungs
        ),
    )


def typed(form: Form) -> Table:
    """Return what a form holds; rows that nothing was typed into are left out.

    Raises:
        OfficeError: A field is longer than any of ours.
    """
    count = form.text("rows", longest=10)
    rows = min(int(count), MOST_ROWS) if count.isdecimal() else 0
    lines = [_line(form, n) for n in range(rows)]
    return Table(
        form.text("version", longest=60),
        form.text("returns_after", longest=20),
        bool(form.text("another_confirms", longest=10)),
        tuple(line for line in lines if not line.is_blank),
    )


def judged(table: Table) -> tuple[Table, dict[str, Any], Policy | None]:
    """Return the table with its faults, its document, and the ladder if it is sound.

    Rows that are to be dropped are in neither, and stay in the table.
    """
    own = {n: _own_fault(line) for n, line in enumerate(table.lines)}
    made = _document(table, [n for n, fault in own.items() if not fault])
    general: list[Sentence] = []
    for path, reason in faults(made.document):
        row = next((n for at, n in made.rows.items() if path[: len(at)] == at), None)
        if row is not None:
            own[row] = own[row] or _said(reason)
        else:
            general.append(_GENERAL.get(path, _OTHERWISE))
    if any(own.values()):  # a step that is not there yet may be the one that lacks
        general = [one for one in general if one != _GENERAL["ladders", "due"]]
    lines = tuple(replace(line, fault=own[n]) for n, line in enumerate(table.lines))
    found = replace(table, lines=lines, faults=tuple(dict.fromkeys(general)))
    return found, made.document, policy_of(made.document) if found.is_sound else None


def seal(document: Mapping[str, Any], in_force: str) -> str:
    """Return what stands for a document and the version it was compared with."""
    spelled = json.dumps([in_force, document], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(spelled.encode()).hexdigest()[:32]


def _line(form: Form, n: int) -> Line:
    def cell(name: str, longest: int = 30) -> str:
        return form.text(f"{name}-{n}", longest=longest)

    return Line(
        track=cell("track"),
        offset=cell("offset"),
        tell=cell("tell"),
        aim=cell("aim"),
        tone=cell("tone"),
        channels=tuple(dict.fromkeys(form.many(f"channel-{n}"))),
        repeats=bool(cell("repeats")),
        because=" ".join(cell("because", 1000).split()),
        dropped=bool(cell("drop")),
    )


def _said(reason: str) -> Sentence:
    """Return what two rows say against each other, with the names of posts."""
    names = {audience.value: words for audience, words in AUDIENCE_NAMES.items()}
    return why(reason).mapped(
        lambda _, value: named(names[str(value)]) if value in names else value
    )


def _own_fault(line: Line) -> Sentence | None:
    """Return what is wrong with a row by itself."""
    if line.dropped:
        return None
    if _whole(line.offset) is None:
        return _NO_OFFSET
    if line.track not in TRACKS or line.tell not in set(AUDIENCE_NAMES):
        return _UNKNOWN
    if not line.because or len(line.because) > 200:  # noqa: PLR2004 - as the file has it
        return _NO_REASON
    if line.repeats and line.track != Track.UNDATED:
        return _NOT_REPEATED
    return None


def _document(table: Table, sound: Sequence[int]) -> _Placed:
    ladders: dict[str, Any] = {}
    made = _Placed(
        {
            "version": table.version,
            "acknowledged_returns_after": _whole(table.returns_after),
            "another_confirms": table.another_confirms,
            "ladders": ladders,
        }
    )
    for n in sound:
        line = table.lines[n]
        if line.dropped:
            continue
        track, _, urgency = line.track.partition(".")
        path: tuple[str | int, ...] = ("ladders", track)
        if urgency:
            steps = ladders.setdefault(track, {}).setdefault(urgency, [])
            path = (*path, urgency)
        else:
            steps = ladders.setdefault(track, [])
        made.rows[*path, len(steps)] = n
        steps.append(dict(_step(line)))
    return made


def _step(line: Line) -> Iterator[tuple[str, Any]]:
    hours = line.track.startswith(URGENT)
    yield (
        "hours" if hours else _UNITS.get(line.track, "working_days"),
        _whole(line.offset),
    )
    yield "tell", line.tell
    yield "for", line.aim
    yield "tone", line.tone
    if line.channels:
        yield "channels", list(line.channels)
    if line.repeats:
        yield "repeats", True
    yield "because", line.because


def _whole(words: str) -> int | None:
    try:
        return int(words)
    except ValueError:
        return None
