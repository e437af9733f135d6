"""Defects to plant in a true winter, as the owner of the tables can: kind and SQL."""

from __future__ import annotations

from planted_letters import LETTERS

from directive.findings import Kind

_WORDS = {
    "{one}": "(SELECT min(id) FROM messages WHERE kind = 'reminder_digest')",
    "{letter}": "(SELECT min(id) FROM messages WHERE kind = 'extension_decided')",
    "{last}": "(SELECT max(id) FROM messages)",
    "{head}": "(SELECT id FROM posts WHERE agency_code = 'STP' AND duty = 'head')",
    "{chairman}": "(SELECT id FROM posts WHERE duty = 'chairman')",
}
_PROMISED = """
    INSERT INTO reminders (id, obligation_id, due_revision, rung, post_id, digest, why,
        promised_at, message_id)
    SELECT nextval('ids'), {values}, message_id
    FROM reminders WHERE message_id IS NOT NULL LIMIT 1
"""
_RAISED = """
    INSERT INTO escalations (id, obligation_id, due_revision, rung, audience, post_id,
        opened_at)
    VALUES (nextval('ids'), {values})
"""
_COUNTED = "UPDATE deliveries SET tries = 2 WHERE message_id = {one};"
_TRIED = """
    INSERT INTO attempts (id, message_id, n, channel, address, handed_over_at,
        settled_at, status, ambiguous)
    SELECT nextval('ids'), message_id, n + 1, channel, address, handed_over_at,
        settled_at, '{status}', false
    FROM attempts WHERE message_id = {one}
"""


def statements(defect: str) -> list[str]:
    """Return the statements that plant a defect, by its name."""
    filled = PLANTED[defect][1]
    for word, query in _WORDS.items():
        filled = filled.replace(word, query)
    return filled.split(";")


def _reminder(obligation: str, rung: str, day: str) -> str:
    """Return SQL that invents a promise to the head of STP, on a morning."""
    values = f":{obligation}, 1, '{rung}', {{head}}, digest, why, '{day} 07:30+07'"
    return _PROMISED.replace("{values}", values)


def _escalation(obligation: str, rung: str, day: str) -> str:
    """Return SQL that invents an escalation to the chairman, on a morning."""
    values = f":{obligation}, 1, '{rung}', 'chairman', {{chairman}}, '{day} 07:30+07'"
    return _RAISED.replace("{values}", values)


