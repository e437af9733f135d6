"""Rows of a table of tasks as instructions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from directive.model import Role
from directive.reading.drafts import Draft, build
from directive.reading.partners import partners_of
from directive.reading.phrases import names_at
from directive.reading.results import outcome_of
from directive.reading.roles import LEAD
from directive.reading.rules import Rule
from directive.reading.times import read_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directive.model import Instruction
    from directive.reading.found import Reader
    from directive.reading.tables import Place, Row

ENDINGS = " .,;:/"
# "Sở Nội vụ chủ trì tham mưu …": the field is a sentence.
SENTENCE = re.compile(r" (?:chủ trì|chịu trách nhiệm|phối hợp|là cơ quan)")
BETWEEN = re.compile(r" ?[;,] |,? và ")


def read_row(reader: Reader, row: Row) -> Instruction:
    """Return the instruction of one row: its cells say who, when and what comes out."""
    place = reader.view.trim(*row.task, ENDINGS)
    told = outcome_of(reader.view, reader.masked, *place, timed=False)
    outcome = replace(told, results=())  # a table has a column for what comes out
    draft = Draft(path=row.path, place=place, outcome=outcome)
    return build(reader, with_cells(reader, draft, row.cells, rule=Rule.COLUMN))


def with_cells(
    reader: Reader, draft: Draft, cells: Mapping[str, Place], *, rule: Rule
) -> Draft:
    """Return the draft as its cells or fields have it: they beat the sentence."""
    who = cells.get("lead") or cells.get("actor")
    if who and (names := names_in(reader, who)):
        leads = "lead" in cells or LEAD.search(reader.view.key, *who)
        draft = replace(
            draft,
            names=names,
            names_rule=rule,
            role=Role.LEAD if leads else Role.PERFORM,
            role_place=who,
            role_rule=rule,
            partners=partners_of(reader.view, *who),
        )
    if "partner" in cells:
        draft = replace(draft, partners=names_in(reader, cells["partner"]))
    if "time" in cells and (found := read_time(reader, *cells["time"])):
        draft = replace(draft, deadlines=(found,))
    if "result" in cells:
        start, end = reader.view.trim(*cells["result"], ENDINGS)
        results = ((start, end, rule),) if start < end else ()
        draft = replace(draft, outcome=replace(draft.outcome, results=results))
    return draft


def names_in(reader: Reader, cell: Place) -> tuple[Place, ...]:
    """Return the names of a cell that holds nothing else."""
    view = reader.view
    start, end = view.trim(*cell, ENDINGS)
    places: list[Place] = []
    while start < end:
        names = names_at(view, start, end)
        places += names
        at = names[-1][1] if names else start
        if names and SENTENCE.match(view.key, at, end):
            break
        joint = BETWEEN.search(view.key, at, end)
        stop = joint.start() if joint else end
        if not names and not places:
            places.append(view.trim(start, stop, ENDINGS))
        start = joint.end() if joint else end
    return tuple(place for place in places if place[0] < place[1])
