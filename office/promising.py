"""The promise of a rung: to which post, why, in which message, and what it opens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from directive.ladder import (
    Audience,
    Occurrence,
    Rung,
    Track,
    explain,
    moved_from,
)
from notifications.messages import EscalationDigest, OverdueDigest, ReminderDigest
from office.gathering import AT_ONCE
from office.hearing import hearers
from store import ids
from store.tables import EscalationRow, ReminderRow
from store.trail import Entry, public_columns, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from office.looking import Seen
    from store.ladder import Climber

_BLOCK = 2_000  # numbers for new rows that are fetched together


@dataclass(frozen=True, slots=True, eq=False)
class Sounding:
    """What is to be told of some obligations that stand alike in everything."""

    seen: Seen
    occurrences: tuple[Occurrence, ...]


def promises(
    session: Session, *, house: House, now: datetime
) -> Callable[[Climber, Sounding, Occurrence], Entry]:
    """Return what makes the promise of a rung about an obligation, in this walk."""
    who = hearers(session, house=house, now=now)
    fresh = ids.stream(session, _BLOCK)

    @cache
    def reason(sounding: Sounding, rung: Rung) -> tuple[str, date | None]:
        standing, calendar = sounding.seen.standing, house.calendar
        why = explain(rung, standing, calendar, sounding.seen.policy)
        return why, moved_from(rung, standing, calendar)

    unset = dict.fromkeys(column.name for _, column in public_columns(EscalationRow))
    known: dict[tuple[object, ...], tuple[int, str]] = {}

    def hearer(climber: Climber, occurrence: Occurrence) -> tuple[int, str]:
        key = (
            climber.agency_code,
            climber.collector_code,
            climber.phase,
            occurrence.by_request,
            occurrence.rung.audience,
        )
        if key not in known:
            post, note = who.of(climber, occurrence)
            known[key] = (post.id, note)
        return known[key]

    def made(climber: Climber, sounding: Sounding, occurrence: Occurrence) -> Entry:
        rung = occurrence.rung
        post_id, note = hearer(climber, occurrence)
        why, falls = reason(sounding, rung)
        rows = [
            written(
                ReminderRow,
                {
                    "id": next(fresh),
                    "obligation_id": climber.obligation_id,
                    "due_revision": climber.due_revision,
                    "rung": occurrence.key,
                    "post_id": post_id,
                    "digest": digest_of(rung),
                    "why": why + note,
                    "promised_at": now,
                    "message_id": None,
                    "superseded_at": None,
                    "moved_from": falls,
                },
                changed=None,
            )
        ]
        if rung.escalates and not occurrence.by_request:
            opened = {
                "id": next(fresh),
                "obligation_id": climber.obligation_id,
                "due_revision": climber.due_revision,
                "rung": occurrence.key,
                "audience": rung.audience,
                "post_id": post_id,
                "opened_at": now,
            }
            rows.append(written(EscalationRow, unset | opened, changed=None))
        return Entry(
            "assignment",
            str(climber.assignment_id),
            "escalate" if rung.escalates else "remind",
            tuple(rows),
            policy_version=sounding.seen.policy_version,
            calendar_version=house.calendar.version,
        )

    return made


def digest_of(rung: Rung) -> str:
    """Return the kind of message that gathers a rung's promises."""
    if rung.track is Track.URGENT:
        return AT_ONCE
    if not rung.escalates:
        return ReminderDigest.kind
    if rung.audience is Audience.HEAD:
        return OverdueDigest.kind
    return EscalationDigest.kind
