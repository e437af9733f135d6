"""A winter of the small office, walked and delivered, to be audited and tampered with.

STC answers in time, STP and SNV get more time, STP's second task is suspended, MTTQ
is silent and its focal point away for a while, as is the vice chairman. Saturday 10
January 2026 is worked, in exchange for Friday the 2nd.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import small_office
from model_office import at
from small_office import ACTS, HOUSE, Owed, holder

from notifications.channel import Outcome, Status
from office import actor
from office.delivering import deliver
from office.reminding import escalate, remind
from office.standing_in import go_away

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from notifications.channel import Outgoing

FIRST, LAST = date(2025, 12, 1), date(2026, 1, 16)
NAMES = ("stp", "stc", "mttq", "snv", "paused", "moving", "silent", "other")
AWAY = {
    ("MTTQ", "focal_point"): ("MTTQ", "head"),  # who stands in
    ("UBND", "vice_chairman"): None,
}
STORY = {
    "2025-12-02": [("acknowledge", "stc"), ("name", "stc"), ("progress", "moving")],
    "2025-12-03": [("acknowledge", "stp"), ("suspend", "paused")],
    "2025-12-08": [("extend", "stp")],
    "2025-12-10": [("submit", "stc")],
    "2025-12-11": [("check", "stc")],
    "2025-12-12": [("accept", "stc")],
    "2025-12-31": [("extend", "snv")],
}


@dataclass
class Postbox:
    """A channel that takes everything, and what it took by Message-ID."""

    name: str = "email"
    received: Counter[str] = field(default_factory=Counter)

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        for one in batch:
            handing_over(one)
            self.received[one.message_id] += 1
            yield Outcome(one.id, Status.SENT)


@dataclass(frozen=True)
class Winter:
    """What is owed by name, and what was received."""

    owed: dict[str, Owed]
    received: Counter[str]


def tick(now: datetime, box: Postbox) -> None:
    """Do what the flows do at this moment."""
    remind(house=HOUSE, now=now)
    escalate(house=HOUSE, now=now)
    deliver({"email": box}, clock=lambda: now)


def winter() -> Winter:
    """Live through the winter in the bound database."""
    owed = dict(zip(NAMES, small_office.found(), strict=True))
    for post, substitute in AWAY.items():
        go_away(
            post,
            first_day=date(2025, 12, 8),
            last_day=date(2025, 12, 24),
            substitute=substitute,
            actor=actor.OFFICE,
            now=at("2025-12-01", "07:00"),
        )
    box = Postbox()
    day = FIRST
    while day <= LAST:
        tick(at(str(day), "07:30"), box)
        for act, name in STORY.get(str(day), ()):
            who = actor.agency(holder(owed[name]))
            ACTS[act](owed[name], who, at(str(day), "09:00"))
        tick(at(str(day), "13:30"), box)
        day += timedelta(days=1)
    return Winter(owed, box.received)
