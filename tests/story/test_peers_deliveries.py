"""How the best of other engines fail at sending; each story ends well here.

The name in each first line is where the failure was seen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from dispatch import Clock, account, by_mail, message_ids, queue
from servers import MisbehavingSmtp, Script

from notifications.channel import Outcome, Status
from office.delivering import deliver
from store.outbox import LEASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from notifications.channel import Outgoing

pytestmark = pytest.mark.usefixtures("database")

AFTER_THE_LEASE = {"seconds": LEASE.seconds + 1}


class Killed(BaseException):
    """The process is gone: nothing of ours catches this."""


@dataclass
class Dying:
    """A channel in whose hands the process dies at the first message, once."""

    name: str = "email"
    after_sending: bool = False
    dead: bool = False
    arrived: Counter[str] = field(default_factory=Counter)

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        for outgoing in batch:
            handing_over(outgoing)
            first, self.dead = not self.dead, True
            if first and not self.after_sending:
                raise Killed
            self.arrived[outgoing.message_id] += 1
            if first:
                raise Killed
            yield Outcome(outgoing.id, Status.SENT)


def die_and_go_on(channel: Dying, clock: Clock) -> Counter[str]:
    with pytest.raises(Killed):
        deliver({"email": channel}, clock=clock)
    clock.pass_(**AFTER_THE_LEASE)
    return deliver({"email": channel}, clock=clock)


def test_healthchecks_a_crash_between_marked_sent_and_sent() -> None:
    """Noted as leaving, and never left: it is sent after all."""
    promised = queue(3)
    channel = Dying()

    die_and_go_on(channel, Clock())

    assert channel.arrived == Counter(promised)
    assert account().states == {"sent": 3}


def test_goalert_a_crash_between_sent_and_marked_sent() -> None:
    """Nobody knows whether it left: it is sent once more, and said to be unclear."""
    promised = queue(3)
    channel = Dying(after_sending=True)

    die_and_go_on(channel, Clock())

    twice = [name for name, times in channel.arrived.items() if times > 1]
    assert set(channel.arrived) == set(promised)
    assert account().ambiguous == Counter(twice)
    assert (len(twice), account().states) == (1, {"sent": 3})


def test_vikunja_one_bad_mailbox_among_500() -> None:
    promised = queue(500)
    with MisbehavingSmtp(Script({250: "550 5.1.1 no such mailbox"})) as server:
        done = deliver(by_mail(server.port), clock=Clock())

    assert done == Counter(sent=499, failed=1)
    assert len(message_ids(server.kept).keys() & set(promised)) == 499
    assert account().tasks == 1


def test_a_provider_that_accepts_and_then_times_out() -> None:
    """It has the mail and never says so: once more under the same Message-ID."""
    promised = queue(3)
    clock = Clock()
    with MisbehavingSmtp(Script({2: "lostack"})) as server:
        deliver(by_mail(server.port), clock=clock)
        clock.pass_(minutes=5)
        deliver(by_mail(server.port), clock=clock)

    copies = message_ids(server.kept)
    doubled = Counter({name: 1 for name, times in copies.items() if times == 2})
    assert set(copies) == set(promised)
    assert account().ambiguous == doubled
    assert len(doubled) == 1
    assert account().states == {"sent": 3}


def test_iris_a_quota_that_is_reached_drops_nothing() -> None:
    promised = queue(10)
    clock = Clock()
    channel = Dying(dead=True)

    sent = []
    for _ in range(4):
        done = deliver({"email": channel}, clock=clock, rates={"email": 4})
        sent.append(done["sent"])
        clock.pass_(seconds=61)

    assert sent == [4, 4, 2, 0]
    assert channel.arrived == Counter(promised)
