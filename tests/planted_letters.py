"""Defects of what a decision asks for, to plant in a true winter: kind and SQL."""

from __future__ import annotations

from directive.findings import Kind

LETTERS = {
    "a result returned that nobody was told of": (
        Kind.DECISION_NOT_TOLD,
        """
        DELETE FROM attempts WHERE message_id = {letter};
        DELETE FROM deliveries WHERE message_id = {letter};
        DELETE FROM messages WHERE id = {letter}
        """,
    ),
    "a decision told twice": (
        Kind.DOUBLED_LETTER,
        """
        INSERT INTO messages (id, post_id, kind, office_day, dedupe_key, created_at,
            subject, text, html, short_text, header_id, assignment_ids)
        SELECT nextval('ids'), post_id, kind, office_day, dedupe_key || '2',
            created_at, subject, text, html, short_text, header_id || '2',
            assignment_ids
        FROM messages WHERE id = {letter}
        """,
    ),
    "a letter about a decision that was never made": (
        Kind.LETTER_WITHOUT_DECISION,
        """
        UPDATE messages SET created_at = created_at + interval '1 second'
        WHERE id = {letter}
        """,
    ),
    "a decision told to another post": (
        Kind.WRONG_POST,
        "UPDATE messages SET post_id = {chairman} WHERE id = {letter}",
    ),
}
