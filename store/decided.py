"""What the auditor asks of messages that no ladder asks for, but a decision does.

What is decided about an assignment is told to its agency in the transaction that
writes it: the message bears the moment of the event. An act is compared with its
message by that moment and the assignment; nothing of what queues messages is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import TextClause
    from sqlalchemy.orm import Session

# act of an assignment's event -> the kind of message it asks for, to whose which post
_BOTH = """
    WITH asked(act, kind, duty, former) AS (VALUES
        ('issue', 'issued', 'focal_point', false),
        ('reassign', 'issued', 'focal_point', false),
        ('reassign', 'assignment_decided', 'focal_point', true),
        ('suspend', 'assignment_decided', 'focal_point', false),
        ('resume', 'assignment_decided', 'focal_point', false),
        ('withdraw', 'assignment_decided', 'focal_point', false),
        ('reopen', 'assignment_decided', 'focal_point', false),
        ('return', 'returned', 'focal_point', false),
        ('grant_extension', 'extension_decided', 'focal_point', false),
        ('refuse_extension', 'extension_decided', 'focal_point', false),
        ('set_due', 'due_set', 'focal_point', false),
        ('shift', 'calendar_changed', 'focal_point', false),
        ('ask_explanation', 'explanation_asked', 'head', false)
    ),
    done AS MATERIALIZED (
        SELECT e.aggregate_id::bigint AS assignment, e.aggregate_id AS chain, e.seq,
               e.at, a.act, a.kind, a.duty, a.former
        FROM events e JOIN asked a ON a.act = e.act
        WHERE e.aggregate = 'assignment'
    ), told AS MATERIALIZED (
        SELECT m.id, m.kind, m.created_at AS at, m.post_id, x::bigint AS assignment
        FROM messages m CROSS JOIN jsonb_array_elements_text(m.assignment_ids) x
        WHERE m.kind IN (SELECT kind FROM asked)
    )
"""


def _query(question: str) -> TextClause:
    return text(f"{_BOTH}{question}")


_MISSING = _query(
    """
    SELECT DISTINCT a.code, d.act, d.kind, d.at
    FROM done d JOIN assignments a ON a.id = d.assignment
    LEFT JOIN told t
        ON t.assignment = d.assignment AND t.kind = d.kind AND t.at = d.at
    WHERE t.id IS NULL
    ORDER BY d.at, a.code
    """
)
_WITHOUT = _query(
    """
    SELECT DISTINCT t.id, t.kind, t.at
    FROM told t LEFT JOIN done d
        ON t.assignment = d.assignment AND t.kind = d.kind AND t.at = d.at
    WHERE d.seq IS NULL
    ORDER BY t.id
    """
)
_DOUBLED = _query(
    """
    SELECT max(t.id), t.kind, t.at
    FROM told t
    GROUP BY t.assignment, t.kind, t.at HAVING count(DISTINCT t.id) > 1
    """
)
# The agency is that of the event, or of the event before it: who had it until then.
_UNUSUAL = _query(
    """
    , moved AS (SELECT DISTINCT assignment FROM done WHERE act = 'reassign')
    , heard AS (
        SELECT DISTINCT t.id, t.post_id, t.at, d.duty,
            CASE WHEN m.assignment IS NULL THEN a.agency_code ELSE (
                SELECT w -> 'values' ->> 'agency_code'
                FROM events e, jsonb_array_elements(e.rows -> 'written') w
                WHERE e.aggregate = 'assignment' AND e.aggregate_id = d.chain
                  AND w ->> 'table' = 'assignments' AND e.seq <= d.seq - d.former::int
                ORDER BY e.seq DESC LIMIT 1
            ) END AS agency
        FROM told t
        JOIN done d
            ON t.assignment = d.assignment AND t.kind = d.kind AND t.at = d.at
        JOIN assignments a ON a.id = t.assignment
        LEFT JOIN moved m ON m.assignment = t.assignment
    )
    SELECT h.id, h.post_id, h.at, h.duty, h.agency
    FROM heard h
    LEFT JOIN posts p ON p.agency_code = h.agency AND p.duty = h.duty
    WHERE p.id IS DISTINCT FROM h.post_id
       OR EXISTS (SELECT FROM absences b WHERE b.post_id = p.id)
    ORDER BY h.id
    """
)


class Untold(NamedTuple):
    """A decision that no message tells."""

    assignment: str
    act: str
    kind: str
    at: datetime


class Letter(NamedTuple):
    """A message that no decision, or another message too, explains."""

    id: int
    kind: str
    at: datetime


class Heard(NamedTuple):
    """A message that went to another post than the agency's own, or to one away."""

    message: int
    post: int
    at: datetime
    duty: str
    agency: str


def untold(session: Session) -> Iterator[Untold]:
    """Yield each decision about an assignment that its agency was not told of."""
    yield from map(Untold._make, session.execute(_MISSING))


def unasked(session: Session) -> Iterator[Letter]:
    """Yield each message about a decision that was never made at its moment."""
    yield from map(Letter._make, session.execute(_WITHOUT))


def doubled(session: Session) -> Iterator[Letter]:
    """Yield the later of two messages about one decision."""
    yield from map(Letter._make, session.execute(_DOUBLED))


def unusual(session: Session) -> Iterator[Heard]:
    """Yield each message whose hearer has to be judged by absences and vacancies."""
    yield from map(Heard._make, session.execute(_UNUSUAL))
