"""Serve every flow of the table: register it, and run what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect.client.orchestration import get_client
from prefect.runner import Runner

from flows import stale
from flows.schedules import SCHEDULES, Late, deployment
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.schedules import Schedule

LIMIT = 4  # runs at once; each is a process of its own


async def serve(schedules: Sequence[Schedule] = SCHEDULES) -> None:
    """Put Prefect's book right, then serve the flows until the process is told to end.

    Only one process may serve an installation: what the book says is running when
    it starts was left by one that is gone.
    """
    now = clock.real_now()
    wanted = {each.flow.name: each.late is Late.NEWEST for each in schedules}
    await stale.close_open_runs(before=now)
    await stale.drop_missed_runs(wanted, before=now)
    runner = Runner(limit=LIMIT, pause_on_shutdown=False)
    async with get_client() as client:
        for each in schedules:
            number = await runner.aadd_deployment(await deployment(each))
            if each.late is Late.START:
                await client.create_flow_run_from_deployment(number)
    await runner.start()
