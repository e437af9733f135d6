"""What becomes of a message when the line to Zalo fails, and when a token runs out."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import fake_zalo
import pytest
from fake_zalo import FakeZalo, Fault
from servers import free_port
from zalo_batches import ADDRESSES, NOW, RECIPIENTS, SHORT, channels, outgoing, send

from notifications.channel import Status
from notifications.zalo.tokens import FixedToken, NoTokenError

if TYPE_CHECKING:
    from collections.abc import Iterator

WAYS = ("zalo_bot", "zalo_oa", "zalo_zns")
SENT, LATER, NEVER, THEN = (
    Status.SENT,
    Status.TEMPORARY,
    Status.PERMANENT,
    Status.RESCHEDULE,
)


@pytest.fixture
def zalo() -> Iterator[FakeZalo]:
    with fake_zalo.fake_zalo() as server:
        yield server


# fault -> (status, code, may have arrived, how many copies did)
FAULTS = {
    "cut before it was kept": (Fault.DROP, (LATER, "lost", True), 0),
    "cut after it was kept": (Fault.LOST, (LATER, "lost", True), 1),
    "slower than we wait": (Fault.SLOW, (LATER, "lost", True), 1),
    "a login page": (Fault.PROXY, (LATER, "unreadable", True), 0),
    "a gateway that gave up": (Fault.GATEWAY, (LATER, "504", True), 1),
    "too many": (Fault.TOO_MANY, (THEN, "429", False), 0),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("fault", "expected", "kept"), FAULTS.values(), ids=FAULTS)
def test_every_fault_of_the_line(
    zalo: FakeZalo,
    way: str,
    fault: Fault,
    expected: tuple[Status, str, bool],
    kept: int,
) -> None:
    zalo.script[RECIPIENTS[way]] = fault
    zalo.slowness = 1.5

    (outcome,) = send(channels(zalo)[way], outgoing(way))

    assert (outcome.status, outcome.code, outcome.ambiguous) == expected
    assert len(zalo.taken()) == kept


def test_zalo_says_how_long_to_wait(zalo: FakeZalo) -> None:
    zalo.script["2468"] = Fault.TOO_MANY

    (outcome,) = send(channels(zalo)["zalo_oa"], outgoing("zalo_oa"))

    assert outcome.retry_at == NOW + timedelta(seconds=90)


@pytest.mark.parametrize("way", WAYS)
def test_a_zalo_that_is_down_is_not_asked_by_every_message(
    zalo: FakeZalo, way: str
) -> None:
    handed: list[int] = []
    at_hand = channels(zalo)
    zalo.server_close()
    zalo.server_port = free_port()
    batch = [outgoing(way, number) for number in range(5)]

    outcomes = list(
        channels(zalo)[way].send(batch, handing_over=lambda x: handed.append(x.id))
    )

    assert at_hand.keys() == set(WAYS)
    assert {(x.status, x.code, x.ambiguous) for x in outcomes} == {
        (LATER, "connect", False)
    }
    assert handed == [0, 1]


@pytest.mark.parametrize("way", ["zalo_oa", "zalo_zns"])
def test_a_token_that_ran_out_is_renewed_and_nothing_is_sent_twice(
    zalo: FakeZalo, way: str
) -> None:
    class Source:
        refused: str | None = None

        def access_token(self, *, refused: str | None = None) -> str:
            self.refused = refused
            zalo.accepts = {"access-1"}
            return "access-1" if refused else "access-0"

    source = Source()
    zalo.accepts = set()
    outcomes = send(
        channels(zalo, tokens=source)[way], outgoing(way, 1), outgoing(way, 2)
    )

    assert [x.status for x in outcomes] == [SENT, SENT]
    assert (source.refused, len(zalo.taken()), len(zalo.received)) == ("access-0", 2, 3)


@pytest.mark.parametrize("way", ["zalo_oa", "zalo_zns"])
def test_without_a_login_the_next_channel_takes_over(zalo: FakeZalo, way: str) -> None:
    class Nobody:
        def access_token(self, *, refused: str | None = None) -> str:
            raise NoTokenError(f"nobody is logged in {refused or ''}".strip())

    handed: list[int] = []
    batch = [outgoing(way, 1), outgoing(way, 2)]

    outcomes = list(
        channels(zalo, tokens=Nobody())[way].send(
            batch, handing_over=lambda x: handed.append(x.id)
        )
    )

    assert {(x.status, x.code, x.elsewhere) for x in outcomes} == {
        (LATER, "no token", True)
    }
    assert (handed, zalo.received) == ([], [])


def test_a_token_that_comes_later_is_waited_for(zalo: FakeZalo) -> None:
    class Busy:
        def access_token(self, *, refused: str | None = None) -> str:
            raise NoTokenError(f"later {refused or ''}".strip(), passing=True)

    (outcome,) = send(channels(zalo, tokens=Busy())["zalo_oa"], outgoing("zalo_oa"))

    assert (outcome.status, outcome.code, outcome.elsewhere) == (
        LATER,
        "token later",
        False,
    )


def test_a_fixed_token_is_not_renewed(zalo: FakeZalo) -> None:
    zalo.revoke()

    (outcome,) = send(
        channels(zalo, tokens=FixedToken("access-0"))["zalo_oa"], outgoing("zalo_oa")
    )

    assert (outcome.code, len(zalo.received)) == ("-216", 1)


@pytest.mark.parametrize("way", WAYS)
def test_a_text_too_long_is_refused_here(zalo: FakeZalo, way: str) -> None:
    if way == "zalo_zns":
        too_long = outgoing(way, short=SHORT.replace("000123", "0" * 40))
    else:
        too_long = outgoing(way, short="x" * 2001)

    (outcome,) = send(channels(zalo)[way], too_long)

    assert (outcome.status, zalo.received) == (NEVER, [])


@pytest.mark.parametrize("way", WAYS)
def test_no_secret_shows_up_anywhere(
    zalo: FakeZalo, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    zalo.script[RECIPIENTS[way]] = [400 if way == "zalo_bot" else -201, Fault.LOST]
    channel = channels(zalo)[way]

    outcomes = [*send(channel, outgoing(way)), *send(channel, outgoing(way))]

    assert len(zalo.received) == 2
    shown = caplog.text + repr(outcomes) + repr(vars(channel))
    assert "***" in repr(outcomes)
    assert not [x for x in ("access-0", fake_zalo.APP_SECRET, "bi-mat") if x in shown]
    assert ADDRESSES[way] in repr(outgoing(way))
