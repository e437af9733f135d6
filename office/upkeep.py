"""The nightly round: prove trail, figures and next looks, and seal the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notifications.zalo.tokens import NoTokenError
from office import task_words
from office.house import office_day
from office.in_force import in_force
from office.looking import looked_at_too_late
from store import audit, figures, ids, looks, office_tasks
from store.engine import unit_of_work
from store.tables import OfficeTaskRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from notifications.zalo.tokens import TokenSource
    from office.house import House


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What the round found; `fault` is the first thing in the trail that is wrong."""

    checkpoint: bool
    events: int
    fault: str | None
    figures_differ: int
    looked_at_too_late: int  # obligations; the next walk looks at them
    calendar_warning: str | None


def keep_up(*, house: House, now: datetime) -> Upkeep:
    """Prove the trail, the figures and the next looks, and seal the day.

    What is wrong is a task for the office. A ladder that would have been looked at too
    late is looked at in the next walk.

    The task is opened once, and again when it was closed and the fault is still
    there. A trail with a fault is not sealed: a seal over it would hide the fault. The
    day's seal is taken once, however often this runs.
    """
    today = office_day(now)
    with unit_of_work() as session:
        proof = audit.verify(session)
        differ = figures.differences(session)
    with unit_of_work() as session:
        late = looked_at_too_late(session, house=in_force(session, house), now=now)
        looks.forget(session, late)
    fault = proof.fault.sentence if proof.fault else None
    wrong = {}
    if fault:
        wrong["trail"] = str(task_words.TRAIL.filled(fault=fault))
    if differ:
        wrong["figures"] = str(task_words.FIGURES.filled(n=differ))
    too_late = sum(look.numbers.count(",") + 1 for look in late)
    if too_late:
        wrong["ladder"] = str(task_words.LADDER.filled(n=too_late))
    with unit_of_work() as session:
        known = office_tasks.open_reasons(session, wrong)
        record(
            session,
            [
                _alarm(ids.take(session), kind, reason, now)
                for kind, reason in wrong.items()
                if (kind, reason) not in known
            ],
            actor="clock",
            now=now,
        )
    sealed = fault is None and seal(now=now)
    return Upkeep(
        checkpoint=sealed,
        events=proof.events,
        fault=fault,
        figures_differ=differ,
        looked_at_too_late=too_late,
        calendar_warning=house.calendar.warn_if_unconfirmed(today.year),
    )


def keep_login(tokens: TokenSource | None) -> str:
    """Renew the login of Zalo when it is due; return in a few words how it stands.

    A login that nobody uses for three months would be lost.
    """
    if tokens is None:
        return "no Zalo account"
    try:
        tokens.access_token()
    except NoTokenError as fault:
        return str(fault)
    return "logged in"


def seal(*, now: datetime) -> bool:
    """Seal the heads of all chains for the day; False when that is done already."""
    with unit_of_work() as session:
        return audit.take_checkpoint(session, day=office_day(now), now=now)


def _alarm(number: int, kind: str, reason: str, now: datetime) -> Entry:
    task = OfficeTaskRow(id=number, kind=kind, reason=reason, opened_at=now)
    return Entry("office_task", str(number), "open", (task,))
