"""ZNS at night, and when the day's budget is spent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import fake_zalo
import pytest
from fake_zalo import FakeZalo
from zalo_batches import REMINDER, channels, outgoing, send

from notifications.channel import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

NIGHT = datetime(2025, 12, 19, 16, 0, tzinfo=UTC)  # Friday, 23:00 in Cao Bằng
MONDAY = datetime(2025, 12, 22, 0, 30, tzinfo=UTC)  # 7:30


@dataclass
class Purse:
    """A budget that remembers."""

    left: int = 10
    told_: list[tuple[int | None, int]] = field(default_factory=list)

    def take(self) -> bool:
        if not self.left:
            return False
        self.left -= 1
        return True

    def give_back(self) -> None:
        self.left += 1

    def told(self, *, daily: int | None, remaining: int) -> None:
        self.told_.append((daily, remaining))


@pytest.fixture
def zalo() -> Iterator[FakeZalo]:
    with fake_zalo.fake_zalo() as server:
        yield server


def test_nothing_is_tried_at_night(zalo: FakeZalo) -> None:
    purse = Purse()
    (outcome,) = send(
        channels(zalo, now=NIGHT, quota=purse)["zalo_zns"], outgoing("zalo_zns")
    )

    assert (outcome.status, outcome.code) == (Status.RESCHEDULE, "night")
    assert (outcome.retry_at, outcome.elsewhere) == (MONDAY, False)
    assert (zalo.received, purse.left) == ([], 10)


def test_a_template_for_the_night_is_up_to_zalo(zalo: FakeZalo) -> None:
    urgent = REMINDER.model_copy(update={"at_night": True})
    channel = channels(zalo, now=NIGHT, template=urgent)["zalo_zns"]
    zalo.night = True
    (refused,) = send(channel, outgoing("zalo_zns"))
    zalo.night = False
    (sent,) = send(channel, outgoing("zalo_zns"))

    assert (refused.code, refused.retry_at) == ("-133", MONDAY)
    assert sent.status is Status.SENT


def test_the_budget_is_kept_and_zalos_word_noted(zalo: FakeZalo) -> None:
    purse = Purse(left=2)
    zalo.script["84900000000"] = -114
    batch = [
        outgoing("zalo_zns", 1),
        outgoing("zalo_zns", 2, address="0900000000"),
        outgoing("zalo_zns", 3),
        outgoing("zalo_zns", 4),
    ]

    outcomes = send(channels(zalo, quota=purse)["zalo_zns"], *batch)

    assert [x.code for x in outcomes] == ["0", "-114", "0", "budget"]
    assert (outcomes[3].status, outcomes[3].elsewhere) == (Status.RESCHEDULE, True)
    assert purse.told_ == [(500, 499), (500, 498)]
    assert (purse.left, len(zalo.received)) == (0, 3)


def test_a_spent_quota_is_noted_and_the_rest_not_tried(zalo: FakeZalo) -> None:
    purse = Purse()
    zalo.remaining = 0
    outcomes = send(
        channels(zalo, quota=purse)["zalo_zns"],
        outgoing("zalo_zns", 1),
        outgoing("zalo_zns", 2),
    )

    assert {(x.code, x.elsewhere) for x in outcomes} == {("-144", True)}
    assert (purse.told_, purse.left, len(zalo.received)) == ([(None, 0)], 10, 1)


def test_an_answer_that_was_lost_is_not_given_back(zalo: FakeZalo) -> None:
    purse = Purse()
    zalo.script["84912345678"] = fake_zalo.Fault.LOST

    send(channels(zalo, quota=purse)["zalo_zns"], outgoing("zalo_zns"))

    assert purse.left == 9


def test_a_second_try_has_the_same_tracking_id(zalo: FakeZalo) -> None:
    zalo.script["84912345678"] = [fake_zalo.Fault.LOST]
    channel = channels(zalo)["zalo_zns"]

    first, second = (send(channel, outgoing("zalo_zns"))[0] for _ in range(2))

    assert (first.ambiguous, second.status) == (True, Status.SENT)
    assert zalo.copies() == {"m1": 2}
