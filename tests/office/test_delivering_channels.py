"""A post without an address, a channel that is missing, refuses or breaks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from builders import ISSUED_AT, ISSUED_ON, a_post, an_agency, keep
from dispatch import Clock, account, by_mail, queue
from servers import MisbehavingSmtp, Script
from sqlalchemy import select

from notifications.channel import Outcome, Outgoing, Status
from office import retrying
from office.delivering import deliver
from store import ids, queueing
from store.engine import unit_of_work
from store.queueing import Letter
from store.tables import (
    AttemptRow,
    ContactRow,
    DeliveryRow,
    MessageRow,
    OfficeTaskRow,
    PostRow,
)
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.orm import Session

pytestmark = pytest.mark.usefixtures("database")


@dataclass
class Chat:
    """A channel that takes everything, but breaks at some messages."""

    breaks_at: tuple[int, ...] = ()
    after_handing_over: bool = False
    silent: bool = False
    name: str = "zalo_bot"
    taken: list[str] = field(default_factory=list)

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        for number, outgoing in enumerate(batch):
            if self.silent:
                return
            broken = number in self.breaks_at
            if not broken or self.after_handing_over:
                handing_over(outgoing)
            if broken:
                self.breaks_at = ()
                raise KeyError(outgoing.subject)
            self.taken.append(outgoing.tracking_id)
            yield Outcome(outgoing.id, Status.SENT)


def reach(session: Session, post: PostRow, **contacts: str) -> None:
    """Add contacts of a post, tried in the order given, after those it has."""
    rows = [
        ContactRow(
            id=ids.take(session),
            post_id=post.id,
            channel=channel,
            address=address,
            rank=rank,
        )
        for rank, (channel, address) in enumerate(contacts.items(), 2)
    ]
    keep(session, "agency", post.agency_code, *rows)


def letter(session: Session, post: PostRow, once: str = "thử") -> None:
    """Queue a letter as a use case does."""
    made = Letter(
        post_id=post.id,
        kind="issued",
        office_day=ISSUED_ON,
        dedupe_key=once,
        subject="Giao nhiệm vụ",
        text="Kính gửi cơ quan.",
        html=None,
        short_text="NV-2025-000001",
    )
    entries = queueing.entries(session, [made], now=ISSUED_AT, domain="x.example")
    record(session, entries, actor="office", now=ISSUED_AT)


def a_bare_post(session: Session, **contacts: str) -> PostRow:
    """Keep a post with these contacts only."""
    an_agency(session, "STC")
    post = PostRow(
        id=ids.take(session), agency_code="STC", duty="checker", title="Chuyên viên"
    )
    keep(session, "agency", "STC", post)
    reach(session, post, **contacts)
    return post


def reasons() -> list[str]:
    with unit_of_work() as session:
        return list(session.scalars(select(OfficeTaskRow.reason)))


def test_a_post_that_nothing_reaches_is_a_task_at_once() -> None:
    with unit_of_work() as session:
        letter(session, a_bare_post(session))

    done = deliver({}, clock=Clock())

    assert done == Counter()
    assert account().states == {"failed": 1}
    assert reasons() == ["Chức danh này chưa có địa chỉ liên hệ nào"]
    assert account().adds_up


def test_the_same_letter_is_queued_once() -> None:
    with unit_of_work() as session:
        post = a_bare_post(session, email="a@b.example")
        letter(session, post)
        letter(session, post)
    with unit_of_work() as session:
        letter(session, post)
        letter(session, post, once="khác")

    assert account().promised == 2


@pytest.mark.parametrize("address", ["", "không-phải-địa-chỉ", "a b@c.example"])
def test_an_address_that_is_none_is_a_task_and_stops_no_other(address: str) -> None:
    with unit_of_work() as session:
        letter(session, a_bare_post(session, email=address))
    queue(2)

    with MisbehavingSmtp(Script()) as server:
        deliver(by_mail(server.port), clock=Clock())
        kept = len(server.kept)

    assert (kept, account().states) == (2, {"sent": 2, "failed": 1})
    assert account().tasks == 1


def test_a_channel_that_is_not_set_up_is_waited_for() -> None:
    queue(3)
    clock = Clock()

    deliver({}, clock=clock)
    waiting = account()
    clock.pass_(minutes=5)
    with MisbehavingSmtp(Script()) as server:
        deliver(by_mail(server.port), clock=clock)

    assert (waiting.states, waiting.tries) == ({"pending": 3}, {"temporary": 3})
    assert account().states == {"sent": 3}


def test_the_next_channel_adds_a_try_never_a_message() -> None:
    with unit_of_work() as session:
        post = a_bare_post(session, email="vanthu@stc.example", zalo_bot="chat-7")
        letter(session, post)
    chat = Chat()

    with MisbehavingSmtp(Script({1: "550 5.1.1 unknown"})) as server:
        deliver({**by_mail(server.port), "zalo_bot": chat}, clock=Clock())

    with unit_of_work() as session:
        tries = session.execute(
            select(AttemptRow.n, AttemptRow.channel, AttemptRow.status).order_by(
                AttemptRow.n
            )
        ).all()
        (message,) = session.scalars(select(MessageRow))
        delivery = session.get_one(DeliveryRow, message.id)
    assert [tuple(row) for row in tries] == [
        (1, "email", "permanent"),
        (2, "zalo_bot", "sent"),
    ]
    assert (delivery.state, delivery.channel, delivery.address) == (
        "sent",
        "zalo_bot",
        "chat-7",
    )
    assert chat.taken == [f"m{message.id}"]


def test_a_server_down_for_half_an_hour_hands_on_to_the_next_channel() -> None:
    with unit_of_work() as session:
        post = a_bare_post(session, email="vanthu@stc.example", zalo_bot="chat-7")
        letter(session, post)
    chat, clock = Chat(), Clock()

    for _ in range(retrying.TRIES_BEFORE_OTHER):
        deliver({"zalo_bot": chat}, clock=clock)
        clock.pass_(minutes=30)

    assert len(chat.taken) == 1
    assert account().tries == {"temporary": retrying.TRIES_BEFORE_OTHER, "sent": 1}


BROKEN = {
    "before it gave the message away": (False, 0),
    "after it gave the message away": (True, 1),
}


@pytest.mark.parametrize(("given", "ambiguous"), BROKEN.values(), ids=BROKEN)
def test_a_channel_that_breaks_at_one_goes_on_with_the_rest(
    given: bool, ambiguous: int
) -> None:
    with unit_of_work() as session:
        an_agency(session, "SNV")
        for number in range(4):
            post = a_post(session, "SNV", f"duty-{number}")
            contact = session.scalars(
                select(ContactRow).where(ContactRow.post_id == post.id)
            ).one()
            contact.channel = "zalo_bot"
            keep(session, "agency", "SNV", contact)
            letter(session, post, once=str(number))
    chat, clock = Chat(breaks_at=(1,), after_handing_over=given), Clock()

    deliver({"zalo_bot": chat}, clock=clock)
    then = account()
    clock.pass_(minutes=2)
    deliver({"zalo_bot": chat}, clock=clock)

    assert then.states == {"sent": 3, "pending": 1}
    assert sum(then.ambiguous.values()) == ambiguous
    assert len(chat.taken) == len(set(chat.taken)) == 4


def test_a_channel_that_says_nothing_is_no_endless_loop() -> None:
    queue(2)

    done = deliver({"email": Chat(silent=True)}, clock=Clock())

    assert done == Counter(temporary=2)
    assert account().states == {"pending": 2}


def test_a_channel_is_given_no_more_a_minute_than_it_may_have() -> None:
    queue(8)
    clock, chat = Clock(), Chat(name="email")
    rates = {"email": 3}

    sent = []
    for _ in range(4):
        sent.append(deliver({"email": chat}, clock=clock, rates=rates)["sent"])
        sent.append(deliver({"email": chat}, clock=clock, rates=rates)["sent"])
        clock.pass_(seconds=61)

    assert sent == [3, 0, 3, 0, 2, 0, 0, 0]
    assert len(set(chat.taken)) == 8


def test_a_limit_of_one_channel_slows_no_other() -> None:
    queue(5)

    done = deliver({"email": Chat(name="email")}, clock=Clock(), rates={"zalo_bot": 1})

    assert done == {"sent": 5}
