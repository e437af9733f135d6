"""The reading screen: the source beside what was read from it, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive import recutting
from directive.correcting import FIELDS, HEADER, same
from directive.model import FIVE, Clarity, Grade
from office import choosing, clarities, history, original, readings
from office.clarities import Mark
from office.naming import CLARITIES, GRADES
from office.reviewing import opened
from store import dossier, readers
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from directive.model import Instruction
    from office.choosing import Choice, Ticked
    from office.original import Leaf
    from office.readings import Fact
    from office.reviewing import Opened
    from store.dossier import Happening
    from store.tables import DirectiveRow


@dataclass(frozen=True, slots=True)
class Cell:
    """One clarity of an instruction: what holds, and what the machine had read."""

    clarity: Clarity
    name: str
    grade: Grade
    grade_name: str
    facts: tuple[Fact, ...]
    machine: tuple[str, ...]  # what a person changed, as the machine had read it
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One instruction with its five cells."""

    one: Instruction
    cells: tuple[Cell, ...]
    agencies: int
    changed: bool
    added: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A place at which an instruction may be cut: the words on either side of it."""

    at: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Done:
    """Who did what to the reading, and when."""

    at: datetime
    act: str
    who: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """All that the reading screen shows.

    `chosen` and `cell` are what the person looks at; `leaves` are the pages of a PDF,
    empty where the source is shown as text.
    """

    row: DirectiveRow
    source: str
    orders: tuple[Order, ...]
    silent: tuple[Order, ...]  # order nothing
    gaps: int
    unknown: tuple[str, ...]  # names that no agency has
    header: Mapping[str, str | None]  # what the machine had read of what was changed
    chosen: Order | None
    cell: Clarity | None
    choice: Choice | None
    cuts: tuple[Cut, ...]
    following: str | None
    marks: tuple[Mark, ...]
    leaves: tuple[Leaf, ...]
    done: tuple[Done, ...]


def screen(
    directive_id: int,
    *,
    path: str = "",
    cell: Clarity | None = None,
    ticked: Ticked | None = None,
    words: str = "",
) -> Screen:
    """Return the reading screen of a document.

    Args:
        directive_id: The document.
        path: Of the instruction that is looked at; another than there is is none.
        cell: Which of its clarities is to be written.
        ticked: Agencies that the person has ticked and not saved yet.
        words: What agencies are looked for.

    Raises:
        NotFoundError: There is no such document.
        OfficeError: Its text is gone.
    """
    with unit_of_work() as session:
        desk = opened(session, directive_id)
        happened = dossier.happenings(session, "directive", directive_id)
        titles = readers.titles(session, [one.actor for one in happened])
    machine = {one.path: one for one in desk.machine.instructions}
    orders = tuple(
        _order(desk, one, machine[one.path]) for one in desk.now.instructions
    )
    chosen = next((one for one in orders if one.one.path == path), None)
    marks = tuple(_marks(desk, chosen, cell))
    pages = original.of(desk.row, desk.source)
    ordering = tuple(one for one in orders if not one.one.generic)
    return Screen(
        row=desk.row,
        source=desk.source,
        orders=ordering,
        silent=tuple(one for one in orders if one.one.generic),
        gaps=sum(len(one.one.gaps) for one in ordering),
        unknown=readings.unknown(desk),
        header=_header(desk),
        chosen=chosen,
        cell=cell if chosen else None,
        choice=choosing.choice(desk, chosen.one, ticked=ticked, words=words)
        if chosen and cell is Clarity.WHO
        else None,
        cuts=_cuts(desk, chosen) if chosen and cell is Clarity.WHAT else (),
        following=_following(desk, chosen),
        marks=marks,
        leaves=pages.leaves(marks) if pages else (),
        done=tuple(_done(one, titles) for one in reversed(happened)),
    )


def _order(desk: Opened, one: Instruction, machine: Instruction) -> Order:
    differing = [
        name for name in FIELDS if not same(getattr(machine, name), getattr(one, name))
    ]
    return Order(
        one=one,
        cells=tuple(
            Cell(
                clarity=clarity,
                name=CLARITIES[clarity],
                grade=(grade := one.clarity[clarity]),
                grade_name=GRADES[grade],
                facts=tuple(readings.facts(one, clarity, desk)),
                machine=tuple(
                    readings.shown(name, getattr(machine, name))
                    for name in differing
                    if readings.CELLS.get(name) is clarity
                ),
                questions=tuple(g.question for g in one.gaps if g.clarity is clarity),
            )
            for clarity in FIVE
        ),
        agencies=len(choosing.told(desk, one)),
        changed=bool(differing),
        added=one.path.startswith(recutting.ADDED),
    )


def _marks(desk: Opened, chosen: Order | None, cell: Clarity | None) -> Sequence[Mark]:
    if chosen is None:
        return [
            Mark(one.span.start, one.span.end, Clarity.WHAT)
            for one in desk.now.instructions
            if not one.generic
        ]
    reading = next(o.reading for o in desk.orders if o.path == chosen.one.path)
    wanted = {Clarity.WHAT, cell} if cell else set(Clarity)
    return [mark for mark in clarities.marks_of(reading) if mark.clarity in wanted]


def _header(desk: Opened) -> dict[str, str | None]:
    if desk.row.machine_header is None:
        return {}
    return {
        name: readings.shown(name, getattr(desk.machine.directive, name)) or None
        for name in HEADER
        if getattr(desk.machine.directive, name) != getattr(desk.now.directive, name)
    }


def _cuts(desk: Opened, chosen: Order) -> tuple[Cut, ...]:
    span = chosen.one.span
    return tuple(
        Cut(
            at,
            " ".join(desk.source[span.start : at].split()),
            " ".join(desk.source[at : span.end].split()),
        )
        for at in recutting.cuts(chosen.one, desk.source)
    )


def _following(desk: Opened, chosen: Order | None) -> str | None:
    after = recutting.following(desk.now, chosen.one) if chosen else None
    return after.path if after else None


def _done(one: Happening, titles: Mapping[str, str]) -> Done:
    return Done(
        at=one.at,
        act=one.act,
        who=titles.get(one.actor, ""),
        details=history.details(one),
    )
