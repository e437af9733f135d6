"""A deliverer killed between Zalo's yes and our note, and the budget all share."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import fake_zalo
import pytest
from builders import a_message, an_agency, keep
from dispatch import START, Clock, account
from fake_zalo import FakeZalo, Fault
from sqlalchemy import select
from zalo_batches import REMINDER, SHORT, channels

from office.delivering import deliver
from office.zalo_quota import OfficeQuota, usage
from store import people
from store.engine import unit_of_work
from store.tables import ContactRow, DeliveryRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Database

PHONE, TOLD = "0912345678", "84912345678"
DELIVERER = """
import sys
from datetime import datetime
from notifications.zalo.templates import Template, Templates
from notifications.zalo.tokens import FixedToken
from notifications.zalo.zns import Zns, ZnsChannel
from office.delivering import deliver
from store import engine

engine.bind(sys.stdin.read())
now = datetime.fromisoformat(sys.argv[2])
template = Template.model_validate_json(sys.argv[3])
zns = ZnsChannel(
    Zns(Templates((template,)), sys.argv[1]),
    tokens=FixedToken("access-0"), now=lambda: now,
)
deliver({"zalo_zns": zns}, clock=lambda: now)
"""


@pytest.fixture
def zalo() -> Iterator[FakeZalo]:
    with fake_zalo.fake_zalo() as server:
        yield server


def queue_by_phone(count: int) -> None:
    """Queue messages to a post that ZNS reaches, and nothing else."""
    with unit_of_work() as session:
        an_agency(session, "SNV")
        post = people.post(session, "SNV", "focal_point")
        assert post is not None
        contact = session.scalars(
            select(ContactRow).where(ContactRow.post_id == post.id)
        ).one()
        contact.channel, contact.address = "zalo_zns", PHONE
        keep(session, "agency", "SNV", contact)
        rows = [
            a_message(session, post, subject=f"Thư {n}", short_text=SHORT)
            for n in range(count)
        ]
        for row in rows:
            delivery = session.get_one(DeliveryRow, row.id)
            delivery.channel, delivery.address = "zalo_zns", PHONE
            keep(session, "message", row.id, delivery)


def test_killed_between_the_yes_and_the_note(
    database: Database, zalo: FakeZalo
) -> None:
    queue_by_phone(5)
    clock = Clock()
    ours = channels(zalo, now=START)
    zalo.script[TOLD] = [0, 0, Fault.SLOW]
    zalo.slowness = 30
    command = [sys.executable, "-c", DELIVERER, zalo.url, str(clock.now)]
    command.append(REMINDER.model_dump_json())

    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(database.url.encode())
        process.stdin.close()
        while len(zalo.taken()) < 3:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    halfway = account()
    clock.pass_(minutes=5)
    deliver(ours, clock=clock)
    last = account()

    assert halfway.states["handing_over"] == 1
    assert Counter(zalo.copies().values()) == {1: 4, 2: 1}
    assert sum(last.ambiguous.values()) == 1
    assert last.states == {"sent": 5}
    assert last.adds_up


@pytest.mark.usefixtures("database")
def test_eight_deliverers_do_not_spend_more_than_the_budget() -> None:
    taken: list[bool] = []

    def spend() -> None:
        quota = OfficeQuota(50, now=Clock())
        taken.extend(quota.take() for _ in range(10))

    workers = [threading.Thread(target=spend) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Counter(taken) == {True: 50, False: 30}
    assert usage(date(2025, 12, 15), per_day=50).left == 0


@pytest.mark.usefixtures("database")
def test_the_budget_is_of_one_day_and_zalos_word_comes_first() -> None:
    clock = Clock()
    quota = OfficeQuota(2, now=clock)

    first = [quota.take() for _ in range(3)]
    quota.give_back()
    given_back = quota.take()
    clock.now += timedelta(days=1)
    tomorrow = quota.take()
    quota.told(daily=500, remaining=0)
    refused = quota.take()
    quota.told(daily=None, remaining=9)
    shown = usage(date(2025, 12, 16), per_day=2)

    assert (first, given_back, tomorrow, refused) == (
        [True, True, False],
        True,
        True,
        False,
    )
    assert (shown.taken, shown.daily, shown.remaining, shown.left) == (1, 500, 9, 1)
    assert not OfficeQuota(0, now=clock).take()
