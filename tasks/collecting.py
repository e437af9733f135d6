"""How to try to collect evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from office import collecting
from runtime import clock
from tasks.installation import here

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from notifications.mailbox import MailboxConfig


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[15, 60],
    retry_jitter_factor=0.5,
    timeout_seconds=900,
    tags=["namro", "incoming"],
)
def collect_mail(mailbox: MailboxConfig) -> Counter[str]:
    """Take in the new mails; one that was taken is known when it comes again."""
    return collecting.collect_mail(mailbox, house=here().house, now=clock.now())


@task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[15, 60],
    timeout_seconds=900,
    tags=["namro", "incoming"],
)
def collect_drop(folder: Path) -> Counter[str]:
    """Take in the files of the drop folder; what was taken is moved away."""
    return collecting.collect_drop(folder, house=here().house, now=clock.now())
