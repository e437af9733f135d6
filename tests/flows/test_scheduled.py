"""A schedule really fires: Prefect's server, the served flow, the mail at the end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from letters import queue_letter
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from processes import running

from flows.environment import prefect_environment
from notifications.catcher import MailCatcher
from runtime import clock, settings
from runtime.environment import for_children

if TYPE_CHECKING:
    import pytest

OFTEN = Path(__file__).parent / "often.py"


def completed() -> list[FlowRun]:
    async def ask() -> list[FlowRun]:
        async with get_client() as client:
            return await client.read_flow_runs(
                deployment_filter=DeploymentFilter(
                    name=DeploymentFilterName(any_=["often"])
                ),
                flow_run_filter=FlowRunFilter(
                    state=FlowRunFilterState(
                        type=FlowRunFilterStateType(any_=[StateType.COMPLETED])
                    )
                ),
            )

    return asyncio.run(ask())


def test_a_scheduled_delivery_fires_finishes_and_sends_the_letter(
    prefect: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_letter("Đôn đốc theo lịch", now=clock.now())
    with MailCatcher() as catcher:
        monkeypatch.setenv("NAMRO_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("NAMRO_SMTP_PORT", str(catcher.port))
        settings.load.cache_clear()
        ours = for_children(settings.load())
        told = prefect_environment(tmp_path, prefect)
        with running(
            [sys.executable, str(OFTEN)], environment=ours | told, folder=tmp_path
        ) as served:
            served.until(lambda: bool(completed()), seconds=40)
            # Interrupted while a run begins, Prefect's runner may wait for ever.
            os.killpg(served.process.pid, signal.SIGKILL)

        assert [mail.subject for mail in catcher.messages()] == ["Đôn đốc theo lịch"]
    assert {run.auto_scheduled for run in completed()} == {True}
