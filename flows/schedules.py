"""The one table of schedules: which flow, when, and what to do when it is late."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.auditing import audit_promises
from flows.collecting import collect_evidence
from flows.delivering import deliver
from flows.reminding import remind_and_escalate
from flows.renewing import next_periods
from flows.reporting import weekly_report
from flows.stale import TAG
from flows.upkeep import upkeep
from runtime.clock import HANOI

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.deployments.runner import RunnerDeployment

DEPLOYMENT = "office"


class Late(Enum):
    """What becomes of the ticks that were missed while namro was not running."""

    START = "run at every start, whether one was missed or not"
    NEWEST = "make up for the newest one"
    NONE = "wait for the next tick"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a flow runs, as a cron line read at `timezone`."""

    flow: Flow[..., Any]
    cron: str
    late: Late
    timezone: str = HANOI.key


SCHEDULES = (
    Schedule(deliver, "* * * * *", Late.START),
    Schedule(remind_and_escalate, "*/15 * * * *", Late.START),
    Schedule(collect_evidence, "*/10 * * * *", Late.NONE),
    Schedule(audit_promises, "7 * * * *", Late.NONE),
    Schedule(weekly_report, "30 7 * * 1", Late.NEWEST),
    Schedule(next_periods, "20 0 * * *", Late.NEWEST),
    Schedule(upkeep, "40 1 * * *", Late.NEWEST),
)


async def deployment(schedule: Schedule) -> RunnerDeployment:
    """Return what Prefect needs to run a flow on its schedule."""
    return await schedule.flow.ato_deployment(
        DEPLOYMENT,
        schedule=Cron(schedule.cron, timezone=schedule.timezone),
        tags=[TAG],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
