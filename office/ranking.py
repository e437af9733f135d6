"""How agencies keep their dates, compared by rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.ranking import Ranked, Record, Settled, rank
from office.house import office_day
from office.in_force import in_force
from office.memory import Memory
from store import standing
from store.engine import unit_of_work

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.standing import Standing

    Both = tuple[Settled, Settled]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The agencies, the best first, as of a day."""

    as_of: date
    ranked: tuple[Ranked, ...]


def ranking(*, house: House, now: datetime) -> Ranking:
    """Return all agencies that were given something, ranked by what they keep.

    Args:
        house: The calendar.
        now: The moment, aware.
    """
    today = office_day(now)
    with unit_of_work() as session:
        house = in_force(session, house)
        key = (today, house.calendar.version)
        return _rankings.get(
            session, key, lambda own: _reckon(own, today=today, house=house)
        )


def _reckon(session: Session, *, today: date, house: House) -> Ranking:
    stands = standing.by_agency(session, today=today, calendar=house.calendar)
    moved = standing.moved(session, today=today, calendar=house.calendar)
    none = (Settled(), Settled())
    records = (_record(one, moved.get(one.code, none)) for one in stands)
    return Ranking(today, tuple(rank(records)))


def _record(stands: Standing, moved: Both) -> Record:
    """Put those with another date where they belong against their original one."""
    counted = stands.figures
    agreed = Settled(counted.done_on_time, counted.done_late, counted.doing_overdue)
    now, then = moved
    original = Settled(
        agreed.on_time - now.on_time + then.on_time,
        agreed.late - now.late + then.late,
        agreed.overdue - now.overdue + then.overdue,
    )
    return Record(stands.code, stands.name, agreed, original)


_rankings: Memory[Ranking] = Memory(most=4)
