"""What the frame of a document says, and where its body stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.errors import DirectiveError
from directive.model import Directive
from directive.reading import footer, header
from directive.reading.addressees import read_addressees
from directive.reading.cells import Cell, cells_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.reading.text import View

# An annex in prose. Lists of petitions, forms and maps order nothing.
ANNEXED = re.compile(r"(?:kế hoạch|quy chế|quy định|chương trình|đề án|phương án)$")
HEADING = 4  # cells in which an annex says what it is
SHORTEST = 4  # cells of an annex; less is a stamp or a page number
HEAD = 60  # cells in which a header is looked for


@dataclass(frozen=True, slots=True)
class Frame:
    """The header and footer as read, and the body between them (view positions)."""

    directive: Directive
    start: int
    end: int
    annexes: tuple[tuple[int, int], ...] = ()


def read_frame(view: View) -> Frame:
    """Read everything but the instructions; what is blank in the source is None.

    Raises:
        DirectiveError: Nothing says that this is a directive.
        ImpossibleDateError: The day of issue does not exist.
    """
    cells = cells_of(view)
    head = cells[:HEAD]
    numbered = header.read_number(view, head)
    number_at, number, symbol = numbered or (0, None, None)
    dateline = header.read_dateline(view, head[number_at:])
    kind, kind_at = header.read_kind(head, symbol)
    addressees, after = read_addressees(cells, telegram=kind == "Công điện")
    if numbered is None and kind_at < 0 and not addressees:
        message = (
            "not a directive: it has no number and symbol (“Số: …/…”), no kind in "
            "capitals (“CHỈ THỊ”) and no “Kính gửi”; give the document's full text"
        )
        raise DirectiveError(message)
    title, title_end = header.read_title(head, kind_at, dateline)
    start = max(title_end, dateline.end if dateline else 0, _end(cells, after))
    begin = next((i for i, c in enumerate(cells) if c.start >= start), len(cells))
    foot = footer.footer_starts(cells, begin)
    directive = Directive(
        kind=kind,
        number=number,
        symbol=symbol,
        issuer=header.read_issuer(_above(head, number_at, kind_at)),
        place=dateline.place if dateline else None,
        issued_on=dateline.issued_on if dateline else None,
        issued_partial=dateline.partial if dateline else None,
        title=title,
        urgency=header.read_urgency(head),
        addressees=addressees,
        signatory=footer.read_signatory(cells[foot:]),
        copies=footer.read_copies(cells[foot:]),
    )
    end = cells[foot].start if foot < len(cells) else len(view.key)
    return Frame(directive, min(start, end), end, tuple(_annexes(cells, foot)))


def _annexes(cells: tuple[Cell, ...], foot: int) -> Iterator[tuple[int, int]]:
    """Yield what follows each signature: an annexed plan, a table of tasks."""
    at = foot
    while at < len(cells):
        after = footer.signature_end(cells, at)
        if after is None:
            at += 1
            continue
        at = footer.footer_starts(cells, after)
        heading = cells[after : after + HEADING]
        if at - after >= SHORTEST and any(ANNEXED.match(c.key) for c in heading):
            yield cells[after].start, cells[at - 1].end


def _above(head: tuple[Cell, ...], number_at: int, kind_at: int) -> tuple[Cell, ...]:
    return head[: number_at or max(kind_at, 0)]


def _end(cells: tuple[Cell, ...], after: int) -> int:
    return cells[after - 1].end if after else 0
