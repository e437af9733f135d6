"""How fast a morning's reminders go out: plan, render, deliver, all by real SMTP.

    python bench/reminders.py [--agencies 1000] [--assignments 100000] [--growth]

Of the open assignments 20 % are overdue and 10 % due within three days. The mails go
to a server of our own on loopback, in a process of its own. `--growth` repeats it
with ten times as many assignments. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import smtplib
import statistics
import sys
import time
import traceback
from dataclasses import asdict, dataclass
from email.headerregistry import Address
from typing import TYPE_CHECKING, Any, NoReturn

import many_assignments
from children import Child
from crash_world import HOUSE, at, universe
from sqlalchemy import select

from notifications import mail
from notifications.channel import Outgoing
from notifications.smtp import SmtpChannel, SmtpServer
from office import delivering, reminding
from store import engine
from store.engine import unit_of_work
from store.tables import DeliveryRow, MessageRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from crash_world import Universe

NOW = at("2025-12-16", "08:30")
SENDER = "nhiemvu@vpubnd.cao-bang.example"
ONE_EACH = 1_000  # mails about one assignment, for the ratio to the raw loop
ROUNDS = 3
MS = 1000


@dataclass
class Morning:
    """What one morning took."""

    plan_seconds: float
    deliver_seconds: float
    cpu_seconds: float
    messages: int
    second_run_messages: int
    second_run_seconds: float
    peak_rss_mb: float

    @property
    def seconds(self) -> float:
        """From the first query to the last answer of the mail server."""
        return self.plan_seconds + self.deliver_seconds


def apart(work: Callable[..., Any], *given: object) -> tuple[Any, float, float]:
    """Do work in a process of its own; return its answer, CPU seconds and peak MB."""
    return _hear(*_begin(work, *given))


def _begin(work: Callable[..., Any], *given: object) -> tuple[int, int]:
    """Begin work in a process of its own; return its number and where it will tell."""
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(reading)
        _work_and_end(writing, work, *given)
    os.close(writing)
    return number, reading


def _work_and_end(writing: int, work: Callable[..., Any], *given: object) -> NoReturn:
    try:
        with os.fdopen(writing, "w") as told:
            json.dump(work(*given), told)
    except BaseException:  # noqa: BLE001 - a fork must not go on as its parent
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _hear(number: int, reading: int) -> tuple[Any, float, float]:
    with os.fdopen(reading) as told:
        said = told.read()
    _, status, used = os.wait4(number, 0)
    if status:
        raise RuntimeError("a process of the bench failed")
    return json.loads(said), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def morning(url: str, port: int, deliverers: int) -> Morning:
    """Plan and deliver, and do it once more.

    What is reminded leaves while the escalations are planned, as the flows do it.
    """
    began = time.perf_counter()
    planned = [apart(_plan, url, "remind")]
    early = _begin(_deliver, url, port)
    planned.append(apart(_plan, url, "escalate"))
    plan = time.perf_counter() - began
    delivered = [*_deliver_all(url, port, deliverers), _hear(*early)]
    whole = time.perf_counter() - began
    queued = sum(one[0] for one in planned)
    sent = sum(one[0].get("sent", 0) for one in delivered)
    if sent != queued:
        raise RuntimeError(f"{queued} were queued and {sent} were sent")
    began = time.perf_counter()
    again = [apart(_plan, url, walk) for walk in ("remind", "escalate")]
    (none,) = _deliver_all(url, port, 1)
    second = time.perf_counter() - began
    return Morning(
        plan,
        whole - plan,
        sum(one[1] for one in (*planned, *delivered)),
        sent,
        sum(one[0] for one in again) + none[0].get("sent", 0),
        second,
        max(one[2] for one in (*planned, *delivered, *again)),
    )


def _plan(url: str, walk: str) -> int:
    engine.bind(url)
    act: Callable[..., reminding.Sounded] = getattr(reminding, walk)
    return act(house=HOUSE, now=NOW).messages


def _deliver_all(
    url: str, port: int, deliverers: int
) -> list[tuple[dict[str, int], float, float]]:
    """Let several processes deliver at once."""
    begun = [_begin(_deliver, url, port) for _ in range(deliverers)]
    return [_hear(*one) for one in begun]


def _deliver(url: str, port: int) -> dict[str, int]:
    engine.bind(url)
    server = SmtpServer("127.0.0.1", port, SENDER)
    channels = {"email": SmtpChannel(server, now=lambda: NOW)}
    return dict(delivering.deliver(channels, clock=lambda: NOW))


def ratio_to_raw(universe: Universe, port: int, deliverers: int) -> float:
    """Return how fast we deliver one mail per assignment, as a share of bare smtplib.

    Both send the same bytes to the same server.
    """
    world = universe.world()
    with world.reading() as cursor:
        cursor.execute("UPDATE deliveries SET state = 'superseded'")
    ours, bare = [], []
    for _ in range(ROUNDS):
        world.queue(ONE_EACH, NOW)
        prepared = [
            mail.build(one, sender=Address(addr_spec=SENDER), reply_to=None, now=NOW)
            for one in _waiting()
        ]
        engine.release()
        began = time.perf_counter()
        done = _deliver_all(world.url, port, deliverers)
        ours.append(len(prepared) / (time.perf_counter() - began))
        if sum(one[0].get("sent", 0) for one in done) != len(prepared):
            raise RuntimeError("not all was sent")
        bare.append(len(prepared) / _raw(port, prepared))
        engine.bind(world.url)
    engine.release()
    rates = statistics.median(ours), statistics.median(bare)
    print("one mail per assignment: {:.0f}/s, bare smtplib {:.0f}/s".format(*rates))
    return rates[0] / rates[1]


def _raw(port: int, prepared: list[bytes]) -> float:
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.ehlo()
        began = time.perf_counter()
        for raw in prepared:
            smtp.sendmail(SENDER, ["vanthu@snv.cao-bang.example"], raw)
        return time.perf_counter() - began


def _waiting() -> list[Outgoing]:
    with unit_of_work() as session:
        return [
            Outgoing(
                id=row.id,
                channel="email",
                address="vanthu@snv.cao-bang.example",
                subject=row.subject,
                text=row.text,
                html=row.html,
                message_id=row.header_id,
                tracking_id=f"m{row.id}",
            )
            for row in session.scalars(
                select(MessageRow)
                .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
                .where(DeliveryRow.state == "pending")
            )
        ]


def main() -> int:
    """Measure, print, and say it once more as JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--agencies", type=int, default=1_000)
    asked.add_argument("--assignments", type=int, default=100_000)
    asked.add_argument("--deliverers", type=int, default=2)
    asked.add_argument("--growth", action="store_true")
    args = asked.parse_args()
    sizes = [args.assignments] + [10 * args.assignments] * args.growth
    mornings = []
    with universe() as made, Child("sink.py") as sink:
        ratio = ratio_to_raw(made, sink.ready, args.deliverers)
        for size in sizes:
            url = many_assignments.fill(made, args.agencies, size, today=NOW.date())
            found = morning(url, sink.ready, args.deliverers)
            mornings.append(found)
            print(f"{size} assignments: {asdict(found)}")
    first = mornings[0]
    told = {
        "seconds": round(first.seconds, 2),
        "plan_seconds": round(first.plan_seconds, 2),
        "deliver_seconds": round(first.deliver_seconds, 2),
        "cpu_ms_per_message": round(MS * first.cpu_seconds / first.messages, 2),
        "messages": first.messages,
        "second_run_messages": first.second_run_messages,
        "second_run_seconds": round(first.second_run_seconds, 2),
        "growth_1m_over_100k": round(mornings[-1].seconds / first.seconds, 2)
        if args.growth
        else None,
        "peak_rss_mb": round(max(one.peak_rss_mb for one in mornings)),
        "ratio_to_raw_smtp": round(ratio, 3),
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
