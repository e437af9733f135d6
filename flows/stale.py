"""Put Prefect's own book right after a crash or a time of standing still."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import State, StateType
from prefect.client.schemas.sorting import FlowRunSort

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from prefect.client.orchestration import PrefectClient
    from prefect.client.schemas.objects import FlowRun

TAG = "namro"  # on every deployment of ours, and so on each of its runs
LONGEST_RUN = timedelta(hours=8)  # all tries of the slowest task, and more
_OPEN = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
_PAGE = 100


async def close_open_runs(*, before: datetime) -> int:
    """Mark the runs as crashed that are open though their process is gone.

    Args:
        before: Runs that were to start before this real moment (aware) are gone.

    Returns:
        How many were closed.
    """
    return await _end(
        State(
            type=StateType.CRASHED, message="namro was ended while this run was open"
        ),
        kinds=_OPEN,
        before=before,
    )


async def drop_missed_runs(wanted: Mapping[str, bool], *, before: datetime) -> int:
    """Cancel the runs that were missed, but the newest of each flow that wants it.

    Prefect would start each of them, late: after a night, hundreds that deliver.

    Args:
        wanted: By flow name, whether the newest missed run is still to be made.
        before: Runs that were to start before this real moment (aware) were missed.

    Returns:
        How many were cancelled.
    """
    missed = State(
        type=StateType.CANCELLED, name="Missed", message="namro was not running then"
    )
    return await _end(missed, kinds=(StateType.SCHEDULED,), before=before, keep=wanted)


async def _end(
    state: State,
    *,
    kinds: Sequence[StateType],
    before: datetime,
    keep: Mapping[str, bool] | None = None,
) -> int:
    async with get_client() as client:
        names = {flow.id: flow.name for flow in await client.read_flows()}
        spare = {name for name, kept in (keep or {}).items() if kept}
        ended, spared = 0, 0
        while runs := await _page(client, kinds, before, offset=spared):
            for run in runs:
                name = names.get(run.flow_id, "")
                if name in spare:
                    spare.discard(name)
                    spared += 1
                    continue
                await client.set_flow_run_state(run.id, state, force=True)
                ended += 1
        return ended


async def _page(
    client: PrefectClient,
    kinds: Collection[StateType],
    before: datetime,
    *,
    offset: int,
) -> list[FlowRun]:
    """Return runs of ours of these states, newest first; those ended leave the list."""
    return await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=[TAG]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(kinds))),
            expected_start_time=FlowRunFilterExpectedStartTime.model_validate(
                {"before_": before}
            ),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=_PAGE,
        offset=offset,
    )
