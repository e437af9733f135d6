"""Answer what becomes of the open work of a document that a newer one changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office import amending
from office.errors import NotFoundError, OfficeError
from store import directives
from store.engine import unit_of_work

if TYPE_CHECKING:
    from datetime import date, datetime

    from office.actor import Actor
    from office.amending import Amended
    from office.house import House


def decide(
    directive_id: int,
    earlier: int,
    act: str,
    *,
    until: date | None,
    reason: str | None,
    house: House,
    actor: Actor,
    now: datetime,
) -> Amended:
    """Withdraw, move or keep the open work of the earlier of two linked documents.

    Args:
        directive_id: The newer one.
        earlier: The one that it changes.
        act: "withdraw", "move" or "keep".
        until: The last permitted day from now on, to move.
        reason: Why; None: by the newer document.
        house: Calendar of the office, and who speaks.
        actor: The office or a leader.
        now: The moment, aware.

    Raises:
        NotFoundError: The two are not linked, or nothing of the earlier is open.
        OfficeError: The act is none of these, or has no day or a day that is past.
    """
    with unit_of_work() as session:
        row = directives.find(session, directive_id)
        linked = {one["earlier"] for one in (row.amends if row else None) or ()}
    if earlier not in linked:
        raise NotFoundError("Văn bản này không thay đổi văn bản đó.")
    match act:
        case "withdraw":
            return amending.withdraw(
                earlier, reason=reason, house=house, actor=actor, now=now
            )
        case "move" if until is not None:
            return amending.move(
                earlier,
                until=until,
                reason=reason,
                house=house,
                actor=actor,
                now=now,
            )
        case "move":
            raise OfficeError("Hãy nhập thời hạn mới.")
        case "keep":
            return amending.keep(earlier, actor=actor, now=now)
        case _:
            raise OfficeError("Hãy chọn một cách xử lý.")
