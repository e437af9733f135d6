"""A reading as a person corrected it, and what was changed against the machine's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from directive.clarity import graded
from directive.deadlines import work_out
from directive.model import NO_DEADLINE, Deadline, Evidence, Instruction, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from directive.calendar import WorkCalendar
    from directive.model import Reading

BY_HAND = "by_hand"
HEADER = (
    "kind", "number", "symbol", "issuer", "issued_on", "title", "urgency", "addressees",
)  # fmt: skip
FIELDS = (
    "text", "agencies", "agencies_except", "role", "accountable", "coordinating",
    "deadline", "more_deadlines", "report_to", "expected_result", "generic",
)  # fmt: skip
"""The fields that a person may correct, of the header and of an instruction."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one instruction; `span` is set where the machine saw none.

    `values` has every field of FIELDS, in the model's own types; without "text" the
    words stay as they were.
    """

    path: str
    values: Mapping[str, Any]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a person read otherwise; `path` is empty for the header."""

    path: str
    field: str
    machine: Any
    person: Any


@dataclass(frozen=True, slots=True)
class Corrected:
    """The reading that holds, and where it differs from the machine's."""

    reading: Reading
    changes: tuple[Change, ...]


def corrected(
    reading: Reading,
    header: Mapping[str, Any],
    corrections: tuple[Correction, ...],
    *,
    source: str,
    calendar: WorkCalendar,
) -> Corrected:
    """Return the reading with a person's corrections, graded anew.

    A field that the person left as it was keeps its evidence; a changed one has the
    place of its words in the source, where they stand in it.

    Args:
        reading: The machine's.
        header: Every field of HEADER, in the model's types.
        corrections: One for each instruction of the reading, and for each more.
        source: The text that spans count in.
        calendar: The working days, for corrected deadlines.
    """
    read = {one.path: one for one in reading.instructions}
    changes = list(_differences("", reading.directive, header, HEADER))
    held = []
    for correction in corrections:
        span = correction.span or read[correction.path].span
        words = " ".join(source[span.start : span.end].split())
        machine = read.get(correction.path) or Instruction(correction.path, span, words)
        values = {"text": machine.text, **correction.values}
        values |= _dated(machine, correction.values, calendar)
        differing = list(_differences(correction.path, machine, values, FIELDS))
        changes += differing
        if not differing and correction.path in read:
            held.append(machine)
            continue
        evidence = dict(machine.evidence)
        for change in differing:
            evidence.pop(change.field, None)
            if places := tuple(_places(change.person, machine.span, source)):
                evidence[change.field] = places
        held.append(graded(replace(machine, **values, evidence=evidence)))
    held.sort(key=lambda one: one.span.start)
    directive = replace(reading.directive, **header)
    return Corrected(
        replace(reading, directive=directive, instructions=tuple(held)), tuple(changes)
    )


def distinct(reading: Reading) -> Reading:
    """Return the reading with a path of its own for each instruction: "PL.1 (2)"."""
    seen: Counter[str] = Counter()
    named = []
    for one in reading.instructions:
        seen[one.path] += 1
        again = seen[one.path]
        named.append(replace(one, path=f"{one.path} ({again})") if again > 1 else one)
    return replace(reading, instructions=tuple(named))


def locate(words: str, source: str) -> Span | None:
    """Return where words stand in the source, whatever blanks lie between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, source) if pattern else None
    return Span(*found.span()) if found else None


def same(machine: object, person: object) -> bool:
    """Tell whether a person left a value as the machine read it."""
    if isinstance(machine, Deadline) and isinstance(person, Deadline):
        return _plainly(machine) == _plainly(person)
    if isinstance(machine, tuple) and isinstance(person, tuple):
        alike = len(machine) == len(person)
        return alike and all(map(same, machine, person))
    return machine == person


def _plainly(deadline: Deadline) -> Deadline:
    """Return a deadline without what is derived from its words."""
    last_day = deadline.last_day if deadline.day is None else None
    return replace(
        deadline, last_day=last_day, last_working_day=None, rule="", span=None
    )


def _differences(
    path: str, machine: object, person: Mapping[str, Any], fields: tuple[str, ...]
) -> Iterator[Change]:
    for field in fields:
        before = getattr(machine, field)
        if not same(before, person[field]):
            yield Change(path, field, before, person[field])


def _dated(
    machine: Instruction, values: Mapping[str, Any], calendar: WorkCalendar
) -> dict[str, Any]:
    """Return the deadlines with their last days; those left alone as they were."""
    read = [machine.deadline, *machine.more_deadlines]

    def settled(one: Deadline) -> Deadline:
        left = next((kept for kept in read if same(kept, one)), None)
        if left is not None or one == NO_DEADLINE:
            return left or one
        due = work_out(one, calendar)
        return replace(
            one,
            last_day=due.on if due else None,
            last_working_day=due.last_working_day if due else None,
            rule=BY_HAND,
        )

    return {
        "deadline": settled(values["deadline"]),
        "more_deadlines": tuple(map(settled, values["more_deadlines"])),
    }


def _places(value: object, near: Span, source: str) -> Iterator[Evidence]:
    """Yield where each of a value's words stands: in the instruction, else anywhere.

    A name of a list that the source does not have has the instruction itself.
    """
    for words in _words(value):
        inside = locate(words, source[near.start : near.end])
        if inside is not None:
            span = Span(near.start + inside.start, near.start + inside.end)
            yield Evidence(span, BY_HAND)
        elif (found := locate(words, source)) is not None:
            yield Evidence(found, BY_HAND)
        elif isinstance(value, tuple):
            yield Evidence(near, BY_HAND)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _words(one)
    elif isinstance(value, Deadline):
        yield value.text or ""
    elif type(value) is str:
        yield value
