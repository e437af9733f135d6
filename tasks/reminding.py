"""How to try to remind and to escalate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from office import reminding
from runtime import clock
from tasks.installation import here

if TYPE_CHECKING:
    from office.reminding import Sounded


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[10, 60],
    timeout_seconds=600,
    tags=["namro", "ladder"],
)
def remind() -> Sounded:
    """Remind who should act; the same day's second run adds nothing."""
    return reminding.remind(house=here().house, now=clock.now())


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[10, 60],
    timeout_seconds=600,
    tags=["namro", "ladder"],
)
def escalate() -> Sounded:
    """Tell those above; the same day's second run adds nothing."""
    return reminding.escalate(house=here().house, now=clock.now())
