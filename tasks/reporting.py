"""How to try to report."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from office import reporting
from runtime import clock
from tasks.installation import here


@task(
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=[10, 60, 300],
    timeout_seconds=600,
    tags=["namro", "report"],
)
def report_week() -> int:
    """Queue the week's figures; the second run of a week queues nothing."""
    return reporting.report_week(house=here().house, now=clock.now())
