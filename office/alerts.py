"""A leader's desk: what was taken up to him and needs him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act, Phase
from directive.lifecycle import allowed
from directive.policy import ABOVE_HEAD
from directive.progress import Figures
from office.house import office_day
from office.in_force import in_force
from office.memory import Memory
from store import absences, alert_facts, alert_groups, alerts, people, standing
from store.alert_facts import Known
from store.alert_groups import Pile, Piles
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from office.viewer import Viewer
    from store.alert_facts import Told
    from store.alerts import Desk, Raised

SHOWN = 10
LISTED = 20  # of those that owe one instruction
MOST_NAMED = 300
_LATER = (5, 10)  # working days from today that are offered as a new date


@dataclass(frozen=True, slots=True)
class Offer:
    """A day that a leader may set with one tap, and that the agency asked for it."""

    day: date
    asked_for: bool


@dataclass(frozen=True, slots=True)
class Alert:
    """One obligation that needs a leader, with all that he decides on.

    Attributes:
        raised: What was taken up, at which rung, and the obligation.
        days_late: Working days since the agreed due date; None when it is not late.
        told: The messages about it, oldest first.
        known: The agency's explanation and what it asks for.
        acts: What the lifecycle lets this leader do now.
        offers: New dates for one tap, the agency's own wish first.
    """

    raised: Raised
    days_late: int | None
    told: tuple[Told, ...]
    known: Known
    acts: frozenset[Act]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What of one instruction is taken up; `alerts` are the most severe of all."""

    pile: Pile
    alerts: tuple[Alert, ...]

    @property
    def worst(self) -> Alert:
        """What stands first among them."""
        return self.alerts[0]

    @property
    def days(self) -> tuple[date, ...]:
        """The new dates that are offered for all of them."""
        return tuple(one.day for one in self.worst.offers if not one.asked_for)


@dataclass(frozen=True, slots=True)
class Alerts:
    """What needs a leader, most severe first, and how much waits for others.

    `of` is how many groups there are on all pages, `total` how many alerts.
    """

    posts: tuple[str, ...]
    groups: tuple[Group, ...]
    of: int
    total: int
    waiting: int
    agencies: tuple[str, ...]  # names to choose from; others are typed
    figures: Figures  # of the whole province

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """All alerts that are listed on this page."""
        return tuple(alert for group in self.groups for alert in group.alerts)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is read for a page of alerts, whoever looks and whenever."""

    found: Piles
    waiting: int
    told: tuple[Told, ...]
    known: Mapping[int, Known]
    agencies: tuple[str, ...]
    figures: Figures


def of(
    viewer: Viewer,
    *,
    house: House,
    now: datetime,
    limit: int = SHOWN,
    offset: int = 0,
    instruction: int | None = None,
) -> Alerts:
    """Return what needs the leader who looks, in a group where it is one instruction.

    Args:
        viewer: The account; see `posts_of` for which posts are his.
        house: The calendar, and which agencies decide and monitor.
        now: The moment, aware.
        limit: How many groups.
        offset: How many to pass over.
        instruction: Only what is owed under this one, each by itself.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        posts = posts_of(session, viewer, house=house, now=now)
        place = (tuple(one.id for one in posts), limit, offset, instruction)
        key = (*place, office_day(now), house.calendar.version)
        found = _facts.get(
            session, key, lambda own: _read(own, *place, house=house, now=now)
        )
    return Alerts(
        posts=tuple(one.title for one in posts),
        groups=tuple(
            Group(
                pile,
                tuple(
                    _alert(one, found, viewer=viewer, house=house, now=now)
                    for one in pile.raised
                ),
            )
            for pile in found.found.piles
        ),
        of=found.found.of,
        total=found.found.total,
        waiting=found.waiting,
        agencies=found.agencies,
        figures=found.figures,
    )


def posts_of(
    session: Session, viewer: Viewer, *, house: House, now: datetime
) -> Sequence[Desk]:
    """Return the posts whose alerts an account sees.

    The posts of its agency that its address reaches; else those that bear its title;
    else all of its agency that stand above the heads of agencies. And those whose
    substitute one of these is today.
    """
    offices = {house.office_code, house.chair_code}
    desks, login = alerts.desks(session, offices, user=viewer.user)
    above = [one for one in desks if one.duty in ABOVE_HEAD]
    mine = [one for one in above if one.agency == viewer.agency]
    reached = [one for one in mine if login in one.addresses]
    titled = [one for one in mine if _same(one.title, viewer.title)]
    own = reached or titled or mine
    away = absences.on(session, office_day(now))
    numbers = {one.id for one in own}
    stood_in = [
        one for one in above if one.id in away and away[one.id].substitute_id in numbers
    ]
    return [*own, *(one for one in stood_in if one.id not in numbers)]


def _read(
    session: Session,
    posts: tuple[int, ...],
    limit: int,
    offset: int,
    instruction: int | None,
    *,
    house: House,
    now: datetime,
) -> _Facts:
    found = (
        alert_groups.piled(session, posts, limit=limit, listed=LISTED, offset=offset)
        if instruction is None
        else _apart(session, posts, limit, offset, instruction)
    )
    raised = [one for pile in found.piles for one in pile.raised]
    about = [one.obligation_id for one in raised]
    alone = [pile.raised[0].obligation_id for pile in found.piles if pile.n == 1]
    given = people.agencies_of_now(session) if raised else ()
    stands = standing.by_agency(session, today=office_day(now), calendar=house.calendar)
    return _Facts(
        found=found,
        waiting=alerts.waiting(session, posts),
        told=tuple(alert_facts.told(session, alone)) if alone else (),
        known=alert_facts.known(session, about) if raised else {},
        agencies=tuple(one.name for one in given[:MOST_NAMED]),
        figures=sum((one.figures for one in stands), Figures()),
    )


def _apart(
    session: Session, posts: tuple[int, ...], limit: int, offset: int, instruction: int
) -> Piles:
    """Return what is owed under one instruction, each by itself."""
    raised, total = alerts.needing(
        session, posts, limit=limit, offset=offset, instruction=instruction
    )
    piles = (Pile(instruction, 1, 1, one.escalation_id, (one,)) for one in raised)
    return Piles(tuple(piles), total, total)


def _alert(
    raised: Raised,
    facts: _Facts,
    *,
    viewer: Viewer,
    house: House,
    now: datetime,
) -> Alert:
    today, calendar = office_day(now), house.calendar
    due = raised.due_on
    collects = raised.collector_code not in (None, raised.agency_code)
    can = allowed(Phase(raised.phase), viewer.party, has_collector=collects)
    said = facts.known.get(raised.obligation_id, Known())
    days = [calendar.add_working_days(today, n) for n in _LATER]
    asked = said.asks_until
    offers = [Offer(day, asked_for=False) for day in days if due is None or day > due]
    if asked is not None and asked >= today:
        offers = [Offer(asked, asked_for=True), *(x for x in offers if x.day != asked)]
    return Alert(
        raised=raised,
        days_late=calendar.working_days_between(due, today)
        if due is not None and due < today
        else None,
        told=tuple(
            one for one in facts.told if one.obligation_id == raised.obligation_id
        ),
        known=said,
        acts=frozenset(can),
        offers=tuple(offers),
    )


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


_facts: Memory[_Facts] = Memory(most=32)
