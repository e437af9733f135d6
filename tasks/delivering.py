"""How to try to deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from office import delivering
from runtime import clock
from tasks.installation import here

if TYPE_CHECKING:
    from collections import Counter


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[5, 20],
    retry_jitter_factor=0.5,
    timeout_seconds=1800,
    tags=["namro", "outgoing"],
)
def deliver() -> Counter[str]:
    """Send the messages whose time has come; a second run sends none of them again."""
    office = here()
    return delivering.deliver(
        office.channels,
        clock=clock.now,
        rates=office.rates,
        deliverers=office.deliverers,
    )
