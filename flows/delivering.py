"""Deliver what waits in the outbox."""

from __future__ import annotations

from prefect import flow, get_run_logger

from tasks import delivering


@flow(name="deliver")
async def deliver() -> dict[str, int]:
    """Work on what chats said, then send every message whose time has come.

    What is said back to a chat leaves in the same round.

    Returns:
        How many messages came to each outcome.
    """
    done = delivering.deliver()
    get_run_logger().info("delivered: %s", dict(done) or "nothing was waiting")
    return dict(done)
