"""The promise of a rung: to which post, why, in which message, and what it opens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from directive.budget import is_free
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
from office.house import office_day
from store import ids, ladder
from store.tables import EscalationRow, ReminderRow
from store.trail import Entry, public_columns, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from directive.budget import Place
    from office.house import House
    from office.looking import Seen
    from store.ladder import Climber

_DIGESTS = (ReminderDigest.kind, OverdueDigest.kind, EscalationDigest.kind)
_BLOCK = 40_000  # numbers for new rows that are fetched together, at most


@dataclass(frozen=True, slots=True, eq=False)
class Sounding:
    """What is to be told of some obligations that stand alike in everything."""

    seen: Seen
    occurrences: tuple[Occurrence, ...]


def promises(
    session: Session,
    reserved: dict[Place, int],
    *,
    of: int,
    house: House,
    now: datetime,
) -> Callable[[Climber, Sounding, Occurrence], Entry]:
    """Return what makes the promise of a rung about one `of` so many obligations.

    Where the budget of the day lets it go now, the promise names the message that is
    to tell it: its number is taken here and stands in `reserved`.
    """
    who = hearers(session, house=house, now=now)
    fresh = ids.stream(session, min(2 * of, _BLOCK))

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

    told_today = ladder.told_today(session, _DIGESTS, office_day(now))
    working = house.calendar.is_working_time(now)

    @cache
    def message(post_id: int, digest: str) -> int | None:
        place = post_id, digest
        if digest == AT_ONCE or not is_free(
            place, told_today=told_today, working=working
        ):
            return None
        return reserved.setdefault(place, next(fresh))

    def made(climber: Climber, sounding: Sounding, occurrence: Occurrence) -> Entry:
        rung = occurrence.rung
        post_id, note = hearer(climber, occurrence)
        why, falls = reason(sounding, rung)
        digest = digest_of(rung)
        rows = [
            written(
                ReminderRow,
                {
                    "id": next(fresh),
                    "obligation_id": climber.obligation_id,
                    "due_revision": climber.due_revision,
                    "rung": occurrence.key,
                    "post_id": post_id,
                    "digest": digest,
                    "why": why + note,
                    "promised_at": now,
                    "message_id": message(post_id, digest),
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
