"""Deliver what waits in the outbox: claim, hand over, send, settle."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from notifications.channel import Channel, Outcome, Outgoing, Status
from office import retrying
from store import outbox
from store.engine import unit_of_work
from store.outbox import Claimed, Settlement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

BATCH = 100


class LeaseLostError(Exception):
    """Another deliverer holds the message now; it is not handed over twice."""


def deliver(
    channels: Mapping[str, Channel], *, clock: Callable[[], datetime]
) -> Counter[str]:
    """Send everything whose time has come; return how many of each outcome.

    Each message is committed as handed over just before it leaves and settled right
    after the answer: a kill leaves at most one message of which nobody knows, and
    the next run sends that one once more with the same Message-ID.

    Args:
        channels: The channels of this installation by name.
        clock: Gives the moment of each hand-over and answer, aware.
    """
    done: Counter[str] = Counter()
    while True:
        with unit_of_work() as session:
            batch = outbox.claim(session, now=clock(), limit=BATCH)
        if not batch:
            return done
        by_channel: dict[str, list[Claimed]] = defaultdict(list)
        for message in batch:
            by_channel[message.channel].append(message)
        for name, messages in by_channel.items():
            done += _send(channels.get(name), messages, clock=clock)


def _send(
    channel: Channel | None,
    messages: Sequence[Claimed],
    *,
    clock: Callable[[], datetime],
) -> Counter[str]:
    waiting = {message.message_id: message for message in messages}
    done: Counter[str] = Counter()

    def handing_over(outgoing: Outgoing) -> None:
        with unit_of_work() as session:
            if not outbox.hand_over(session, waiting[outgoing.id], now=clock()):
                raise LeaseLostError(outgoing.id)

    batch = [_outgoing(message) for message in messages]
    answers = (
        channel.send(batch, handing_over=handing_over)
        if channel
        else _no_channel(messages)
    )
    try:
        for outcome in answers:
            message = waiting.pop(outcome.id)
            done[_settle(message, outcome, now=clock())] += 1
    except LeaseLostError:
        done["lease lost"] += 1
    finally:
        with unit_of_work() as session:
            outbox.release(session, list(waiting))
    return done


def _no_channel(messages: Sequence[Claimed]) -> Iterator[Outcome]:
    for message in messages:
        detail = f"Chưa cấu hình kênh gửi {message.channel}"
        yield Outcome(message.message_id, Status.TEMPORARY, "no channel", detail)


def _outgoing(message: Claimed) -> Outgoing:
    return Outgoing(
        id=message.message_id,
        channel=message.channel,
        address=message.address,
        subject=message.subject,
        text=message.text,
        html=message.html,
        message_id=message.header_id,
        tracking_id=f"m{message.message_id}",
        short=message.short_text,
    )


def _settle(message: Claimed, outcome: Outcome, *, now: datetime) -> str:
    with unit_of_work() as session:
        other = outbox.next_contact(session, message.message_id)
        fate = retrying.fate(
            outcome,
            tries=message.tries + 1,
            other_channel=other is not None,
            now=now,
            chance=retrying.some_chance(),
        )
        moved = other if fate.next_channel else None
        outbox.settle(
            session,
            Settlement(
                message_id=message.message_id,
                status=outcome.status,
                code=outcome.code or None,
                detail=outcome.detail or None,
                ambiguous=outcome.ambiguous,
                state=fate.state,
                next_try_at=fate.next_try_at,
                channel=moved.channel if moved else message.channel,
                address=moved.address if moved else message.address,
            ),
            now=now,
        )
    return fate.state if fate.state != "pending" else str(outcome.status)
