"""Correct a reading cell by cell on the screen; each act is one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directive import recutting
from directive.clarity import graded
from directive.correcting import FIELDS, HEADER, Correction, corrected, locate
from directive.sentence import Sentence
from office import cells, choosing, correcting
from office.errors import OfficeError
from office.in_force import in_force
from office.reviewing import opened
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from directive.model import Clarity, Instruction, Reading
    from office.actor import Actor
    from office.choosing import Ticked
    from office.house import House
    from office.reviewing import Opened

    Given = Mapping[str, str | tuple[str, ...]]

MOVED = Sentence(
    "Nội dung này vừa được người khác sửa; hãy xem lại rồi thực hiện lần nữa."
)


def write_cell(
    directive_id: int,
    path: str,
    cell: Clarity,
    given: Given,
    *,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Write one of the five clarities of an instruction.

    Args:
        directive_id: A document that waits for its check.
        path: Of the instruction.
        cell: Which of the five; agencies have `choose`.
        given: The fields of the cell's form, as typed.
        house: Calendar of the office.
        actor: Who corrects.
        now: The moment, aware.

    Raises:
        NotFoundError: There is no such document or instruction.
        OfficeError: It was confirmed, or a review file would be refused for this.
    """

    def edit(desk: Opened, house: House) -> Reading:
        made = cells.correction(desk.instruction(path), cell, given)
        return _corrected(desk, made, house=house)

    _keep(directive_id, edit, house=house, actor=actor, now=now)


def choose(
    directive_id: int,
    path: str,
    ticked: Ticked,
    *,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Say which agencies an instruction is for; as `write_cell`."""

    def edit(desk: Opened, house: House) -> Reading:
        made = choosing.chosen(desk, desk.instruction(path), ticked)
        return _corrected(desk, made, house=house)

    _keep(directive_id, edit, house=house, actor=actor, now=now)


def write_header(
    directive_id: int, given: Given, *, house: House, actor: Actor, now: datetime
) -> None:
    """Write number, day, urgency and other fields of the header by hand.

    Arguments and errors as `write_cell`.
    """

    def edit(desk: Opened, house: House) -> Reading:
        said = cells.header(desk.now.directive, given)
        return corrected(
            desk.now, said, _said(desk.now), source=desk.source, calendar=house.calendar
        ).reading

    _keep(directive_id, edit, house=house, actor=actor, now=now)


def split(
    directive_id: int, path: str, at: int, *, house: House, actor: Actor, now: datetime
) -> None:
    """Cut an instruction in two at a place of its words; as `write_cell`."""

    def edit(desk: Opened, _house: House) -> Reading:
        desk.instruction(path)
        try:
            return recutting.split(desk.now, path, at, desk.source)
        except ValueError:
            raise OfficeError(MOVED) from None

    _keep(directive_id, edit, house=house, actor=actor, now=now)


def merge(
    directive_id: int,
    path: str,
    following: str,
    *,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Make one instruction of two that follow each other; as `write_cell`."""

    def edit(desk: Opened, _house: House) -> Reading:
        after = recutting.following(desk.now, desk.instruction(path))
        if after is None or after.path != following:
            raise OfficeError(MOVED)
        return recutting.merge(desk.now, path, desk.source)

    _keep(directive_id, edit, house=house, actor=actor, now=now)


def drop(
    directive_id: int,
    path: str,
    *,
    back: bool = False,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Say that an instruction orders nothing, or that it does; as `write_cell`."""

    def edit(desk: Opened, _house: House) -> Reading:
        one = desk.instruction(path)
        changed = graded(replace(one, generic=not back))
        held = tuple(
            changed if other.path == path else other for other in desk.now.instructions
        )
        return replace(desk.now, instructions=held)

    _keep(directive_id, edit, house=house, actor=actor, now=now)


def add(
    directive_id: int, words: str, *, house: House, actor: Actor, now: datetime
) -> None:
    """Add an instruction by words that the machine did not see; as `write_cell`."""

    def edit(desk: Opened, _house: House) -> Reading:
        span = locate(words, desk.source)
        if span is None:
            raise OfficeError(
                "Không tìm thấy đoạn này trong văn bản; hãy chép đúng nguyên văn."
            )
        return recutting.added(desk.now, span, desk.source)

    _keep(directive_id, edit, house=house, actor=actor, now=now)


def _keep(
    directive_id: int,
    edit: Callable[[Opened, House], Reading],
    *,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    with unit_of_work() as session:
        desk = opened(session, directive_id, to_write=True)
        reading = edit(desk, in_force(session, house))
        correcting.keep(session, desk.row, reading, desk.registry, actor=actor, now=now)


def _corrected(desk: Opened, made: Correction, *, house: House) -> Reading:
    """Return the reading with one correction.

    What it leaves as the machine had read it keeps the machine's evidence.
    """
    machine = {one.path: one for one in desk.machine.instructions}
    base = replace(
        desk.now,
        instructions=tuple(
            machine[one.path] if one.path == made.path else one
            for one in desk.now.instructions
        ),
    )
    said = tuple(made if one.path == made.path else one for one in _said(desk.now))
    header = {name: getattr(desk.now.directive, name) for name in HEADER}
    return corrected(
        base, header, said, source=desk.source, calendar=house.calendar
    ).reading


def _said(reading: Reading) -> tuple[Correction, ...]:
    return tuple(_as_it_is(one) for one in reading.instructions)


def _as_it_is(one: Instruction) -> Correction:
    values = {name: getattr(one, name) for name in FIELDS}
    return Correction(one.path, values, one.span)
