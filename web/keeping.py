"""The figures of a large office, kept ready beside the pages that show them."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from office import overview
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from office.house import House

WAITS = 20.0  # seconds at most that a start waits for the first figures
ENDS_WITHIN = 5.0  # seconds
TRIES_AGAIN = 60.0  # seconds after a fault


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Have the figures reckoned before the first visitor, and as they grow old."""
    ready, stop = threading.Event(), threading.Event()
    keeper = threading.Thread(
        target=_keep,
        args=(app.state.house, ready, stop),
        name="namro-keeper",
        daemon=True,
    )
    keeper.start()
    await asyncio.to_thread(ready.wait, WAITS)
    yield
    stop.set()
    await asyncio.to_thread(keeper.join, ENDS_WITHIN)


def _keep(house: House, ready: threading.Event, stop: threading.Event) -> None:
    pause = 0.0
    while not stop.wait(pause):
        try:
            pause = overview.keep(house=house, now=clock.now())
        except Exception:
            logging.getLogger(__name__).exception("figures.not_reckoned")
            pause = TRIES_AGAIN
        ready.set()
