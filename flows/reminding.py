"""Walk the ladders: remind first, then tell those above."""

from __future__ import annotations

from prefect import flow, get_run_logger

from tasks import reminding


@flow(name="remind-and-escalate")
async def remind_and_escalate() -> dict[str, int]:
    """Sound every rung that is due now; return how many of each."""
    reminded = reminding.remind()
    escalated = reminding.escalate()
    rungs = dict(reminded.rungs + escalated.rungs)
    messages = reminded.messages + escalated.messages
    get_run_logger().info("rungs sounded: %s; messages: %d", rungs or "none", messages)
    return rungs
