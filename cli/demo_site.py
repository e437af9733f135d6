"""The status page of a demo, as of its last day, until it is stopped."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from cli import demo_people
from cli.ports import address
from runtime import clock
from web.app import create_app

if TYPE_CHECKING:
    from datetime import datetime
    from socket import socket

    from rich.console import Console

    from cli.stage import Stage


def serve_until_stopped(
    stage: Stage, listening: socket, *, as_of: datetime, console: Console
) -> None:
    """Serve the stage's office on loopback until Ctrl-C.

    Args:
        stage: Open, with its rehearsal played.
        listening: The socket to serve at.
        as_of: The moment (aware) at which the site's clock begins.
        console: Where the address and the accounts are printed.
    """
    clock.set_start(as_of)
    password = demo_people.let_in(house=stage.house, now=as_of)
    where = address(listening)
    console.print(
        f"\nTrang tình hình đến ngày {as_of:%d/%m/%Y}: [bold]{where}[/bold]"
        "  (Ctrl-C để dừng)"
    )
    demo_people.show(password, console)
    config = uvicorn.Config(
        create_app(stage.house), access_log=False, log_level="warning"
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
