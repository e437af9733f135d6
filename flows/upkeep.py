"""Keep the store and Prefect's own book in order, each night."""

from __future__ import annotations

from dataclasses import asdict

from prefect import flow, get_run_logger

from flows import stale
from runtime import clock
from tasks import upkeep as tasks_of_upkeep


class UpkeepError(Exception):
    """Upkeep found something that a person must look at."""


@flow(name="upkeep")
async def upkeep() -> dict[str, object]:
    """Close what a crash left open, seal the day, check chains and figures.

    Raises:
        UpkeepError: A chain is broken, or figures differ from a full count.
    """
    logger = get_run_logger()
    closed = await stale.close_open_runs(before=clock.real_now() - stale.LONGEST_RUN)
    logger.info("Zalo: %s", tasks_of_upkeep.keep_login())
    kept = tasks_of_upkeep.keep_up()
    logger.info("upkeep: %s; stale runs closed: %d", asdict(kept), closed)
    if kept.fault is not None:
        raise UpkeepError(f"the audit trail does not hold: {kept.fault}")
    if kept.figures_differ:
        raise UpkeepError(f"{kept.figures_differ} figures differed from a full count")
    return asdict(kept)
