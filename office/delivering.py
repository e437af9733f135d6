"""Deliver what waits in the outbox: claim, hand over, send, settle."""

from __future__ import annotations

import contextlib
import re
from collections import Counter, defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from notifications.channel import Channel, Inline, Outcome, Outgoing, Status
from office import mending, retrying
from store import belt, files, outbox, pace
from store.engine import unit_of_work
from store.errors import StoreError
from store.outbox import Claimed, Settlement
from store.slots import Slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

BATCH = 100
_SHOWN = re.compile(r'src="cid:([0-9a-f]{64})"')
LEASE_LOST = "lease lost"
NO_LIMITS: Mapping[str, int] = MappingProxyType({})


class LeaseLostError(Exception):
    """Another deliverer holds the message now; it is not handed over twice."""


def deliver(
    channels: Mapping[str, Channel],
    *,
    clock: Callable[[], datetime],
    rates: Mapping[str, int] = NO_LIMITS,
    deliverers: Mapping[str, int] = NO_LIMITS,
) -> Counter[str]:
    """Send everything whose time has come; return how many of each outcome.

    Each message is committed as handed over just before it leaves and settled right
    after the answer: a kill leaves at most one message of which nobody knows, and
    the next run sends that one once more with the same Message-ID.

    Args:
        channels: The channels of this installation by name.
        clock: Gives the moment of each hand-over and answer, aware.
        rates: How many messages a minute a channel may be given, by all deliverers
            together; what is beyond waits for the next minute.
        deliverers: How many may use a channel at once, of all processes; what another
            deliverer has no slot for is left to those that have one.
    """
    done: Counter[str] = Counter()
    with belt.opened() as line, contextlib.closing(Slots(line)) as slots:
        while True:
            with unit_of_work() as session:
                batch = _claim(session, slots, rates, deliverers, now=clock())
            if not batch:
                return done
            by_channel: dict[str, list[Claimed]] = defaultdict(list)
            for message in batch:
                by_channel[message.channel].append(message)
            for name, messages in by_channel.items():
                done += _send(line, channels.get(name), messages, clock=clock)
                slots.give_back(name)


def _claim(
    session: Session,
    slots: Slots,
    rates: Mapping[str, int],
    deliverers: Mapping[str, int],
    *,
    now: datetime,
) -> list[Claimed]:
    batch: list[Claimed] = []
    limited = rates.keys() | deliverers.keys()
    for name in sorted(limited):
        if name in deliverers and not slots.take(name, of=deliverers[name]):
            continue
        room = BATCH
        if name in rates:
            room = pace.room(session, name, per_minute=rates[name], now=now)
        limit = min(room, BATCH)
        claimed = limit and outbox.claim(session, now=now, limit=limit, only=name)
        batch += claimed or []
        if not claimed:
            slots.give_back(name)
    return batch + outbox.claim(session, now=now, limit=BATCH, without=limited)


def _send(
    line: Connection,
    channel: Channel | None,
    messages: Sequence[Claimed],
    *,
    clock: Callable[[], datetime],
) -> Counter[str]:
    held = {message.message_id: message for message in messages}
    done: Counter[str] = Counter()
    try:
        for outcome in _answers(line, channel, held, clock=clock):
            message = held.pop(outcome.id)
            done[_settle(line, message, outcome, now=clock())] += 1
    except LeaseLostError:
        done[LEASE_LOST] += 1
    finally:
        if held:
            with unit_of_work() as session:
                outbox.release(session, list(held.values()))
    return done


def _answers(
    line: Connection,
    channel: Channel | None,
    held: dict[int, Claimed],
    *,
    clock: Callable[[], datetime],
) -> Iterator[Outcome]:
    """Yield one outcome for each message held; a fault of one stops no other."""
    waiting = [_outgoing(message) for message in held.values()]

    def handing_over(outgoing: Outgoing) -> None:
        left = belt.hand_over(line, held[outgoing.id], now=clock())
        if left is None:
            raise LeaseLostError(outgoing.id)
        held[outgoing.id] = left

    while waiting and channel:
        fault = "no answer"
        try:
            for outcome in channel.send(tuple(waiting), handing_over=handing_over):
                waiting = [one for one in waiting if one.id != outcome.id]
                yield outcome
        except (LeaseLostError, StoreError, SQLAlchemyError):
            raise
        except Exception as error:  # noqa: BLE001 - a channel's own fault, whatever it is
            fault = type(error).__name__
        if waiting:
            broken = held[waiting.pop(0).id]
            yield Outcome(
                broken.message_id,
                Status.TEMPORARY,
                "error",
                f"Kênh {broken.channel} hỏng: {fault}",
                ambiguous=broken.handed_over,
            )
    for outgoing in waiting:
        detail = f"Chưa cấu hình kênh gửi {outgoing.channel}"
        yield Outcome(outgoing.id, Status.TEMPORARY, "no channel", detail)


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
        kind=message.kind,
        pictures=tuple(pictures(message.html or "")),
    )


def pictures(html: str) -> Iterator[Inline]:
    """Yield the pictures that a message shows; one that is gone leaves its words."""
    for digest in dict.fromkeys(_SHOWN.findall(html)):
        with contextlib.suppress(OSError, ValueError):
            yield Inline(digest, files.read(digest))


def _settle(
    line: Connection, message: Claimed, outcome: Outcome, *, now: datetime
) -> str:
    if outcome.status is Status.SENT and belt.settle_sent(
        line,
        message,
        code=outcome.code or None,
        detail=outcome.detail or None,
        now=now,
    ):
        return "sent"
    with unit_of_work() as session:
        other = (
            None
            if outcome.status is Status.SENT
            else outbox.next_contact(session, message.message_id)
        )
        fate = retrying.fate(
            outcome,
            tries=message.tries + (not message.handed_over),
            other_channel=other is not None,
            now=now,
            chance=retrying.some_chance(),
        )
        moved = other if fate.next_channel else None
        settlement = Settlement(
            claimed=message,
            status=outcome.status,
            code=outcome.code or None,
            detail=outcome.detail or None,
            ambiguous=outcome.ambiguous,
            state=fate.state,
            next_try_at=fate.next_try_at,
            channel=moved.channel if moved else message.channel,
            address=moved.address if moved else message.address,
        )
        if not outbox.settle(session, settlement, now=now):
            return LEASE_LOST
        mending.ask(session, message.channel, outcome, now=now)
    return fate.state if fate.state != "pending" else str(outcome.status)
