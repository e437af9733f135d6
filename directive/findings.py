"""What an audit of promises may find, and one finding."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Kind(StrEnum):
    """The kinds of findings; `docs/auditor.md` says what each means."""

    # missing: the rule asked for it, the ledger has it not
    SILENT_CLOCK = "silent clock"
    MISSING_REMINDER = "missing reminder"
    MISSING_ESCALATION = "missing escalation"
    SKIPPED_RUNG = "skipped rung"
    MISSED_DAY = "missed day"
    MISSED_SWAPPED_DAY = "missed swapped day"
    NO_ESCALATION_OPENED = "no escalation opened"
    CLOSING_NOT_TOLD = "closing not told"
    NEVER_GATHERED = "never gathered"
    GATHERED_LATE = "gathered late"
    NO_DELIVERY = "message without delivery"
    NOT_DELIVERED = "not delivered"
    NO_OFFICE_TASK = "failure without office task"
    LOST_ATTEMPT = "lost attempt"
    NEVER_RECEIVED = "never received"
    DECISION_NOT_TOLD = "decision not told"
    # doubled: it is there once more than the rule allows
    DOUBLED_PROMISE = "doubled promise"
    DOUBLED_SEND = "doubled send"
    DOUBLED_AT_RECEIVER = "doubled at the receiver"
    OVER_BUDGET = "two digests in one day"
    DOUBLED_LETTER = "decision told twice"
    # unexplained: no rule asks for it
    UNKNOWN_RUNG = "unknown rung"
    UNKNOWN_POLICY = "unknown policy"
    STALE_POLICY = "stale policy"
    SHIFTED_DUE_DATE = "shifted due date"
    CHANGED_PHASE = "changed phase"
    AFTER_THE_END = "promise after the end"
    WHILE_SUSPENDED = "promise while suspended"
    WITHOUT_CAUSE = "promise without cause"
    OLD_LADDER = "old ladder"
    TOO_EARLY = "promise before its day"
    LOWER_RUNG = "rung below the highest reached"
    OUT_OF_HOURS = "outside office hours"
    WRONG_POST = "wrong post"
    WRONG_DIGEST = "wrong digest"
    WRONG_MESSAGE = "wrong message"
    WRONG_DAY = "wrong office day"
    SUPERSEDED_WITHOUT_CAUSE = "superseded without cause"
    ESCALATION_WITHOUT_PROMISE = "escalation without promise"
    BY_REQUEST = "escalated though by request only"
    LEFT_OPEN = "escalation left open"
    CLOSED_WITHOUT_CAUSE = "escalation closed without cause"
    MESSAGE_WITHOUT_PROMISE = "message without promise"
    LETTER_WITHOUT_DECISION = "letter without decision"
    SENT_WITHOUT_ATTEMPT = "sent without attempt"
    WITHOUT_HAND_OVER = "attempt without hand-over"
    WRONG_CONTACT = "wrong contact"
    UNKNOWN_AT_RECEIVER = "unknown at the receiver"


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the rule and the ledger.

    Attributes:
        kind: What it is.
        where: The row: "obligation 17 (NV-2025-000001)", "message 4", …
        what: One sentence.
        rule: The rung or rule by which it is judged.
        dates: The days and moments that were compared, by name, as ISO text.
    """

    kind: Kind
    where: str
    what: str
    rule: str
    dates: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Return what names it for good: the same finding, the same key."""
        said = "\n".join((self.kind, self.where, self.what, str(self.dates)))
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def day(self) -> date | None:
        """Return the last day it speaks of; None when it speaks of none."""
        said = [_DAY.match(when) for _, when in self.dates]
        return max((date.fromisoformat(day[0]) for day in said if day), default=None)
