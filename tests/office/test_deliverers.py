"""A channel is used by no more deliverers at once than it may be, of all processes."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from dispatch import Clock, account, queue

from notifications.channel import Outcome, Status
from office.delivering import deliver
from store.engine import engine
from store.slots import Slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from notifications.channel import Outgoing

pytestmark = pytest.mark.usefixtures("database")


class Busy:
    """A channel that counts who uses it at once, and waits for others to come."""

    name = "email"

    def __init__(self, *, expects: int) -> None:
        self.now = self.most = 0
        self.taken: Counter[int] = Counter()
        self._lock = threading.Lock()
        self._full = threading.Event()
        self._expects = expects

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.now >= self._expects:
                self._full.set()
        self._full.wait(timeout=5)
        for outgoing in batch:
            handing_over(outgoing)
            self.taken[outgoing.id] += 1
            yield Outcome(outgoing.id, Status.SENT)
        with self._lock:
            self.now -= 1


@pytest.mark.parametrize("allowed", [1, 2])
def test_no_more_deliverers_than_the_channel_has_slots(
    allowed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("office.delivering.BATCH", 2)
    queue(8)
    busy = Busy(expects=allowed)
    clock = Clock()

    crowd = [
        threading.Thread(
            target=lambda: deliver(
                {"email": busy}, clock=clock, deliverers={"email": allowed}
            )
        )
        for _ in range(4)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()

    assert busy.most == allowed
    assert sorted(busy.taken.values()) == [1] * 8
    assert account().states == {"sent": 8}


def test_a_slot_ends_with_the_connection_of_whoever_held_it() -> None:
    with engine().connect() as mine, engine().connect() as other:
        mine.execution_options(isolation_level="AUTOCOMMIT")
        other.execution_options(isolation_level="AUTOCOMMIT")
        held, waiting = Slots(mine), Slots(other)

        first = held.take("email", of=1)
        refused = waiting.take("email", of=1)
        of_another_channel = waiting.take("zalo_bot", of=1)
        mine.invalidate()  # as a kill -9 does
        freed = any(waiting.take("email", of=1) for _ in range(5000))
        waiting.close()

    assert (first, refused, of_another_channel, freed) == (True, False, True, True)


def test_whoever_has_no_slot_leaves_the_messages_alone() -> None:
    queue(3)
    with engine().connect() as other:
        other.execution_options(isolation_level="AUTOCOMMIT")
        slots = Slots(other)
        assert slots.take("email", of=1)

        done = deliver(
            {"email": Busy(expects=1)}, clock=Clock(), deliverers={"email": 1}
        )
        slots.close()
    after = deliver({"email": Busy(expects=1)}, clock=Clock(), deliverers={"email": 1})

    assert (done, after) == (Counter(), Counter(sent=3))


def test_slots_and_rates_hold_together() -> None:
    queue(5)
    limits = {"rates": {"email": 2}, "deliverers": {"email": 1}}

    done = deliver({"email": Busy(expects=1)}, clock=Clock(), **limits)

    assert done == Counter(sent=2)
