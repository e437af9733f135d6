"""The status page of a demo, as of its last day, until it is stopped."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import uvicorn

from cli import demo_people
from cli.ports import listen
from runtime import clock
from web.app import create_app

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from cli.stage import Stage

HOST = "127.0.0.1"


def serve_until_stopped(
    stage: Stage, *, as_of: datetime, port: int, console: Console
) -> None:
    """Serve the stage's office on loopback until Ctrl-C.

    Args:
        stage: Open, with its rehearsal played.
        as_of: The moment (aware) at which the site's clock begins.
        port: The wished port; the next free one when it is taken.
        console: Where the address is printed.

    Raises:
        PortError: No port is free.
    """
    clock.set_start(as_of)
    password = demo_people.let_in(house=stage.house, now=as_of)
    with listen(HOST, port) as listening:
        where = f"http://{HOST}:{listening.getsockname()[1]}"
        console.print(
            f"\nTrang tình hình đến ngày {as_of:%d/%m/%Y}: [bold]{where}[/bold]"
            "  (Ctrl-C để dừng)"
        )
        demo_people.show(password, console)
        config = uvicorn.Config(
            create_app(replace(stage.house, link_secret=secrets.token_urlsafe(32))),
            access_log=False,
            log_level="warning",
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
