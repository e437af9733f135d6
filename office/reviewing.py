"""A document that waits for its check: what the machine read, what holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from directive.correcting import HEADER
from directive.model import Directive, Reading, Urgency
from directive.reading.stored import instruction_of
from directive.resolution import Resolver
from directive.sentence import Sentence
from office.errors import NotFoundError, OfficeError
from office.viewing import text_of
from store import directives, people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from directive.model import Instruction
    from directive.registry import Registry
    from store.tables import DirectiveRow, InstructionRow

LOST = Sentence("Không còn bản chữ của văn bản này nên không sửa được kết quả đọc.")
CONFIRMED = Sentence(
    "Kết quả đọc văn bản này đã được xác nhận; hãy mở lại trước khi sửa."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with both readings; `machine` has of each path what was read first.

    What a person added, or cut otherwise, is in `machine` as it is now.
    """

    row: DirectiveRow
    source: str
    now: Reading
    machine: Reading
    registry: Registry
    resolver: Resolver
    orders: Sequence[InstructionRow]

    def instruction(self, path: str) -> Instruction:
        """Return one instruction as it is now.

        Raises:
            NotFoundError: There is none of this path.
        """
        for one in self.now.instructions:
            if one.path == path:
                return one
        raise NotFoundError("Không có nội dung chỉ đạo này trong văn bản.")


def opened(session: Session, directive_id: int, *, to_write: bool = False) -> Opened:
    """Return a document with its readings; locked when it is `to_write`.

    Raises:
        NotFoundError: There is no such document.
        OfficeError: It is to be written and was confirmed, or its text is gone.
    """
    found = directives.lock if to_write else directives.find
    row = found(session, directive_id)
    if row is None:
        raise NotFoundError("Không tìm thấy văn bản này.")
    if to_write and row.stage != "received":
        raise OfficeError(CONFIRMED)
    source = text_of(row)
    if source is None:
        raise OfficeError(LOST)
    registry = people.registry(session, with_ended=row.issued_at is not None)
    orders = directives.instructions(session, directive_id)
    now, machine = [], []
    for order in orders:
        held = instruction_of(order.reading)
        first = instruction_of(order.machine_reading or order.reading)
        now.append(held)
        machine.append(first if first.span == held.span else held)
    header = {name: getattr(row, name) for name in HEADER}
    return Opened(
        row=row,
        source=source,
        now=Reading(_header(header), tuple(now)),
        machine=Reading(_header(row.machine_header or header), tuple(machine)),
        registry=registry,
        resolver=Resolver.of(registry),
        orders=orders,
    )


def _header(values: Mapping[str, Any]) -> Directive:
    day = values["issued_on"]
    return Directive(
        **{
            **values,
            "issued_on": date.fromisoformat(day) if isinstance(day, str) else day,
            "urgency": Urgency(values["urgency"]),
            "addressees": tuple(values["addressees"]),
        }
    )