PLANTED = {
    **LETTERS,
    "a deleted reminder": (
        Kind.MISSING_REMINDER,
        "DELETE FROM reminders WHERE obligation_id = :mttq AND rung = 'N+5'",
    ),
    "a deleted report to the office": (
        Kind.MISSING_ESCALATION,
        "DELETE FROM reminders WHERE obligation_id = :mttq AND rung = 'T+10'",
    ),
    "a rung skipped": (
        Kind.SKIPPED_RUNG,
        "DELETE FROM reminders WHERE obligation_id = :mttq AND rung = 'T+3'",
    ),
    "a missed day": (
        Kind.MISSED_DAY,
        """
        UPDATE reminders SET promised_at = promised_at + interval '1 day' WHERE
        obligation_id = :mttq AND rung = 'T-1'
        """,
    ),
    "a swapped Saturday missed": (
        Kind.MISSED_SWAPPED_DAY,
        """
        UPDATE reminders SET promised_at = '2026-01-12 07:30+07' WHERE obligation_id
        = :snv AND rung = 'T+1' AND due_revision = 2
        """,
    ),
    "a promise before its day": (
        Kind.TOO_EARLY,
        """
        UPDATE reminders SET promised_at = promised_at - interval '1 day' WHERE
        obligation_id = :mttq AND rung = 'T-1'
        """,
    ),
    "a promise made at night": (
        Kind.OUT_OF_HOURS,
        """
        UPDATE reminders SET promised_at = promised_at + interval '12 hours' WHERE
        obligation_id = :mttq AND rung = 'T-1'
        """,
    ),
    "a wrong post": (
        Kind.WRONG_POST,
        """
        UPDATE reminders SET post_id = {chairman} WHERE obligation_id = :mttq AND
        rung = 'T-3'
        """,
    ),
    "a wrong digest": (
        Kind.WRONG_DIGEST,
        """
        UPDATE reminders SET digest = 'overdue_digest' WHERE obligation_id = :mttq
        AND rung = 'T-3'
        """,
    ),
    "a rung of no policy": (
        Kind.UNKNOWN_RUNG,
        """
        UPDATE reminders SET rung = 'T+4' WHERE obligation_id = :mttq AND rung =
        'T+3'
        """,
    ),
    "a rung told twice": (
        Kind.DOUBLED_PROMISE,
        _reminder("mttq", "T-3", "2025-12-10"),
    ),
    "a stale policy version of an assignment": (
        Kind.STALE_POLICY,
        """
        UPDATE assignments SET policy_version = 'default-0' FROM obligations o WHERE
        o.assignment_id = assignments.id AND o.id = :mttq
        """,
    ),
    "a promise under a stale policy": (
        Kind.STALE_POLICY,
        """
        UPDATE events SET policy_version = 'default-0' WHERE id = (SELECT max(id)
        FROM events WHERE act = 'escalate' AND aggregate = 'assignment')
        """,
    ),
    "a shifted due date": (
        Kind.SHIFTED_DUE_DATE,
        "UPDATE obligations SET due_on = due_on + 7 WHERE id = :mttq",
    ),
    "a shifted due date with its revision": (
        Kind.SHIFTED_DUE_DATE,
        """
        UPDATE obligations SET due_on = due_on + 7 WHERE id = :mttq;
        UPDATE due_revisions SET due_on = due_on + 7 WHERE obligation_id = :mttq
        """,
    ),
    "an acceptance that nobody gave": (
        Kind.CHANGED_PHASE,
        "UPDATE obligations SET phase = 'accepted' WHERE id = :mttq",
    ),
    "a reminder after acceptance": (
        Kind.AFTER_THE_END,
        _reminder("stc", "T+1", "2025-12-15"),
    ),
    "a promise for a suspended obligation": (
        Kind.WHILE_SUSPENDED,
        _reminder("paused", "U+120", "2025-12-18"),
    ),
    "a question asked after its answer": (
        Kind.WITHOUT_CAUSE,
        _reminder("stp", "A+2", "2025-12-04"),
    ),
    "an extension's old ladder still sounding": (
        Kind.OLD_LADDER,
        _reminder("stp", "T+1", "2025-12-15"),
    ),
    "a promise never gathered": (
        Kind.NEVER_GATHERED,
        """
        UPDATE reminders SET message_id = NULL WHERE obligation_id = :mttq AND rung
        = 'T-3'
        """,
    ),
    "a promise gathered into another's message": (
        Kind.WRONG_MESSAGE,
        """
        UPDATE reminders SET message_id = {last} WHERE obligation_id = :mttq AND
        rung = 'T-3'
        """,
    ),
    "a promise quietly superseded": (
        Kind.SUPERSEDED_WITHOUT_CAUSE,
        """
        UPDATE reminders SET superseded_at = '2025-12-20 12:00+07' WHERE
        obligation_id = :mttq AND rung = 'T-3'
        """,
    ),
    "an escalation that was never opened": (
        Kind.NO_ESCALATION_OPENED,
        "DELETE FROM escalations WHERE obligation_id = :mttq AND rung = 'T+1'",
    ),
    "an escalation without a promise": (
        Kind.ESCALATION_WITHOUT_PROMISE,
        _escalation("stp", "T+5", "2025-12-19"),
    ),
    "a by-request agency escalated to the chairman": (
        Kind.BY_REQUEST,
        _escalation("mttq", "T+10", "2025-12-26"),
    ),
    "an escalation left open after acceptance": (
        Kind.LEFT_OPEN,
        "UPDATE escalations SET closed_at = NULL WHERE obligation_id = :stc",
    ),
    "an escalation closed by nobody": (
        Kind.CLOSED_WITHOUT_CAUSE,
        """
        UPDATE escalations SET closed_at = '2025-12-20 12:00+07' WHERE obligation_id
        = :mttq AND rung = 'T+1'
        """,
    ),
    "the end of an escalation kept quiet": (
        Kind.CLOSING_NOT_TOLD,
        "UPDATE escalations SET closing_told_at = NULL WHERE closed_at IS NOT NULL",
    ),
    "two digests in one day": (
        Kind.OVER_BUDGET,
        """
        INSERT INTO messages SELECT nextval('ids'), post_id, kind, office_day,
        dedupe_key || '2', created_at, subject, text, html, short_text, header_id ||
        '2', assignment_ids FROM messages WHERE id = {one}
        """,
    ),
    "a digest that tells nothing": (
        Kind.MESSAGE_WITHOUT_PROMISE,
        "UPDATE reminders SET message_id = NULL WHERE message_id = {one}",
    ),
    "a message of another day": (
        Kind.WRONG_DAY,
        "UPDATE messages SET office_day = office_day - 1 WHERE id = {one}",
    ),
    "a message without delivery": (
        Kind.NO_DELIVERY,
        "DELETE FROM deliveries WHERE message_id = {one}",
    ),
    "a message that nobody delivers": (
        Kind.NOT_DELIVERED,
        "UPDATE deliveries SET state = 'pending' WHERE message_id = {one}",
    ),
    "a delivery failed without an office task": (
        Kind.NO_OFFICE_TASK,
        "UPDATE deliveries SET state = 'failed' WHERE message_id = {one}",
    ),
    "a message settled as sent without an attempt": (
        Kind.SENT_WITHOUT_ATTEMPT,
        """
        DELETE FROM attempts WHERE message_id = {one};
        UPDATE deliveries SET tries = 0 WHERE message_id = {one}
        """,
    ),
    "a lost attempt": (
        Kind.LOST_ATTEMPT,
        "UPDATE deliveries SET tries = 2 WHERE message_id = {one}",
    ),
    "an attempt without hand-over": (
        Kind.WITHOUT_HAND_OVER,
        _TRIED.replace("{status}", "temporary"),
    ),
    "a doubled send": (
        Kind.DOUBLED_SEND,
        _COUNTED + _TRIED.replace("{status}", "sent"),
    ),
    "one Message-ID for two messages": (
        Kind.DOUBLED_SEND,
        """
        UPDATE messages SET header_id = (SELECT header_id FROM messages WHERE id =
        {one}) WHERE id = {last}
        """,
    ),
    "a sent message outside office hours": (
        Kind.OUT_OF_HOURS,
        """
        UPDATE attempts SET handed_over_at = handed_over_at + interval '12 hours',
        settled_at = settled_at + interval '12 hours' WHERE message_id = {one}
        """,
    ),
    "a message to a contact that is not the post's": (
        Kind.WRONG_CONTACT,
        """
        UPDATE deliveries SET address = 'ai-do@noi-khac.example' WHERE message_id =
        {one}
        """,
    ),
}
