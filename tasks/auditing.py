"""How to try to audit the promises, and to say that they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from notifications import heartbeat as watcher
from office import auditing
from runtime import clock
from tasks.installation import here

if TYPE_CHECKING:
    from office.auditing import Findings


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[30, 120],
    timeout_seconds=1800,
    tags=["namro", "audit"],
)
def audit() -> Findings:
    """Compare what should have been told by now with the ledger."""
    return auditing.audit_promises(here().house, clock.now())


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[10, 60],
    timeout_seconds=60,
    tags=["namro", "audit"],
)
def heartbeat() -> str:
    """Tell the watcher of this installation, if it has one, that all is kept."""
    return watcher.give(here().heartbeat_url)
