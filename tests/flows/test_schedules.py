"""The table of schedules, read as the office reads it."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from prefect.server.schemas.schedules import CronSchedule

from flows.schedules import SCHEDULES, Schedule, deployment
from runtime.clock import HANOI

SATURDAY = datetime(
    2026, 1, 10, 7, 29, 30, tzinfo=HANOI
)  # worked: swapped for 2 January
FIRST = {
    "deliver": "2026-01-10T07:30:00+07:00",
    "remind-and-escalate": "2026-01-10T07:30:00+07:00",
    "collect-evidence": "2026-01-10T07:30:00+07:00",
    "audit-promises": "2026-01-10T08:07:00+07:00",
    "weekly-report": "2026-01-12T07:30:00+07:00",
    "next-periods": "2026-01-11T00:20:00+07:00",
    "upkeep": "2026-01-11T01:40:00+07:00",
}


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda each: each.flow.name)
def test_when_a_flow_runs_next(schedule: Schedule) -> None:
    cron = CronSchedule(cron=schedule.cron, timezone=schedule.timezone)

    found = asyncio.run(cron.get_dates(1, start=SATURDAY))

    assert found[0].astimezone(HANOI).isoformat() == FIRST[schedule.flow.name]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda each: each.flow.name)
def test_a_deployment_names_its_flow_by_module(schedule: Schedule) -> None:
    made = asyncio.run(deployment(schedule))

    assert (
        made.entrypoint == f"{schedule.flow.fn.__module__}.{schedule.flow.fn.__name__}"
    )
    assert made.tags == ["namro"]
