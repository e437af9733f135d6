"""Cut one instruction in two, or make one of two that follow each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from directive.clarity import graded
from directive.model import NO_DEADLINE, Instruction, Span

if TYPE_CHECKING:
    from directive.model import Evidence, Onward, Reading

# Where an order may be cut: after a full clause, else after a part of one.
_CLAUSES = re.compile(r"[;.:]\s+|\n\s*[-+]\s")
_PARTS = re.compile(r",\s+")
SHORTEST = 8  # characters of either half
ADDED = "T."  # how the paths of what a person added begin


def cuts(one: Instruction, source: str) -> tuple[int, ...]:
    """Return the places of the source at which an instruction may be cut in two."""
    for pattern in (_CLAUSES, _PARTS):
        places = tuple(
            found.end()
            for found in pattern.finditer(source, one.span.start, one.span.end)
            if found.end() - one.span.start >= SHORTEST
            and one.span.end - found.end() >= SHORTEST
        )
        if places:
            return places
    return ()


def split(reading: Reading, path: str, at: int, source: str) -> Reading:
    """Return the reading with an instruction cut in two at a place of `cuts`.

    Both halves say what the whole said of agencies, dates and results; what a
    collector owes further up stays with the half whose words say it.

    Raises:
        ValueError: It has no such place.
        KeyError: There is no such instruction.
    """
    whole = _found(reading, path)
    if at not in cuts(whole, source):
        raise ValueError(at)
    halves = []
    for name, span in (
        (whole.path, Span(whole.span.start, at)),
        (_free(reading, whole.path), Span(at, whole.span.end)),
    ):
        onward = tuple(
            up for up in whole.onward if (up.span.start >= at) == (span.start == at)
        )
        halves.append(_cut(whole, name, span, source, onward=onward))
    return _with(reading, halves)


def merge(reading: Reading, path: str, source: str) -> Reading:
    """Return the reading with an instruction joined with the one after it.

    The later one stays in the reading as one that orders nothing.

    Raises:
        KeyError: There is no such instruction, or none after it.
    """
    first = _found(reading, path)
    second = following(reading, first)
    if second is None:
        raise KeyError(path)
    span = Span(
        min(first.span.start, second.span.start), max(first.span.end, second.span.end)
    )
    later = [
        one
        for one in (second.deadline, *second.more_deadlines)
        if one not in {NO_DEADLINE, first.deadline, *first.more_deadlines}
    ]
    own = (first.deadline, *first.more_deadlines)
    dates = [one for one in own if one != NO_DEADLINE] + later or [NO_DEADLINE]
    joined = replace(
        first,
        span=span,
        text=_words(source, span),
        deadline=dates[0],
        more_deadlines=tuple(dates[1:]),
        report_to=first.report_to or second.report_to,
        report_via=first.report_via or second.report_via,
        onward=(*first.onward, *second.onward),
        expected_result=first.expected_result or second.expected_result,
        accountable=first.accountable or second.accountable,
        evidence=dict(second.evidence) | dict(first.evidence),
    )
    agencies, told = _joined(first, second, "agencies")
    partners, with_whom = _joined(first, second, "coordinating")
    joined = replace(
        joined,
        agencies=agencies,
        coordinating=partners,
        evidence=joined.evidence | told | with_whom,
    )
    return _with(reading, [graded(joined), dropped(second)])


def following(reading: Reading, one: Instruction) -> Instruction | None:
    """Return the ordering instruction that follows another in the source."""
    later = [
        other
        for other in reading.instructions
        if not other.generic and other.span.start >= one.span.end
    ]
    return min(later, key=lambda other: other.span.start, default=None)


def dropped(one: Instruction) -> Instruction:
    """Return an instruction as one that orders nothing."""
    return graded(replace(one, generic=True))


def added(reading: Reading, span: Span, source: str) -> Reading:
    """Return the reading with one more instruction: these words, and nothing else."""
    taken = {one.path for one in reading.instructions}
    path = next(
        p for n in range(1, len(taken) + 2) if (p := f"{ADDED}{n}") not in taken
    )
    return _with(reading, [graded(Instruction(path, span, _words(source, span)))])


def _cut(
    whole: Instruction,
    path: str,
    span: Span,
    source: str,
    *,
    onward: tuple[Onward, ...],
) -> Instruction:
    text = _words(source, span).rstrip(";,: ")
    return graded(replace(whole, path=path, span=span, text=text, onward=onward))


def _joined(
    one: Instruction, other: Instruction, field: str
) -> tuple[tuple[str, ...], dict[str, tuple[Evidence, ...]]]:
    """Return the names of both in a field, none twice, and where they stand."""
    places: dict[str, Evidence] = {}
    for said in (one, other):
        names, found = getattr(said, field), said.evidence.get(field, ())
        for name, place in zip(names, found, strict=True):
            places.setdefault(name, place)
    evidence = {field: tuple(places.values())} if places else {}
    return tuple(places), evidence


def _found(reading: Reading, path: str) -> Instruction:
    for one in reading.instructions:
        if one.path == path:
            return one
    raise KeyError(path)


def _free(reading: Reading, path: str) -> str:
    """Return a path for the second half that nothing has: "1.3 (2)"."""
    taken = {one.path for one in reading.instructions}
    bare = re.sub(r" \(\d+\)$", "", path)
    return next(
        p for n in range(2, len(taken) + 3) if (p := f"{bare} ({n})") not in taken
    )


def _with(reading: Reading, changed: list[Instruction]) -> Reading:
    """Return the reading with some instructions instead of those of their paths."""
    paths = {one.path for one in changed}
    rest = [one for one in reading.instructions if one.path not in paths]
    held = sorted([*rest, *changed], key=lambda one: (one.span.start, one.path))
    return replace(reading, instructions=tuple(held))


def _words(source: str, span: Span) -> str:
    return " ".join(source[span.start : span.end].split())
