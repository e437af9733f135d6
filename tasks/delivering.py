"""How to try to deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from office import chatting, delivering
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
    """Answer what chats said, then send the messages whose time has come.

    A second run neither does nor sends any of it again.
    """
    office = here()
    chatting.listen(house=office.house, now=clock.now(), hosts=office.file_hosts)
    return delivering.deliver(
        office.channels,
        clock=clock.now,
        rates=office.rates,
        deliverers=office.deliverers,
    )
