"""The channels that a rung names carry its message; the contact's others follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import small_office
from builders import keep
from dispatch import Clock
from model_office import at
from small_office import HOUSE
from sqlalchemy import select

from notifications.channel import Outcome, Status
from office.delivering import deliver
from office.reminding import escalate
from store import audit, ids, people
from store.engine import unit_of_work
from store.tables import AttemptRow, ContactRow, DeliveryRow, MessageRow, PostRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from notifications.channel import Outgoing
    from office.house import House

pytestmark = pytest.mark.usefixtures("database")

NOW = at("2025-12-15")  # T+1 of what was due on the 14th: its head hears


class Refusing:
    """A channel that no message gets through."""

    def __init__(self, name: str, status: Status = Status.PERMANENT) -> None:
        self.name, self.status = name, status

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        for outgoing in batch:
            handing_over(outgoing)
            yield Outcome(outgoing.id, self.status, "550")


def naming(*channels: str) -> House:
    """Return the office with a policy whose T+1 names channels."""
    rungs = tuple(
        replace(rung, channels=channels) if rung.key == "T+1" else rung
        for rung in HOUSE.policy.rungs
    )
    return replace(HOUSE, policy=replace(HOUSE.policy, rungs=rungs))


def reach_by_zalo(rank: int) -> None:
    """Let the head of STP also be reached by Zalo."""
    small_office.found()
    with unit_of_work() as session:
        head = people.post(session, "STP", "head")
        assert head is not None
        contact = ContactRow(
            id=ids.take(session),
            post_id=head.id,
            channel="zalo_bot",
            address="chat-000001",
            rank=rank,
        )
        keep(session, "agency", "STP", contact)


def way_of_stp() -> tuple[str, list[str] | None]:
    """Return the channel of the head's message, and the channels it names."""
    with unit_of_work() as session:
        found = session.execute(
            select(DeliveryRow.channel, MessageRow.channels)
            .join(MessageRow, MessageRow.id == DeliveryRow.message_id)
            .join(PostRow, PostRow.id == MessageRow.post_id)
            .where(PostRow.agency_code == "STP", PostRow.duty == "head")
        )
        return found.tuples().one()


CASES: dict[str, tuple[tuple[str, ...], str]] = {
    "the rung names none": ((), "email"),
    "the rung names what stands second": (("zalo_bot",), "zalo_bot"),
    "the first that the post has": (("apprise", "zalo_bot"), "zalo_bot"),
    "the post has none of them": (("apprise",), "email"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_channels_of_the_rung_come_first(case: tuple[tuple[str, ...], str]) -> None:
    channels, taken = case
    reach_by_zalo(rank=2)

    escalate(house=naming(*channels), now=NOW)

    assert way_of_stp() == (taken, list(channels) or None)


def test_the_other_channels_of_the_post_take_over() -> None:
    reach_by_zalo(rank=2)
    escalate(house=naming("zalo_bot"), now=NOW)

    deliver({"zalo_bot": Refusing("zalo_bot")}, clock=Clock(NOW))
    second = way_of_stp()[0]
    deliver({"email": Refusing("email")}, clock=Clock(NOW))

    with unit_of_work() as session:
        fault = audit.verify(session).fault
        tried = session.scalars(
            select(AttemptRow.channel)
            .join(DeliveryRow, DeliveryRow.message_id == AttemptRow.message_id)
            .join(MessageRow, MessageRow.id == AttemptRow.message_id)
            .join(PostRow, PostRow.id == MessageRow.post_id)
            .where(PostRow.agency_code == "STP", PostRow.duty == "head")
            .order_by(AttemptRow.n)
        ).all()
    assert second == "email"
    assert tried == ["zalo_bot", "email"]
    assert fault is None
