"""Read a whole document: the one way from its text to a `Reading`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directive.clarity import graded
from directive.errors import DirectiveError
from directive.model import Reading
from directive.reading.bases import read_amendments, read_bases
from directive.reading.citations import citations, mask
from directive.reading.found import Reader
from directive.reading.grids import find_grids
from directive.reading.items import read_items
from directive.reading.layout import read_frame
from directive.reading.letters import letter
from directive.reading.outline import MOST_POINTS, TOO_MANY, outline
from directive.reading.rows import read_row
from directive.reading.secrecy import refuse_secret
from directive.reading.tables import find_tables
from directive.reading.text import View

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


MOST_LINES = 30_000  # 600 pages
LINE_ENDS = "\n\r\t\x0b\x0c\x85\u2028\u2029"
TOO_LONG = (
    f"not a directive: it has more than {MOST_LINES} lines and columns; "
    "give the document's own text, without what it was joined with"
)


def read(text: str, *, working_day_on_or_before: Callable[[date], date]) -> Reading:
    """Return what a document orders: its frame, its instructions and their gaps.

    Args:
        text: The document's text; all spans count its characters.
        working_day_on_or_before: The last working day not after a day.

    Raises:
        SecretDocumentError: It bears a secrecy mark.
        ImpossibleDateError: It names a day of issue or a deadline that does not exist.
        DirectiveError: It is not a directive, or orders nothing.
    """
    if sum(map(text.count, LINE_ENDS)) > MOST_LINES:
        raise DirectiveError(TOO_LONG)
    view = View.of(text)
    refuse_secret(view)
    frame = read_frame(view)
    cited = citations(view)
    reader = Reader(
        view, mask(view, cited), frame.directive.issued_on, working_day_on_or_before
    )
    tables = [
        *find_tables(view, frame.start, len(view.key)),
        *find_grids(view, frame.start, len(view.key)),
    ]
    body_end = min([frame.end, *(place[0] for place, _ in tables)])
    blocks = outline(view, frame.start, body_end) or letter(view, frame.start, body_end)
    first = blocks[0].start if blocks else frame.end
    instructions = read_items(
        reader, blocks, preamble=(frame.start, first), kind=frame.directive.kind
    )
    for start, whole_end in frame.annexes:
        end = min([whole_end, *(p[0] for p, _ in tables if p[0] >= start)])
        annexed = [
            replace(block, path=f"PL.{block.path}")
            for block in outline(view, start, end)
        ]
        found = read_items(
            reader, tuple(annexed), preamble=(start, start), kind=frame.directive.kind
        )
        instructions += [one for one in found if not one.path.startswith("PL.close")]
    instructions += [read_row(reader, row) for _, rows in tables for row in rows]
    if len(instructions) > MOST_POINTS:
        raise DirectiveError(TOO_MANY)
    if not instructions:
        message = (
            "not a directive: nobody is told to do anything in it; "
            "give the document's full text, with its numbered points"
        )
        raise DirectiveError(message)
    directive = replace(
        frame.directive,
        legal_bases=read_bases(view, cited, frame.start, first),
        amends=read_amendments(view, cited, frame.start, frame.end),
    )
    return Reading(directive, tuple(graded(one) for one in instructions))
