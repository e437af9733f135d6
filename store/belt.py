"""The quick way along the belt: hand over and settle in one statement each.

A deliverer holds one connection on which every statement commits by itself, so that a
message costs two round trips and two commits. What is written is the same as by
`store.outbox` and `store.trail`: the row of the try, and an event in the message's
chain with the full new values.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import text

from store.engine import engine
from store.outbox import LEASE, Claimed
from store.tables import AttemptRow, DeliveryRow
from store.trail import SCHEMA_VERSION, Entry, sealed, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

_HAND_OVER = text("""
WITH ours AS (
    UPDATE deliveries
    SET state = 'handing_over', tries = tries + 1, leased_until = :until
    WHERE message_id = :message AND state = 'pending' AND leased_until = :lease
    RETURNING message_id, tries, channel, address
)
INSERT INTO attempts (id, message_id, n, channel, address, handed_over_at, status,
    ambiguous)
SELECT nextval('ids'), message_id, tries, channel, address, :now, 'handing_over', false
FROM ours RETURNING id, n
""")
# Nothing is written unless the lease is still ours and nobody wrote to the chain.
_SETTLE = text("""
WITH ours AS MATERIALIZED (
    SELECT message_id FROM deliveries
    WHERE message_id = :message AND leased_until = :lease FOR UPDATE
), head AS MATERIALIZED (
    SELECT h.aggregate_id FROM heads h, ours
    WHERE h.aggregate = 'message' AND h.aggregate_id = :chain AND h.hash = :previous
    FOR UPDATE OF h
), attempt AS (
    UPDATE attempts SET settled_at = :now, status = 'sent', code = :code,
        detail = :detail, ambiguous = false
    FROM head WHERE message_id = :message AND n = :tries
), delivery AS (
    UPDATE deliveries SET state = 'sent', next_try_at = :now, sent_at = :now,
        leased_until = NULL
    FROM head WHERE message_id = :message
), chain AS (
    UPDATE heads h SET seq = :seq, hash = :hash FROM head
    WHERE h.aggregate = 'message' AND h.aggregate_id = :chain
)
INSERT INTO events (aggregate, aggregate_id, seq, act, actor, at, schema_version,
    policy_version, calendar_version, rows, previous, hash)
SELECT 'message', :chain, :seq, 'sent', 'clock', :now, :schema_version, NULL, NULL,
    CAST(:rows AS jsonb), :previous, :hash
FROM head RETURNING id
""")


@contextmanager
def opened() -> Iterator[Connection]:
    """Hold a connection on which every statement commits by itself.

    Raises:
        DatabaseUnavailableError: The database does not answer.
    """
    with engine().connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")


def hand_over(
    line: Connection | Session, message: Claimed, *, now: datetime
) -> Claimed | None:
    """Note that the message leaves now, and renew its lease for the answer.

    Returns the claim as it now is; None when the lease was lost to another.
    """
    leased_until = now + LEASE
    made = line.execute(
        _HAND_OVER,
        {
            "message": message.message_id,
            "lease": message.leased_until,
            "until": leased_until,
            "now": now,
        },
    ).one_or_none()
    if made is None:
        return None
    return replace(
        message,
        attempt_id=made.id,
        tries=made.n,
        leased_until=leased_until,
        handed_over_at=now,
    )


def settle_sent(
    line: Connection | Session,
    message: Claimed,
    *,
    code: str | None,
    detail: str | None,
    now: datetime,
) -> bool:
    """Write that a message was sent.

    Returns False, and writes nothing, when this quick way is closed: the message was
    not handed over, the lease was lost to another, or somebody else wrote to the
    message's chain meanwhile.
    """
    if message.handed_over_at is None:
        return False
    rows = (
        written(
            AttemptRow,
            {
                "id": message.attempt_id,
                "message_id": message.message_id,
                "n": message.tries,
                "channel": message.channel,
                "address": message.address,
                "handed_over_at": message.handed_over_at,
                "settled_at": now,
                "status": "sent",
                "code": code,
                "detail": detail,
                "ambiguous": False,
            },
            changed=("settled_at", "status", "code", "detail", "ambiguous"),
        ),
        written(
            DeliveryRow,
            {
                "message_id": message.message_id,
                "state": "sent",
                "channel": message.channel,
                "address": message.address,
                "tries": message.tries,
                "next_try_at": now,
                "sent_at": now,
            },
            changed=("state", "next_try_at", "sent_at"),
        ),
    )
    chain = str(message.message_id)
    seq, previous = message.head
    event = sealed(
        Entry("message", chain, "sent", rows),
        seq=seq + 1,
        previous=previous,
        actor="clock",
        now=now,
    )
    done = line.execute(
        _SETTLE,
        {
            "message": message.message_id,
            "chain": chain,
            "lease": message.leased_until,
            "tries": message.tries,
            "code": code,
            "detail": detail,
            "now": now,
            "seq": seq + 1,
            "previous": previous,
            "hash": event.hash,
            "rows": event.rows,
            "schema_version": SCHEMA_VERSION,
        },
    )
    return done.scalar() is not None
