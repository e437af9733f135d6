"""How to try to begin new periods."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from office import renewing
from runtime import clock
from tasks.installation import here


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[60, 300],
    timeout_seconds=1800,
    tags=["namro", "periods"],
)
def renew() -> int:
    """Make the obligations of the next periods; the second run makes none."""
    return renewing.renew(house=here().house, now=clock.now())
