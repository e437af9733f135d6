"""Tell the leadership how the week stands."""

from __future__ import annotations

from prefect import flow, get_run_logger

from tasks import reporting


@flow(name="weekly-report")
async def weekly_report() -> int:
    """Queue the weekly figures; return to how many people."""
    messages = reporting.report_week()
    get_run_logger().info("weekly report queued to %d people", messages)
    return messages
