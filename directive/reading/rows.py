"""Rows of a table of tasks as instructions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.model import Role
from directive.reading.drafts import Draft, build
from directive.reading.phrases import names_at
from directive.reading.results import Outcome
from directive.reading.times import read_time

if TYPE_CHECKING:
    from directive.model import Instruction
    from directive.reading.due import Reader
    from directive.reading.tables import Place, Row

ENDINGS = " .,;:/"
BETWEEN = re.compile(r" ?; ?")


def read_row(reader: Reader, row: Row) -> Instruction:
    """Return the instruction of one row: its cells say who, when and what comes out."""
    view = reader.view
    who = row.cells.get("lead") or row.cells.get("actor")
    partner = row.cells.get("partner")
    time = row.cells.get("time")
    result = row.cells.get("result")
    found = read_time(reader, *time) if time else None
    outcome = Outcome()
    if result:
        place = view.trim(*result, ENDINGS)
        outcome = Outcome(results=((*place, "column"),) if place[0] < place[1] else ())
    return build(
        reader,
        Draft(
            path=row.path,
            place=view.trim(*row.task, ENDINGS),
            names=names_in(reader, who) if who else (),
            names_rule="column",
            role=Role.LEAD if row.leads else Role.PERFORM,
            role_place=who or (0, 0),
            role_rule="column",
            partners=names_in(reader, partner) if partner else (),
            deadlines=(found,) if found else (),
            outcome=outcome,
        ),
    )


def names_in(reader: Reader, cell: Place) -> tuple[Place, ...]:
    """Return the names of a cell that holds nothing else."""
    view = reader.view
    start, end = view.trim(*cell, ENDINGS)
    names = names_at(view, start, end)
    if names and names[-1][1] >= end:
        return tuple(names)
    places: list[Place] = []
    for joint in [*BETWEEN.finditer(view.key, start, end), None]:
        stop = joint.start() if joint else end
        part = names_at(view, start, stop)
        whole = part and part[-1][1] >= stop
        places += part if whole else [view.trim(start, stop, ENDINGS)]
        start = joint.end() if joint else end
    return tuple(place for place in places if place[0] < place[1])
