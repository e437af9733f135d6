"""`namro up`: run everything of this installation until Ctrl-C."""

from __future__ import annotations

from rich.console import Console

from cli.supervisor import Supervisor
from runtime import clock, settings


def up() -> None:
    """Run the database, Prefect, the flows and the site until Ctrl-C.

    What dies is started again. Started after a crash, it goes on where it was.
    Addresses and processes are written to up.json in the data folder.

    Example: NAMRO_DATA_DIR=~/namro namro up
    """
    console = Console(highlight=False, soft_wrap=True)

    def say(line: str) -> None:
        console.print(f"{clock.real_now():%H:%M:%S} {line}", markup=False)

    Supervisor(settings.load(), say).run()
    say("stopped")
