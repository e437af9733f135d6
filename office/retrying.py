"""What becomes of a message after a try: sent, tried again, or failed for good."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.channel import Outcome, Status

TRIES_BEFORE_OTHER = (
    5  # a quarter of an hour, then the contact's next channel takes over
)
MOST_TRIES = 36  # five days: a mail server may be down over a long weekend
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Fate:
    """The state a message goes to, and when it may be tried again."""

    state: str  # sent, pending, failed
    next_try_at: datetime
    next_channel: bool = False  # the contact's next channel is to be tried


def fate(
    outcome: Outcome, *, tries: int, other_channel: bool, now: datetime, chance: float
) -> Fate:
    """Decide from one outcome.

    Temporary failures are tried again after 1, 2, 4, … minutes, at most 4 hours
    apart and with up to a quarter added by `chance`, for five days (RFC 5321
    §4.5.4.1). The contact's next channel takes over after a quarter of an hour, and
    at once when the failure is permanent or the outcome asks for it.

    Args:
        outcome: What the channel answered.
        tries: How many tries there were, this one included.
        other_channel: The contact has a channel that was not tried.
        now: When the answer came, aware.
        chance: A number in [0, 1) that spreads retries.
    """
    if outcome.status is Status.SENT:
        return Fate("sent", now)
    most = TRIES_BEFORE_OTHER if other_channel else MOST_TRIES
    if outcome.elsewhere and other_channel:
        return Fate("pending", now, next_channel=True)
    if outcome.status is Status.PERMANENT or tries >= most:
        state = "pending" if other_channel else "failed"
        return Fate(state, now, next_channel=other_channel)
    if outcome.status is Status.RESCHEDULE and outcome.retry_at is not None:
        return Fate("pending", max(outcome.retry_at, now + FIRST_WAIT))
    wait = min(FIRST_WAIT * 2.0 ** (tries - 1), LONGEST_WAIT)
    return Fate("pending", now + wait * (1 + chance / 4))


def some_chance() -> float:
    """Return a number in [0, 1) for `fate`."""
    return random.random()  # noqa: S311 - spreads retries, guards nothing
