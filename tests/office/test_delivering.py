"""Everything that is queued arrives once, whatever the mail server does."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from dispatch import Clock, account, by_mail, message_ids, next_try, queue
from servers import MisbehavingSmtp, Script, free_port

from notifications.catcher import MailCatcher
from office import retrying
from office.delivering import deliver
from store import audit, belt, outbox
from store.engine import unit_of_work
from store.outbox import Claimed, Settlement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def catcher() -> Iterator[MailCatcher]:
    with MailCatcher() as running:
        yield running


def arrived(catcher: MailCatcher) -> Counter[str]:
    return Counter(mail.message_id for mail in catcher.messages())


def test_everything_arrives_once_and_a_second_run_sends_nothing(
    catcher: MailCatcher, clock: Clock
) -> None:
    sent = queue(outbox.LEASE.seconds + 3)  # more than one batch

    first = deliver(by_mail(catcher.port), clock=clock)
    second = deliver(by_mail(catcher.port), clock=clock)

    assert (first, second) == (Counter(sent=len(sent)), Counter())
    assert arrived(catcher) == Counter(sent)
    assert account().adds_up
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


FAULTS = {
    # the server's fault at the second of five: after the run, tries, kept at last
    "not now": ("451 4.7.1 later", {"sent": 4, "pending": 1}, "temporary", 5),
    "no such mailbox": ("550 5.1.1 unknown", {"sent": 4, "failed": 1}, "permanent", 4),
    "dropped after DATA": ("drop", {"sent": 4, "pending": 1}, "temporary", 5),
    "answer lost": ("lostack", {"sent": 4, "pending": 1}, "temporary", 6),
    "closing": ("421", {"sent": 5}, None, 5),
}


@pytest.mark.parametrize(
    ("fault", "after", "status", "kept"), FAULTS.values(), ids=FAULTS
)
def test_a_fault_at_one_stops_no_other(
    fault: str, after: dict[str, int], status: str | None, kept: int, clock: Clock
) -> None:
    promised = queue(5)

    with MisbehavingSmtp(Script({2: fault})) as server:
        deliver(by_mail(server.port), clock=clock)
        then = account()
        clock.pass_(minutes=2)
        deliver(by_mail(server.port), clock=clock)
        copies = message_ids(server.kept)
    last = account()

    assert then.states == after
    assert status is None or then.tries[status] == 1
    assert sum(copies.values()) == kept
    assert all(copies[i] - 1 <= last.ambiguous[i] for i in promised)
    assert last.tasks == last.states["failed"] == (fault[:1] == "5")
    assert last.adds_up
    assert not last.states["pending"]


REFUSALS = {
    "nobody listens": None,
    "no service": "554 5.3.2 no service",
    "busy": "421 4.3.2 too many connections",
}


@pytest.mark.parametrize("greeting", REFUSALS.values(), ids=REFUSALS)
def test_a_server_that_refuses_us_costs_only_time(
    greeting: str | None, catcher: MailCatcher, clock: Clock
) -> None:
    promised = queue(5)

    with MisbehavingSmtp(Script(greeting=greeting or "")) as server:
        deliver(by_mail(server.port if greeting else free_port()), clock=clock)
    refused = account()
    clock.pass_(minutes=2)
    deliver(by_mail(catcher.port), clock=clock)

    assert refused.states == {"pending": 5}
    assert refused.tries == {"temporary": 5}
    assert arrived(catcher) == Counter(promised)
    assert account().states == {"sent": 5}


def test_retries_back_off_and_end_with_a_task(clock: Clock) -> None:
    queue(1)
    nowhere = by_mail(free_port())
    waits: list[timedelta] = []

    while account().states["pending"]:
        clock.now = next_try()
        deliver(nowhere, clock=clock)
        waits.append(next_try() - clock.now)
    ended = account()

    doubled = retrying.FIRST_WAIT * 2
    assert retrying.FIRST_WAIT <= waits[0] < doubled <= waits[1]
    assert max(waits) <= retrying.LONGEST_WAIT * 1.25
    assert len(waits) == retrying.MOST_TRIES
    assert (ended.states, ended.tasks) == ({"failed": 1}, 1)
    assert ended.adds_up


def test_two_deliverers_at_once_send_each_once(
    catcher: MailCatcher, clock: Clock
) -> None:
    promised = queue(60)
    done: Counter[str] = Counter()

    def work() -> None:
        done.update(deliver(by_mail(catcher.port), clock=clock))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert done["sent"] == 60
    assert arrived(catcher) == Counter(promised)
    assert not account().ambiguous


def claim(now: datetime) -> Claimed:
    with unit_of_work() as session:
        (claimed,) = outbox.claim(session, now=now)
        return claimed


def settle(claimed: Claimed, state: str, now: datetime) -> bool:
    with unit_of_work() as session:
        return outbox.settle(
            session,
            Settlement(
                claimed=claimed,
                status="permanent" if state == "failed" else state,
                code=None,
                detail=None,
                ambiguous=False,
                state=state,
                next_try_at=now,
                channel=claimed.channel,
                address=claimed.address,
            ),
            now=now,
        )


def test_who_lost_his_lease_changes_nothing(clock: Clock) -> None:
    queue(1)
    slow = claim(clock.now)
    clock.pass_(minutes=3)
    quick = claim(clock.now)

    with unit_of_work() as session:
        late = belt.hand_over(session, slow, now=clock.now)
        outbox.release(session, [slow])
        left = belt.hand_over(session, quick, now=clock.now)
    refused = settle(slow, "failed", clock.now)
    assert left is not None
    sent = settle(left, "sent", clock.now)

    assert (late, refused, sent) == (None, False, True)
    assert account().states == {"sent": 1}
    assert account().tries == {"sent": 1}


def test_a_slow_answer_after_the_lease_does_not_undo_the_second_try(
    clock: Clock,
) -> None:
    queue(1)
    first = claim(clock.now)
    with unit_of_work() as session:
        left = belt.hand_over(session, first, now=clock.now)
    assert left is not None
    clock.pass_(minutes=3)
    second = claim(clock.now)
    answered = settle(left, "failed", clock.now)
    with unit_of_work() as session:
        again = belt.hand_over(session, second, now=clock.now)
    assert again is not None
    settle(again, "sent", clock.now)

    assert not answered
    assert account().states == {"sent": 1}
    assert account().tries == {"unknown": 1, "sent": 1}
    assert sum(account().ambiguous.values()) == 1


def test_a_message_on_its_way_is_no_fault_of_the_trail(clock: Clock) -> None:
    queue(2)
    with unit_of_work() as session:
        first, _ = outbox.claim(session, now=clock.now)
        belt.hand_over(session, first, now=clock.now)

    with unit_of_work() as session:
        proof = audit.verify(session)

    assert proof.fault is None
    assert account().states == {"pending": 1, "handing_over": 1}
