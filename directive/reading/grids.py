"""Tables of tasks whose rows are lines, with a tab between cells.

STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian | Sản phẩm, as a DOCX or PDF has it
or as it is pasted from a sheet. No cell is guessed: each stands under its head.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from directive.reading.tables import COLUMNS, GROUP, NUMBER_HEAD, ROW, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directive.reading.tables import Place
    from directive.reading.text import Line, View

NARROWEST = 3
TELLING = frozenset({"lead", "actor", "time", "partner"})  # what makes it one of tasks
NUMBERED_HEAD = re.compile(r"\(?\d{1,2}\)?$")  # (1) (2) (3) below the heads


@dataclass(slots=True)
class Grid:
    """A table in the making: its columns, and the rows so far."""

    start: int
    end: int
    width: int
    columns: dict[int, str]
    group: str = ""
    number: str = ""
    below: int = 0  # rows without a number after the last numbered one
    rows: list[Row] = field(default_factory=list)

    def add(self, view: View, cells: Sequence[Place]) -> None:
        """Take the next row in: a task, the title of a group, or a head again."""
        self.end = max(cell[1] for cell in cells)
        first = view.key[slice(*cells[0])]
        full = [at for at, cell in enumerate(cells) if cell[0] < cell[1]]
        if NUMBER_HEAD.match(first) or all(
            NUMBERED_HEAD.match(view.key, *cells[at]) for at in full
        ):
            return
        heading = GROUP.match(first)
        if heading and not ROW.match(first) and len(full) <= len(cells) - 2:
            self.group, self.number = f"{heading['group'].upper()}.", ""
            return
        found = {self.columns[at]: cells[at] for at in full if at in self.columns}
        task = found.pop("task", None)
        path = self._path(ROW.match(first), first)
        if task and path:
            self.rows.append(Row(path, task, "lead" in self.columns.values(), found))

    def _path(self, numbered: re.Match[str] | None, first: str) -> str:
        if numbered:
            self.number, self.below = numbered["number"], 0
            return f"PL.{self.group}{self.number}"
        if first or not self.number:
            return ""
        self.below += 1
        return f"PL.{self.group}{self.number}.p{self.below}"


def find_grids(view: View, start: int, end: int) -> list[tuple[Place, list[Row]]]:
    """Return the tables of tasks in [start, end) whose rows are lines."""
    if "\t" not in view.source:
        return []
    grids: list[Grid] = []
    open_: Grid | None = None
    for line in view.lines:
        if not start <= line.start < end:
            continue
        cells = _cells(view, line)
        if open_ is not None and len(cells) == open_.width:
            open_.add(view, cells)
            continue
        open_ = None
        columns = _head(view, cells)
        if columns:
            open_ = Grid(line.start, line.end, len(cells), columns)
            grids.append(open_)
    return [((grid.start, grid.end), grid.rows) for grid in grids if grid.rows]


def _head(view: View, cells: Sequence[Place]) -> dict[int, str]:
    """Return the columns by their places when a line is a table's head."""
    if len(cells) < NARROWEST or not NUMBER_HEAD.match(view.key[slice(*cells[0])]):
        return {}
    columns: dict[int, str] = {}
    for at, cell in enumerate(cells[1:], 1):
        words = view.key[slice(*cell)]
        name = next((n for n, p in COLUMNS.items() if p.match(words)), None)
        if name is not None and name not in columns.values():
            columns[at] = name
    names = set(columns.values())
    return columns if "task" in names and TELLING & names else {}


def _cells(view: View, line: Line) -> list[Place]:
    """Return the cells of a line between its tabs, the empty ones too."""
    source = view.source
    at = source.rfind("\n", 0, view.starts[line.start]) + 1
    end = source.find("\n", view.starts[line.start])
    cells: list[Place] = []
    for words in source[at : end if end >= 0 else len(source)].split("\t"):
        start, stop = (
            bisect_left(view.starts, offset, line.start, line.end)
            for offset in (at, at + len(words))
        )
        cells.append(view.trim(start, stop))
        at += len(words) + 1
    return cells
