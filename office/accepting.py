"""Accept what the audit found: it stays listed, and raises no alarm any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office import auditing
from office.errors import NotFoundError, OfficeError
from store import ids
from store.engine import unit_of_work
from store.tables import AcceptedFindingRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from directive.findings import Finding
    from office.actor import Actor
    from office.house import House


def accept(
    key: str, *, reason: str, house: House, actor: Actor, now: datetime
) -> Finding:
    """Accept a finding that the audit makes now, with a reason; return it.

    A missed morning cannot be made up for: who has looked into it says so, once. The
    same kind of thing at another place or moment is a finding of its own.

    Args:
        key: The finding, as the audit names it.
        reason: Why it needs nobody any more.
        house: As for the audit.
        actor: Who accepts it.
        now: The moment, aware.

    Raises:
        OfficeError: No reason is given, or it was accepted before.
        NotFoundError: The audit finds no such thing.
    """
    if not reason.strip():
        raise OfficeError("Phải nêu lý do.")
    found = auditing.audit_promises(house, now)
    if any(one.finding.key == key for one in found.accepted):
        raise OfficeError("Phát hiện {key} đã được chấp nhận.", key=key)
    finding = next((one for one in found.findings if one.key == key), None)
    if finding is None:
        raise NotFoundError("Không có phát hiện nào mang mã {key}.", key=key)
    with unit_of_work() as session:
        row = AcceptedFindingRow(
            id=ids.take(session),
            key=finding.key,
            kind=finding.kind,
            place=finding.where,
            what=finding.what,
            reason=reason.strip(),
            accepted_by=str(actor),
            accepted_at=now,
        )
        entry = Entry(
            "finding",
            finding.key,
            "accept",
            (row,),
            policy_version=house.policy.version,
            calendar_version=house.calendar.version,
            reason=row.reason,
        )
        record(session, [entry], actor=str(actor), now=now)
    return finding
