"""Begin the next period of every deadline that comes back."""

from __future__ import annotations

from prefect import flow, get_run_logger

from tasks import renewing


@flow(name="next-periods")
async def next_periods() -> int:
    """Make what is owed one period ahead; return how many obligations."""
    made = renewing.renew()
    get_run_logger().info("obligations of next periods: %d", made)
    return made
