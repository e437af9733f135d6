"""How fast the pages are with very many assignments and twenty people at once.

    python bench/pages.py [--assignments 1000000] [--users 20] [--seconds 60]
        [--writing]

The site runs in a process of its own beside the database; the client is on the same
machine. Each user opens a page, thinks, and opens the next. A bare FastAPI page of the
same size is asked in the same way for the ratio. With --writing an agency reports its
progress every second meanwhile. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import socket
import statistics
import sys
import time
from collections import defaultdict
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import httpx
import many_assignments
import uvicorn
from crash_world import HOUSE, at, universe
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from sqlalchemy import text

from office import accounts, actor, answering, signing_in
from office.rights import Role
from runtime import clock
from store import engine
from web import cookies
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NOW = at("2025-12-16", "08:30")
AGENCIES = 1_000
WARM_UP = 5.0  # seconds that do not count
MS = 1000
PASSWORD = "một câu chỉ để đo"  # noqa: S105 - of this bench alone

SOME_ASSIGNMENTS = """
    SELECT code, agency_code FROM assignments WHERE code LIKE 'NV-2025-1%'
    ORDER BY id LIMIT 1000
"""
OFFICE_PAGES = {
    "overview": "/",
    "table": "/assignments",
    "table by agency": "/assignments?agency=XA-7",
    "table by phase": "/assignments?phase=in_progress",
    "table by lateness": "/assignments?timeliness=overdue",
    "table by figure": "/assignments?figure=due_soon",
    "table by words": "/assignments?q=bao+cao",
    "ranking": "/ranking",
}
LEADER_PAGES = {"leader": "/alerts"}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is signed in, and the pages he opens."""

    cookie: str
    pages: Mapping[str, str]


@contextmanager
def served(make: Callable[[], FastAPI]) -> Iterator[str]:
    """Serve an application in a process of its own; give its address."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=512)
    number = os.fork()
    if number == 0:
        config = uvicorn.Config(make(), access_log=False, log_level="warning")
        uvicorn.Server(config).run(sockets=[listening])
        os._exit(0)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        os.kill(number, signal.SIGTERM)
        os.waitpid(number, 0)
        listening.close()


@contextmanager
def written(url: str, *, every: float) -> Iterator[None]:
    """Let agencies report their progress meanwhile, one assignment at a time."""
    number = os.fork()
    if number == 0:
        engine.bind(url)
        with engine.unit_of_work() as session:
            found = session.execute(text(SOME_ASSIGNMENTS)).all()
        for n, (code, agency) in enumerate(found):
            began = time.perf_counter()
            answering.report_progress(
                code, note=f"Lần {n}", actor=actor.agency(agency), now=NOW
            )
            time.sleep(max(0.0, every - (time.perf_counter() - began)))
        os._exit(0)
    try:
        yield
    finally:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)


def site(url: str) -> FastAPI:
    """Return namro's site on a database."""
    engine.bind(url)
    clock.set_start(NOW)
    return create_app(replace(HOUSE, virtual=True, link_secret=PASSWORD))


def bare(size: int) -> FastAPI:
    """Return a site with one page of so many letters, that asks nothing of anybody."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    words = "<p>" + "x" * size + "</p>"

    @app.get("/", response_class=HTMLResponse)
    def page() -> str:
        return words

    return app


def people(url: str, users: int) -> list[User]:
    """Make an officer's and a leader's account and open a session for each user."""
    engine.bind(url)
    who = {"house": HOUSE, "actor": actor.OFFICE, "now": NOW}
    made = {
        Role.OFFICER: (HOUSE.office_code, "chuyenvien@vpubnd.example"),
        Role.LEADER: (HOUSE.chair_code, "chutich@ubnd.example"),
    }
    found = []
    for role, (agency, login) in made.items():
        number = accounts.add(
            login, title="Chủ tịch", agency_code=agency, role=role, **who
        )
        accounts.set_password(number, PASSWORD, actor=actor.OFFICE, now=NOW)
    for number in range(users):
        role = Role.LEADER if number % 4 == 0 else Role.OFFICER
        cookie = signing_in.by_password(
            made[role][1], PASSWORD, came_from="bench", now=NOW
        )
        pages = LEADER_PAGES if role is Role.LEADER else OFFICE_PAGES
        found.append(User(cookie, pages))
    engine.release()
    return found


async def visits(
    address: str, users: list[User], *, think: float, seconds: float
) -> tuple[dict[str, list[float]], int]:
    """Let the users open pages; return seconds by page and the largest page."""
    took: dict[str, list[float]] = defaultdict(list)
    ends = time.perf_counter() + WARM_UP + seconds
    begins = time.perf_counter() + WARM_UP
    largest = 0

    async def one(user: User, dice: random.Random) -> None:
        nonlocal largest
        async with httpx.AsyncClient(
            base_url=address, cookies={cookies.SESSION: user.cookie}, timeout=60
        ) as browser:
            await asyncio.sleep(dice.random() * think)
            while time.perf_counter() < ends:
                name = dice.choice(sorted(user.pages))
                began = time.perf_counter()
                answer = await browser.get(user.pages[name])
                if answer.status_code != httpx.codes.OK:
                    raise RuntimeError(f"{user.pages[name]}: {answer.status_code}")
                if began > begins:
                    took[name].append(time.perf_counter() - began)
                largest = max(largest, len(answer.content))
                await asyncio.sleep(dice.uniform(0.5, 1.5) * think)

    await asyncio.gather(
        *(one(user, random.Random(n)) for n, user in enumerate(users))  # noqa: S311 - who opens what
    )
    return took, largest


def p95(times: list[float]) -> float:
    """Return the 95th of a hundred, in milliseconds."""
    return MS * statistics.quantiles(times, n=100, method="inclusive")[94]


def main() -> int:
    """Measure, print, and say it once more as JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--assignments", type=int, default=1_000_000)
    asked.add_argument("--users", type=int, default=20)
    asked.add_argument("--think", type=float, default=3.0)
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--writing", action="store_true")
    args = asked.parse_args()
    how = {"think": args.think, "seconds": args.seconds}
    with universe() as made:
        url = many_assignments.fill(made, AGENCIES, args.assignments, today=NOW.date())
        users = people(url, args.users)
        writing = written(url, every=1.0) if args.writing else nullcontext()
        with served(lambda: site(url)) as address, writing:
            took, largest = asyncio.run(visits(address, users, **how))
    plain = [User("", {"bare": "/"}) for _ in users]
    with served(lambda: bare(largest)) as address:
        nothing, _ = asyncio.run(visits(address, plain, **how))
    for name, times in sorted(took.items(), key=lambda found: -p95(found[1])):
        spread = (
            f"p50 {MS * statistics.median(times):6.0f} ms  p95 {p95(times):6.0f} ms"
        )
        print(f"{name:20} {len(times):5} visits  {spread}")
    everything = [one for times in took.values() for one in times]
    told = {
        "assignments": args.assignments,
        "users": args.users,
        "writing": args.writing,
        "visits": len(everything),
        "p95_ms": {name: round(p95(times)) for name, times in sorted(took.items())},
        "p95_all_ms": round(p95(everything)),
        "bare_p95_ms": round(p95(nothing["bare"]), 1),
        "ratio_to_bare": round(p95(everything) / p95(nothing["bare"]), 1),
    }
    print(json.dumps(told, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
