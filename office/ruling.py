"""Put a ladder in force: it holds for what is issued from now on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from office.errors import OfficeError
from office.in_force import ladders
from store import rules
from store.engine import unit_of_work
from store.policy_file import policy_of, read_policy
from store.tables import PolicyRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from directive.policy import Policy
    from office.actor import Actor
    from office.house import House


def put_policy(
    policy: Policy,
    document: Mapping[str, Any],
    *,
    house: House,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep a new version of the ladder; what was issued before keeps its own.

    Args:
        policy: The ladder, checked.
        document: The same as the policy file has it.
        house: Whose shipped ladder a new version may not pass itself off as.
        actor: The office.
        now: The moment, aware.

    Raises:
        OfficeError: This version was set before: what was issued under it relies
            on it.
    """
    with unit_of_work() as session:
        rules.lock(session)
        known = rules.policies(session)
        if policy.version in ladders(session, house):
            raise OfficeError(
                "Bản thang nhắc việc {version} đã có: hãy đặt version khác.",
                version=policy.version,
            )
        row = PolicyRow(
            version=policy.version,
            n=len(known) + 1,
            document=dict(document),
            set_at=now,
        )
        entry = Entry(
            "policy", policy.version, "set", (row,), policy_version=policy.version
        )
        record(session, [entry], actor=str(actor), now=now)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the ladder; `set_at` is None for the one that ships."""

    version: str
    set_at: datetime | None


def versions(house: House) -> Sequence[Version]:
    """Return every version of the ladder, the one in force first."""
    with unit_of_work() as session:
        rows = rules.policy_history(session)
        made = [Version(row.version, row.set_at) for row in rows]
    return [*made, Version(house.policy.version, None)]


def policy_of_version(
    version: str | None, *, house: House
) -> tuple[Policy, Mapping[str, Any]]:
    """Return a version of the ladder and its document; by default the one in force.

    Raises:
        OfficeError: There is no such version; the sentence names those there are.
    """
    with unit_of_work() as session:
        documents = rules.policy_documents(session)
    policy, shipped = read_policy()
    known = {policy.version: shipped, **documents}
    wanted = version or (list(documents) or [house.policy.version])[-1]
    if wanted not in known:
        raise OfficeError(
            "Không có bản {wanted}; hiện có: {known}.",
            wanted=wanted,
            known=", ".join(known),
        )
    return policy_of(known[wanted]), known[wanted]
