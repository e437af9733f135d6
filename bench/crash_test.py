"""Kill namro at every commit, statement and SMTP verb; count at the receiving end.

    python bench/crash_test.py [--short] [--rounds N] [--write]

Every kill is a kill -9 of a process of its own, which plans or delivers on a real
PostgreSQL and through a real SMTP server. `--write` puts the tables into
docs/reliability.md. The last line is one JSON object; exit 1 when anything was lost,
doubled, or left ambiguous more than once for a kill.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from children import Child
from crash_report import Kind, Report
from crash_world import at, universe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crash_world import Promise, Universe, World

    Kill = tuple[str, int]  # where, and at which time it is passed
    Points = dict[str, tuple[str, int]]  # what must be set up, how often it is passed

REPLIES = ("421 4.3.2", "451 4.7.1", "550 5.1.1", "drop", "lostack")
VERBS = ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "QUIT")
PLANS = {"remind": at("2025-12-09", "08:30"), "escalate": at("2025-12-15", "08:30")}
START = at("2025-09-10")
SETUPS: dict[str, tuple[str, str] | None] = {
    "all is well": None,
    "a try is left open": None,  # by a kill between the mail and its answer
    "a mailbox is refused": ("RCPT", "550 5.1.1"),
    "a mail is put off": ("RCPT", "451 4.7.1"),
}
OPEN = "a try is left open"
TOP_UP = 8  # messages that wait before a deliverer starts
HITS = 3  # a failpoint kills at the first, second or third time it is passed
SETTLING = 60  # rounds of five minutes to settle all that is left


class Bench:
    """Runs deliverers and planners against one world after another."""

    def __init__(self, universe: Universe, sink: Child, worker: Child) -> None:
        self.universe, self.sink, self.worker = universe, sink, worker
        self.chance = random.Random(20260101)  # noqa: S311 - the same kills each time
        self.world: World
        self.now: datetime
        self.kind: Kind

    def begin(self, kind: Kind, now: datetime = START) -> None:
        """Begin a fresh world; what is killed in it counts for `kind`."""
        self.world, self.now, self.kind = self.universe.world(), now, kind
        self.sink.ask(do="clear")

    def order(self, act: str, kills: list[Kill | None]) -> None:
        """Start processes that act; `answers` waits for them."""
        self.worker.tell(
            act=act,
            url=self.world.url,
            port=self.sink.ready,
            now=self.now.isoformat(),
            kill=kills,
        )

    def answers(self, act: str, kills: list[Kill | None]) -> list[dict[str, Any]]:
        """Wait until the processes end; note the kills and what they left open."""
        ends: list[dict[str, Any]] = self.worker.hear()
        killed = [
            k[0] for k, end in zip(kills, ends, strict=True) if k and end["killed"]
        ]
        for point in killed:
            self.kind.hits[f"{act} · {point}"] += 1
        if killed:
            self.kind.leave_open(self.world.on_their_way(), killed)
        return ends

    def run(self, act: str, *kills: Kill | None) -> list[dict[str, Any]]:
        """Run processes that act, to their end."""
        self.order(act, list(kills))
        return self.answers(act, list(kills))

    def later(self) -> None:
        """Let every lease and back-off pass."""
        self.now += timedelta(minutes=6)

    def top_up(self) -> None:
        """Queue letters until enough of them wait."""
        missing = TOP_UP - self.world.waiting()
        if missing > 0:
            self.world.queue(missing, self.now)

    def spoil(self, verb: str, reply: str, number: int) -> None:
        """Let the server answer a verb wrongly, once."""
        self.sink.ask(do="fault", verb=verb, kind=reply, at=number)

    def prepare(self, setup: str) -> None:
        """Bring about what a failpoint needs to be passed."""
        self.top_up()
        if setup == OPEN:
            self.run("deliver", ("send: said BODY", 1))
            self.later()
        elif fault := SETUPS[setup]:
            self.spoil(*fault, 1)

    def settle(self) -> None:
        """Deliver until nothing waits, on a server that works."""
        self.sink.ask(do="fault", verb="NONE", kind="drop", at=1)
        for _ in range(SETTLING):
            self.later()
            self.run("deliver", None)
            if not self.world.waiting():
                return

    def close(self, control: set[Promise] | None = None) -> None:
        """Settle, and add the account of the world to its kind."""
        self.settle()
        self.kind.close(self.world.account(self.sink.ask(do="counts"), control))


def delivery_points(bench: Bench) -> Points:
    """Return every failpoint of a delivery: what must be set up, how often passed."""
    found: Points = {}
    bench.begin(Kind("a look at the failpoints"))
    for setup in SETUPS:
        bench.prepare(setup)
        (end,) = bench.run("deliver", None)
        bench.later()
        for point, times in end["passed"].items():
            found.setdefault(point, (setup, times))
    return found


def kill_planners(bench: Bench, rounds: int, report: Report, step: int) -> None:
    """Kill remind and escalate at each of their failpoints, then let them finish."""
    kind = report.begin("kill −9 while promising and gathering")
    for act, moment in PLANS.items():
        bench.begin(Kind("control"), moment)
        (end,) = bench.run(act, None)
        control = bench.world.promised()
        points = sorted(
            end["passed"].items(), key=lambda found: "after COMMIT" in found[0]
        )[::step]
        for _ in range(rounds):
            bench.begin(kind, moment)
            for point, times in points:
                bench.run(act, (point, bench.chance.randint(1, min(times, HITS))))
            bench.run(act, None)
            bench.close(control)


def kill_deliverers(
    bench: Bench, points: Points, rounds: int, report: Report, step: int
) -> None:
    """Kill a deliverer at each failpoint, alone and beside a second deliverer."""
    for title, others in (
        ("kill −9 while delivering", 0),
        ("kill −9 of one of two deliverers at once", 1),
    ):
        bench.begin(report.begin(title))
        for _ in range(rounds if not others else max(1, rounds // 3)):
            for point, (setup, times) in list(points.items())[::step]:
                bench.prepare(setup)
                most = min(times, 1 if others or setup != "all is well" else HITS)
                for hit in (bench.chance.randint(1, most), 1):
                    (first, *_) = bench.run("deliver", (point, hit), *[None] * others)
                    bench.later()
                    if first["killed"] or others:
                        break
                    bench.prepare(setup)
        bench.close()


def misbehave(bench: Bench, points: Points, report: Report, step: int) -> None:
    """Let the server answer each verb wrongly, without a kill and with one."""
    for title, killing in (
        ("SMTP answers 421, 451, 550, dropped, lost ack at every verb", False),
        ("the same, and kill −9 meanwhile", True),
    ):
        bench.begin(report.begin(title))
        for verb, reply, number in list(_faults())[::step]:
            bench.top_up()
            bench.spoil(verb, reply, number)
            kill = (bench.chance.choice(list(points)), 1) if killing else None
            bench.run("deliver", kill)
            bench.kind.hits[f"answer · {verb} {reply}"] += 1
            bench.later()
        bench.close()


def restart(bench: Bench, points: Points, rounds: int, report: Report) -> None:
    """Restart the database under a deliverer, and kill another one right after."""
    bench.begin(report.begin("database restarted while delivering, then kill −9"))
    for _ in range(rounds):
        bench.world.queue(40, bench.now)
        bench.sink.ask(do="slow", seconds=0.02)
        bench.order("deliver", [None])
        time.sleep(0.3)
        bench.universe.restart()
        bench.answers("deliver", [None])
        bench.kind.hits["restart · database"] += 1
        bench.kind.leave_open(bench.world.on_their_way(), ["database restarted"])
        bench.sink.ask(do="slow", seconds=0)
        bench.later()
        bench.run("deliver", (bench.chance.choice(list(points)), 1))
        bench.later()
    bench.close()


def _faults() -> Iterator[tuple[str, str, int]]:
    for verb in VERBS:
        for reply in REPLIES:
            yield verb, reply, 1 if verb in ("CONNECT", "EHLO", "QUIT") else 2


def main() -> int:
    """Run all, print the tables and the JSON object."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--short", action="store_true")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--write", action="store_true")
    args = asked.parse_args()
    rounds, step = (1, 10) if args.short else (args.rounds, 1)
    began = time.monotonic()
    report = Report()
    with universe() as made, Child("sink.py") as sink, Child("crash_worker.py") as work:
        bench = Bench(made, sink, work)
        kill_planners(bench, rounds, report, step)
        points = delivery_points(bench)
        kill_deliverers(bench, points, rounds, report, step)
        misbehave(bench, points, report, step)
        restart(bench, points, rounds, report)
    report.seconds = time.monotonic() - began
    print(report.text())
    if args.write:
        report.write()
    print(json.dumps(report.figures()))
    return 0 if report.is_clean() else 1


if __name__ == "__main__":
    sys.exit(main())
