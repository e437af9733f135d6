"""Who is told: the phrases of a document, and the agencies added or left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.resolution import near_misses
from office import cells
from office.errors import OfficeError
from store.folding import without_accents

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from directive.correcting import Correction
    from directive.model import Instruction
    from directive.registry import Agency
    from office.reviewing import Opened


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names who acts; `count` is how many agencies it stands for."""

    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Box:
    """An agency to tick; `hidden` when a search has left it out of sight."""

    agency: Agency
    ticked: bool
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form of agencies shows.

    `members` are in the phrases of the document, `others` are not; who is nearly in
    a group, or nearly named, stands first.
    """

    phrases: tuple[Phrase, ...]
    members: tuple[Box, ...]
    others: tuple[Box, ...]
    words: str = ""  # what is looked for
    found: int = 0


@dataclass(frozen=True, slots=True)
class Ticked:
    """What came back from the form."""

    phrases: Collection[str]
    members: Collection[str]
    others: Collection[str]


def choice(
    opened: Opened, one: Instruction, *, ticked: Ticked | None = None, words: str = ""
) -> Choice:
    """Return the form of agencies of an instruction.

    Args:
        opened: The document.
        one: The instruction as it is now.
        ticked: What the person has ticked and not saved yet.
        words: Only agencies that have all of these are in sight; accents do not matter.
    """
    receives = told(opened, one)
    inside = _members(opened, one.agencies)
    wanted = without_accents(words).split()

    def box(agency: Agency, kept: Collection[str]) -> Box:
        name = without_accents(f"{agency.name} {agency.code} {agency.abbrev or ''}")
        hidden = not all(word in name for word in wanted)
        return Box(agency, agency.code in kept, hidden)

    near = _near(opened, one)
    agencies = sorted(
        opened.registry.agencies, key=lambda agency: agency.code not in near
    )
    members = tuple(
        box(agency, ticked.members if ticked else receives)
        for agency in opened.registry.agencies
        if agency.code in inside
    )
    others = tuple(
        box(agency, ticked.others if ticked else receives)
        for agency in agencies
        if agency.code not in inside
    )
    return Choice(
        phrases=tuple(_phrases(opened, one, ticked)),
        members=members,
        others=others,
        words=words,
        found=sum(not one.hidden for one in (*members, *others)),
    )


def chosen(opened: Opened, one: Instruction, ticked: Ticked) -> Correction:
    """Return the instruction with the agencies that a person has ticked.

    Raises:
        OfficeError: The names of some agencies do not tell them apart.
    """
    codes = opened.resolver.codes
    offered = [phrase.words for phrase in _phrases(opened, one, None)]
    kept = [words for words in offered if words in ticked.phrases]
    before = _members(opened, one.agencies)
    left_out = before - set(ticked.members)
    kept = [words for words in kept if not codes(words) or set(codes(words)) - left_out]
    inside = _members(opened, kept)
    told = (inside - left_out) | set(ticked.others)
    names = {agency.code: agency.name for agency in opened.registry.agencies}
    added = [names[code] for code in names if code in told - inside]
    outside = [names[code] for code in names if code in inside - told]
    outside += [words for words in one.agencies_except if not codes(words)]
    values = cells.unchanged(one) | {
        "agencies": [*kept, *added],
        "agencies_except": outside,
    }
    made = cells.checked(one, values)
    if _members(opened, [*kept, *added]) - _members(opened, outside) != told:
        raise OfficeError(
            "Danh bạ có cơ quan trùng tên nên không phân biệt được; hãy sửa danh bạ."
        )
    return made


def _phrases(
    opened: Opened, one: Instruction, ticked: Ticked | None
) -> Sequence[Phrase]:
    words = dict.fromkeys(
        [*one.agencies, *(group.phrases[0] for group in opened.registry.groups)]
    )
    kept = ticked.phrases if ticked else one.agencies
    return [Phrase(w, len(opened.resolver.codes(w)), w in kept) for w in words]


def told(opened: Opened, one: Instruction) -> set[str]:
    """Return the codes of the agencies that an instruction is for."""
    return _members(opened, one.agencies) - _members(opened, one.agencies_except)


def _members(opened: Opened, phrases: Collection[str]) -> set[str]:
    return {code for phrase in phrases for code in opened.resolver.codes(phrase)}


def _near(opened: Opened, one: Instruction) -> set[str]:
    """Return the codes that a person may expect: of nearly this group, or this name."""
    near: set[str] = set()
    for phrase in one.agencies:
        near |= {agency.code for agency in near_misses(phrase, opened.registry)}
        if not opened.resolver.codes(phrase):
            near |= set(opened.resolver.candidates(phrase))
    return near
