"""The nightly round: seal the trail, prove it, compare the figures, free leases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from office.house import office_day
from store import audit, figures, ids
from store.engine import unit_of_work
from store.tables import OfficeTaskRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from office.house import House


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What the round found; `fault` is the first thing in the trail that is wrong."""

    checkpoint: bool
    events: int
    fault: str | None
    figures_differ: int
    calendar_warning: str | None


def keep_up(*, house: House, now: datetime) -> Upkeep:
    """Prove the trail and the figures, and seal the day; what is wrong is a task.

    A trail with a fault is not sealed: a seal over it would hide the fault. The
    day's seal is taken once, however often this runs.
    """
    today = office_day(now)
    with unit_of_work() as session:
        proof = audit.verify(session)
        differ = figures.differences(session)
    fault = proof.fault.sentence if proof.fault else None
    wrong = [
        ("trail", f"Nhật ký không còn nguyên vẹn: {fault}") if fault else None,
        ("figures", f"Số liệu tổng hợp lệch ở {differ} chỗ") if differ else None,
    ]
    with unit_of_work() as session:
        entries = [
            Entry(
                "office_task",
                str(number),
                "open",
                (OfficeTaskRow(id=number, kind=kind, reason=reason, opened_at=now),),
            )
            for kind, reason in filter(None, wrong)
            for number in [ids.take(session)]
        ]
        record(session, entries, actor="clock", now=now)
    sealed = fault is None and seal(now=now)
    return Upkeep(
        checkpoint=sealed,
        events=proof.events,
        fault=fault,
        figures_differ=differ,
        calendar_warning=house.calendar.warn_if_unconfirmed(today.year),
    )


def seal(*, now: datetime) -> bool:
    """Seal the heads of all chains for the day; False when that is done already."""
    with unit_of_work() as session:
        return audit.take_checkpoint(session, day=office_day(now), now=now)
