"""The account of a rehearsal: what it brought each day and in all, and what is proven.

What arrived is counted at the receiving end, from the Message-IDs that the mail
server took, not from our own ledger.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from office.casting import Deed
from store import audit, rehearsal
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from office.issuing import Issuance
    from office.rehearsing import Day, Rehearsal

Json = dict[str, Any]

_ANSWERS = {
    "acknowledged": (Deed.ACKNOWLEDGE,),
    "named": (Deed.NAME,),
    "progress_reports": (Deed.PROGRESS,),
    "extensions": (Deed.GRANT_EXTENSION,),
    "submissions": (Deed.SUBMIT, Deed.SUBMIT_UNDATED),
    "checked": (Deed.CHECK,),
    "accepted": (Deed.ACCEPT,),
    "returned": (Deed.RETURN,),
}


@dataclass(frozen=True, slots=True)
class Delivered:
    """How promises and arrivals agree.

    Attributes:
        promised: Messages that were queued.
        sent: Of those, the ones the mail server said yes to.
        failed: Given up for good, each with a task for the office.
        pending: Still to be sent.
        caught: Mails that the receiving server took.
        lost: Promised and neither sent, failed, superseded nor pending; or sent by
            our ledger and never taken by the receiving server.
        doubled: Surplus copies at the receiving server that no ambiguous try
            explains.
        ambiguous: Tries of which nobody knows how they ended.
    """

    promised: int
    sent: int
    failed: int
    pending: int
    caught: int
    lost: int
    doubled: int
    ambiguous: int


def delivered(caught: Sequence[str]) -> Delivered:
    """Compare the ledger with the Message-IDs that the receiving server took."""
    with unit_of_work() as session:
        states = rehearsal.states(session)
        promised = rehearsal.promised(session)
        sent = dict(rehearsal.sent_headers(session))
    copies = Counter(caught)
    accounted = sum(states.values())
    return Delivered(
        promised=promised,
        sent=states.get("sent", 0),
        failed=states.get("failed", 0),
        pending=states.get("pending", 0) + states.get("handing_over", 0),
        caught=len(caught),
        lost=promised - accounted + sum(header not in copies for header in sent),
        doubled=sum(
            max(0, n - 1 - sent.get(header, 0)) for header, n in copies.items()
        ),
        ambiguous=sum(sent.values()),
    )


def account(
    played: Rehearsal, issuance: Issuance, *, instructions: int, caught: Sequence[str]
) -> Json:
    """Return the whole account as one JSON-safe object, the same for the same seed.

    Args:
        played: The rehearsal.
        issuance: What issuing the directive made.
        instructions: How many instructions it has, generic closings left out.
        caught: The Message-IDs that the receiving server took.
    """
    mail = delivered(caught)
    with unit_of_work() as session:
        by_day = rehearsal.messages_by_day(session)
        escalations = rehearsal.escalations_by_rung(session)
    with unit_of_work() as session:
        proof = audit.verify(session)
    return {
        "from": played.days[0].day.isoformat(),
        "to": played.days[-1].day.isoformat(),
        "instructions": instructions,
        "agencies": issuance.agencies,
        "assignments": issuance.assignments,
        "due": issuance.due,
        "onward": issuance.onward,
        "lost": mail.lost,
        "doubled": mail.doubled,
        "ambiguous": mail.ambiguous,
        "mails": {
            "promised": mail.promised,
            "sent": mail.sent,
            "failed": mail.failed,
            "pending": mail.pending,
            "caught": mail.caught,
        },
        "messages": _messages(by_day),
        "reminders": _sorted(_sum(day.reminders for day in played.days)),
        "escalations": _sorted(_plain_rungs(escalations)),
        **_answers(_sum(day.deeds for day in played.days)),
        "agencies_by_temper": _sorted(Counter(part.temper for part in played.parts)),
        "audit": {
            "events": proof.events,
            "chains": proof.chains,
            "checkpoints": proof.checkpoints,
            "fault": proof.fault.sentence if proof.fault else None,
        },
        "days": [_day(day, by_day) for day in played.days],
    }


def _day(day: Day, by_day: Mapping[tuple[date, str, str], int]) -> Json:
    today = {key: n for key, n in by_day.items() if key[0] == day.day}
    return {
        "day": day.day.isoformat(),
        "reminders": _sorted(day.reminders),
        "escalations": _sorted(day.escalations),
        "messages": _messages(today),
        **_answers(day.deeds),
    }


def _messages(
    counts: Mapping[tuple[date, str, str], int],
) -> dict[str, dict[str, int]]:
    """Return counts by kind of message, then by channel."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, kind, channel), n in sorted(counts.items()):
        found[kind][channel] += n
    return {kind: _sorted(found[kind]) for kind in sorted(found)}


def _answers(deeds: Counter[str]) -> dict[str, int]:
    return {
        name: sum(deeds[deed] for deed in summed) for name, summed in _ANSWERS.items()
    }


def _plain_rungs(keys: Mapping[str, int]) -> Counter[str]:
    """Return counts by rung, without the day that a repeated rung is counted from."""
    found: Counter[str] = Counter()
    for key, n in keys.items():
        found[key.partition("@")[0]] += n
    return found


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return {str(name): counts[name] for name in sorted(counts) if counts[name]}
