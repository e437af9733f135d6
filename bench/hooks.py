"""How long hostile calls to the hooks hold the site's process.

    python bench/hooks.py [--calls 2000]

The site runs in a process of its own and measures itself: the processor time that its
thread of requests spends on each call. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn
from crash_world import HOUSE, at, universe

from runtime import clock
from store import engine
from web.app import create_app
from web.hooks import HookKeys

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

NOW = at("2025-12-16", "08:30")
KEYS = HookKeys(bot="khoa-bot", account="khoa-oa", signer="4420")
WANTED = 50.0  # milliseconds
MB = 1024 * 1024


class Measured:
    """An application that writes down the processor time of each request."""

    def __init__(self, app: ASGIApp, out: int) -> None:
        self._app, self._out = app, out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; what others ask meanwhile counts too: it is an upper bound."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.thread_time()
        await self._app(scope, receive, send)
        os.write(self._out, f"{1000 * (time.thread_time() - began):.3f}\n".encode())


def serve(url: str, listening: socket.socket, out: int) -> None:
    """Serve the site on a database until the process is told to end."""
    engine.bind(url)
    clock.set_start(NOW)
    app = Measured(create_app(HOUSE, KEYS), out)
    config = uvicorn.Config(app, access_log=False, log_level="critical", lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])


def hostile(dice: random.Random) -> dict[str, Any]:
    """Return what a hostile call sends: address, headers, body."""
    message = {
        "event_name": "message.text.received",
        "message": {
            "message_id": str(dice.random()),
            "date": int(NOW.timestamp() * 1000) - dice.randrange(4, 90) * 3_600_000,
            "chat": {"id": "c", "chat_type": "PRIVATE"},
            "from": {"id": "c", "is_bot": False},
            "text": "xong",
        },
    }
    replay, noise = json.dumps(message).encode(), dice.randbytes(dice.randrange(4000))
    body = dice.choice(
        [replay, noise, b"[" * 60_000, b"x" * 10 * MB, b"", b"\xff\xfe{"]
    )
    if dice.random() < 1 / 2:
        secret = dice.choice([KEYS.bot, dice.randbytes(8).hex()])
        headers = {"x-bot-api-secret-token": secret}
        return {"url": "/hooks/zalo/bot", "headers": headers, "content": body}
    headers = {"x-zevent-signature": f"mac={dice.randbytes(32).hex()}"}
    return {"url": "/hooks/zalo/oa", "headers": headers, "content": body}


def assail(port: int, calls: int) -> dict[str, int]:
    """Make the calls one after the other; return how many of each answer."""
    dice = random.Random(6)  # noqa: S311 - which call comes when
    answers: dict[str, int] = {}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        client.get("/healthz")  # as `namro up` asks before it says that the site is up
        for _ in range(calls):
            try:
                said = str(client.post(**hostile(dice)).status_code)
            except httpx.TransportError:
                said = "cut off"  # before all of a large body was sent
            answers[said] = answers.get(said, 0) + 1
    return answers


def main() -> int:
    """Measure, print, and say it once more as JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--calls", type=int, default=2_000)
    calls = asked.parse_args().calls
    reading, writing = os.pipe()
    with universe() as made, socket.create_server(("127.0.0.1", 0)) as listening:
        world = made.world()
        engine.release()
        number = os.fork()
        if number == 0:
            os.close(reading)
            serve(world.url, listening, writing)
            os._exit(0)
        os.close(writing)
        answers = assail(listening.getsockname()[1], calls)
        os.kill(number, signal.SIGTERM)
        os.waitpid(number, 0)
        with world.reading() as cursor:
            cursor.execute("SELECT count(*) FROM heard")
            (kept,) = cursor.fetchone()
    with os.fdopen(reading) as told:
        _, *took = (float(line) for line in told)  # but for the call before
    took.sort()
    told_all = {
        "calls": calls,
        "answers": dict(sorted(answers.items())),
        "kept": kept,
        "median_ms": statistics.median(took),
        "p99_ms": took[int(len(took) * 0.99)],
        "max_ms": took[-1],
        "over_50_ms": sum(one > WANTED for one in took),
    }
    print(json.dumps(told_all))
    return 0


if __name__ == "__main__":
    sys.exit(main())
