"""Open a confirmed reading for correction again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.reading.stored import instruction_of
from directive.resolution import Resolver
from office import amending, intake, telling
from office.errors import NotFoundError, OfficeError
from store import amendments, directives, people
from store.engine import unit_of_work
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from store.tables import DirectiveRow, OfficeTaskRow


def reopen(directive_id: int, *, actor: Actor, now: datetime) -> None:
    """Open a confirmed reading for correction again; it has to be confirmed anew.

    Agencies that were added or left out as it was confirmed are so no more, and what
    it asked about earlier directives is not asked any more.

    Raises:
        NotFoundError: There is no such document.
        OfficeError: It is not confirmed, or was issued.
    """
    with unit_of_work() as session:
        row = directives.lock(session, directive_id)
        if row is None:
            raise NotFoundError("Không tìm thấy văn bản này.")
        if row.stage != "confirmed":
            raise OfficeError("Chỉ mở lại được văn bản đã xác nhận và chưa ban hành.")
        row.stage, row.confirmed_at = "received", None
        resolver = Resolver.of(people.registry(session))
        orders = directives.instructions(session, directive_id)
        with session.no_autoflush:  # rows are written with their event, not before
            for order in orders:
                read = instruction_of(order.reading)
                values = intake.instruction_values(read, resolver)
                order.agency_codes = values["agency_codes"]
            asked = _asked(session, row, now=now)
        entry = Entry("directive", str(row.id), "reopen", (row, *orders, *asked))
        record(session, [entry], actor=str(actor), now=now)


def _asked(
    session: Session, row: DirectiveRow, *, now: datetime
) -> list[OfficeTaskRow]:
    """Return the questions that this document asked, closed."""
    cited = telling.directive_number(row)
    found = [
        task
        for one in row.amends or ()
        if one["earlier"]
        for task in amendments.open_tasks(session, amending.TASK, one["earlier"])
        if task.reason.startswith(cited)
    ]
    for task in found:
        task.closed_at = now
    return found
