"""What the auditor asks of messages, deliveries and attempts: each query one fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

from directive.findings import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

DIGESTS = ("reminder_digest", "overdue_digest", "escalation_digest")


@dataclass(frozen=True, slots=True)
class Question:
    """A fault with the rule it breaks; the query gives where, what and when of each.

    Queries may use `:digests`, the kinds of which a post has one a day, and `:late`,
    the moment before which what was to be sent should have been.
    """

    kind: Kind
    rule: str
    query: str


QUESTIONS = (
    Question(
        Kind.NO_DELIVERY,
        "a message is queued with its delivery",
        """
        SELECT 'message ' || m.id, 'it has no delivery', m.created_at
        FROM messages m LEFT JOIN deliveries d ON d.message_id = m.id
        WHERE d.message_id IS NULL
        """,
    ),
    Question(
        Kind.NOT_DELIVERED,
        "what waits is tried when its time has come",
        """
        SELECT 'message ' || message_id, state || ' since ' || next_try_at, next_try_at
        FROM deliveries
        WHERE state IN ('pending', 'handing_over')
          AND greatest(next_try_at, leased_until) < :late
        """,
    ),
    Question(
        Kind.NO_OFFICE_TASK,
        "what fails for good becomes a task of the office",
        """
        SELECT 'message ' || d.message_id, 'failed to ' || d.channel, d.next_try_at
        FROM deliveries d
        WHERE d.state = 'failed' AND NOT EXISTS (
            SELECT FROM office_tasks t WHERE t.message_id = d.message_id)
        """,
    ),
    Question(
        Kind.SENT_WITHOUT_ATTEMPT,
        "sent is what an attempt was answered with",
        """
        SELECT 'message ' || d.message_id, 'settled as sent at ' || d.sent_at, d.sent_at
        FROM deliveries d
        WHERE d.state = 'sent' AND NOT EXISTS (
            SELECT FROM attempts a
            WHERE a.message_id = d.message_id AND a.status = 'sent')
        """,
    ),
    Question(
        Kind.DOUBLED_SEND,
        "a message that was sent is not handed over again",
        """
        SELECT 'message ' || a.message_id,
               'try ' || b.n || ' after try ' || a.n || ' had sent it',
               b.handed_over_at
        FROM attempts a JOIN attempts b ON b.message_id = a.message_id AND b.n > a.n
        WHERE a.status = 'sent'
        """,
    ),
    Question(
        Kind.DOUBLED_SEND,
        "a Message-ID belongs to one message",
        """
        SELECT 'message ' || max(id), count(*) || ' messages are ' || header_id,
               max(created_at)
        FROM messages GROUP BY header_id HAVING count(*) > 1
        """,
    ),
    Question(
        Kind.LOST_ATTEMPT,
        "every try is kept",
        """
        SELECT 'message ' || d.message_id,
               d.tries || ' tries, ' || count(a.id) || ' are kept',
               coalesce(d.sent_at, d.next_try_at)
        FROM deliveries d LEFT JOIN attempts a ON a.message_id = d.message_id
        GROUP BY d.message_id HAVING count(a.id) < d.tries
        """,
    ),
    Question(
        Kind.WITHOUT_HAND_OVER,
        "a try is committed before the message leaves, and counted",
        """
        SELECT 'message ' || a.message_id, 'try ' || a.n || ', ' || a.status,
               a.handed_over_at
        FROM attempts a LEFT JOIN deliveries d ON d.message_id = a.message_id
        WHERE a.n > coalesce(d.tries, 0)
           OR a.settled_at < a.handed_over_at
           OR (a.settled_at IS NULL AND d.state <> 'handing_over')
           OR (a.settled_at IS NULL) <> (a.status = 'handing_over')
        """,
    ),
    Question(
        Kind.WRONG_CONTACT,
        "a message goes to an address of its post, or of an account of its agency",
        """
        WITH known AS (
            SELECT post_id, address FROM contacts
            UNION
            SELECT (w -> 'values' ->> 'post_id')::bigint, w -> 'values' ->> 'address'
            FROM events, jsonb_array_elements(rows -> 'written') w
            WHERE aggregate = 'agency' AND w ->> 'table' = 'contacts'
            UNION
            SELECT p.id, u.login FROM users u JOIN posts p USING (agency_code)
        ), used AS (
            SELECT message_id, address FROM deliveries WHERE channel <> 'none'
            UNION
            SELECT message_id, address FROM attempts
        )
        SELECT 'message ' || u.message_id, 'the address is none of post ' || m.post_id,
               m.created_at
        FROM used u JOIN messages m ON m.id = u.message_id
        LEFT JOIN known k ON k.post_id = m.post_id AND k.address = u.address
        WHERE k.post_id IS NULL
        """,
    ),
    Question(
        Kind.OVER_BUDGET,
        "at most one digest for each post, kind and office day",
        """
        SELECT 'post ' || post_id, count(*) || ' of ' || kind || ' on ' || office_day,
               max(created_at)
        FROM messages WHERE kind = ANY(:digests) OR kind = 'follow_up_digest'
        GROUP BY post_id, kind, office_day HAVING count(*) > 1
        """,
    ),
    Question(
        Kind.WRONG_DAY,
        "the office day of a message is the day it was made",
        """
        SELECT 'message ' || id, office_day || ', made at ' || created_at, created_at
        FROM messages
        WHERE office_day <> (created_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
        """,
    ),
    Question(
        Kind.MESSAGE_WITHOUT_PROMISE,
        "a digest tells of promises, or of what became of escalations",
        """
        SELECT 'message ' || m.id, m.kind || ' of ' || m.office_day, m.created_at
        FROM messages m
        WHERE m.kind = ANY(:digests) AND NOT EXISTS (
            SELECT FROM reminders r WHERE r.message_id = m.id)
          AND NOT EXISTS (
            SELECT FROM escalations e WHERE e.post_id = m.post_id
              AND m.created_at IN (e.returned_at, e.closing_told_at))
        """,
    ),
    Question(
        Kind.WRONG_MESSAGE,
        "a promise is in a message of its post and kind that names the assignment",
        """
        SELECT 'promise ' || r.id, 'gathered into message ' || m.id, m.created_at
        FROM reminders r
        JOIN messages m ON m.id = r.message_id
        JOIN obligations o ON o.id = r.obligation_id
        WHERE r.post_id <> m.post_id OR r.digest <> m.kind
           OR m.created_at < r.promised_at
           OR NOT m.assignment_ids @> to_jsonb(o.assignment_id)
        """,
    ),
)  # fmt: skip


def faults(
    session: Session, *, late: datetime
) -> Iterator[tuple[Question, str, str, datetime | None]]:
    """Yield every case of every fault: the question, where, what, when.

    Args:
        session: Where the ledger is.
        late: What should have left before this moment (aware) and did not, is late.
    """
    for question in QUESTIONS:
        given = {"late": late, "digests": list(DIGESTS)}
        used = {name: given[name] for name in given if f":{name}" in question.query}
        for where, what, at in session.execute(text(question.query), used):
            yield question, where, what, at


def digests(session: Session) -> Iterator[tuple[int, datetime, datetime | None]]:
    """Yield each digest of a day: number, when it was made and first handed over."""
    found = session.execute(
        text(
            """
            SELECT m.id, m.created_at, a.handed_over_at
            FROM messages m LEFT JOIN attempts a ON a.message_id = m.id AND a.n = 1
            WHERE m.kind = ANY(:digests)
            """
        ).execution_options(yield_per=1000),
        {"digests": list(DIGESTS)},
    )
    yield from found.tuples()


def sent(session: Session) -> Iterator[tuple[str, str, int]]:
    """Yield each message that counts as sent: where, Message-ID, its unclear tries."""
    found = session.execute(
        text(
            """
            SELECT 'message ' || m.id, m.header_id,
                   (SELECT count(*) FROM attempts a
                    WHERE a.message_id = m.id AND a.ambiguous)
            FROM messages m JOIN deliveries d ON d.message_id = m.id
            WHERE d.state = 'sent'
            """
        ).execution_options(yield_per=1000)
    )
    yield from found.tuples()


def header_ids(session: Session) -> Iterator[str]:
    """Yield the Message-ID of every message."""
    found = session.execute(text("SELECT header_id FROM messages"))
    yield from found.scalars()


def count(session: Session) -> tuple[int, int]:
    """Return how many promises and how many messages there are."""
    found = session.execute(
        text("SELECT (SELECT count(*) FROM reminders), (SELECT count(*) FROM messages)")
    )
    promises, messages = found.one()
    return promises, messages
