"""Serve the delivery every few seconds: what `python -m flows` does each minute."""

from __future__ import annotations

import asyncio

from prefect import aserve

from flows.delivering import deliver
from flows.stale import TAG


async def main() -> None:
    often = await deliver.ato_deployment("often", interval=4, tags=[TAG])
    await aserve(often, limit=1, pause_on_shutdown=False, print_starting_message=False)


if __name__ == "__main__":
    asyncio.run(main())
