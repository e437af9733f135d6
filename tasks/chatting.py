"""How to try to work on what came in from chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from office import chatting
from runtime import clock
from tasks.installation import here

if TYPE_CHECKING:
    from collections import Counter


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[5, 20],
    retry_jitter_factor=0.5,
    timeout_seconds=600,
    tags=["namro", "incoming"],
)
def listen() -> Counter[str]:
    """Work on every message of a chat that waits; each act refuses to be done twice."""
    office = here()
    return chatting.listen(house=office.house, now=clock.now(), hosts=office.file_hosts)
