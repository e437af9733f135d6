"""Deliver what waits in the outbox."""

from __future__ import annotations

from prefect import flow, get_run_logger

from tasks import delivering


@flow(name="deliver")
async def deliver() -> dict[str, int]:
    """Send every message whose time has come; return how many of each outcome."""
    done = delivering.deliver()
    get_run_logger().info("delivered: %s", dict(done) or "nothing was waiting")
    return dict(done)
