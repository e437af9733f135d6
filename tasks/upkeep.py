"""How to try to keep the store in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from office import upkeep
from runtime import clock
from tasks.installation import here

if TYPE_CHECKING:
    from office.upkeep import Upkeep


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[60, 300],
    timeout_seconds=7200,
    tags=["namro", "upkeep"],
)
def keep_up() -> Upkeep:
    """Seal the day, check the chains and compare the figures."""
    return upkeep.keep_up(house=here().house, now=clock.now())


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[60, 300],
    timeout_seconds=120,
    tags=["namro", "upkeep"],
)
def keep_login() -> str:
    """Renew the login of Zalo when it is due."""
    return upkeep.keep_login(here().zalo_tokens)
