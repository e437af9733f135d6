"""The day's budget of ZNS: taken by the channel, shown to the office."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from office.house import office_day
from runtime import clock
from runtime.clock import HANOI
from store import zalo_quota
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHANNELS = ("zalo_bot", "zalo_oa", "zalo_zns")


class OfficeQuota:
    """A `notifications.zalo.quota.Quota` of so many ZNS messages a day."""

    def __init__(
        self, per_day: int, *, now: Callable[[], datetime] = clock.now
    ) -> None:
        self._per_day = per_day
        self._now = now

    def take(self) -> bool:
        """Take one; see `Quota.take`."""
        with unit_of_work() as session:
            return zalo_quota.take(
                session, office_day(self._now()), budget=self._per_day
            )

    def give_back(self) -> None:
        """Give one back; see `Quota.give_back`."""
        with unit_of_work() as session:
            zalo_quota.give_back(session, office_day(self._now()))

    def told(self, *, daily: int | None, remaining: int) -> None:
        """Keep Zalo's word; see `Quota.told`."""
        now = self._now()
        with unit_of_work() as session:
            zalo_quota.tell(
                session, office_day(now), daily=daily, remaining=remaining, now=now
            )


@dataclass(frozen=True, slots=True)
class Usage:
    """What Zalo was used for on one day (Asia/Ho_Chi_Minh).

    `taken` of `budget` are the ZNS messages that left or are leaving; `daily` and
    `remaining` are Zalo's own words, told at `told_at`. `tries` counts how the tries
    of each channel ended.
    """

    day: date
    budget: int
    taken: int
    daily: int | None
    remaining: int | None
    told_at: datetime | None
    tries: Mapping[str, Mapping[str, int]]

    @property
    def left(self) -> int:
        """Return how many ZNS messages may still go out on that day."""
        ours = max(0, self.budget - self.taken)
        return ours if self.remaining is None else min(ours, self.remaining)


def usage(day: date, *, per_day: int) -> Usage:
    """Return what Zalo was used for on a day.

    Args:
        day: In Asia/Ho_Chi_Minh.
        per_day: The budget that the settings give.
    """
    since = datetime.combine(day, time(), HANOI)
    with unit_of_work() as session:
        row = zalo_quota.read(session, day)
        tries = {
            channel: Counter(
                zalo_quota.tries(
                    session, channel, since=since, until=since + timedelta(days=1)
                )
            )
            for channel in CHANNELS
        }
    return Usage(
        day=day,
        budget=per_day,
        taken=row.taken if row else 0,
        daily=row.daily if row else None,
        remaining=row.remaining if row else None,
        told_at=row.told_at if row else None,
        tries=tries,
    )
