"""Prefect's book after a crash, and after a time when namro was not running."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.states import Pending, Running, Scheduled

from flows import stale
from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from prefect.client.schemas.objects import State

pytestmark = pytest.mark.usefixtures("prefect")

NOW = clock.real_now()
AGES = [timedelta(minutes=m) for m in (30, 20, 10)]


@flow(name=f"stood-still-{uuid4()}")
async def stood_still() -> None:
    """Do nothing: the runs of this flow are made by hand."""


async def made(states: Sequence[State[None]], tags: Sequence[str]) -> list[UUID]:
    async with get_client() as client:
        runs = [
            await client.create_flow_run(stood_still, state=state, tags=tags)
            for state in states
        ]
    return [run.id for run in runs]


async def names(runs: Sequence[UUID]) -> list[str | None]:
    async with get_client() as client:
        return [(await client.read_flow_run(run)).state_name for run in runs]


def test_open_runs_of_ours_are_closed_and_those_of_others_are_not() -> None:
    async def scene() -> tuple[list[str | None], list[str | None]]:
        ours = await made([Running(), Pending()], [stale.TAG])
        theirs = await made([Running()], [])
        await stale.close_open_runs(before=clock.real_now())
        return await names(ours), await names(theirs)

    assert asyncio.run(scene()) == (["Crashed", "Crashed"], ["Running"])


@pytest.mark.parametrize(
    ("newest_is_wanted", "expected"),
    [(True, ["Missed", "Missed", "Scheduled"]), (False, ["Missed"] * 3)],
)
def test_of_the_missed_runs_only_the_newest_is_made_up_for(
    newest_is_wanted: bool, expected: list[str]
) -> None:
    async def scene() -> list[str | None]:
        missed: list[State[None]] = [
            Scheduled(scheduled_time=NOW - age) for age in AGES
        ]
        later: State[None] = Scheduled(scheduled_time=NOW + AGES[0])
        runs = await made([*missed, later], [stale.TAG])
        wanted = {stood_still.name: newest_is_wanted}
        await stale.drop_missed_runs(wanted, before=NOW)
        left = await names(runs)
        await stale.drop_missed_runs({}, before=NOW + 2 * AGES[0])
        return left

    assert asyncio.run(scene()) == [*expected, "Scheduled"]
