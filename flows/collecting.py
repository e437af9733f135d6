"""Collect the evidence that agencies sent, from wherever this office takes it."""

from __future__ import annotations

from collections import Counter

from prefect import flow, get_run_logger

from tasks import collecting
from tasks.installation import here


@flow(name="collect-evidence")
async def collect_evidence() -> dict[str, int]:
    """Read the mailbox and the drop folder, where there are such.

    Returns:
        How many became a submission, a note, or were ignored.
    """
    found: Counter[str] = Counter()
    if (mailbox := here().mailbox) is not None:
        found += collecting.collect_mail(mailbox)
    if (folder := here().drop_dir) is not None:
        found += collecting.collect_drop(folder)
    get_run_logger().info("collected: %s", dict(found) or "nothing new")
    return dict(found)
