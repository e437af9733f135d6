"""Ask every hour whether all that was promised was told and sent."""

from __future__ import annotations

from prefect import flow, get_run_logger

from tasks import auditing


class PromisesError(Exception):
    """The audit found a difference between the rule and the ledger."""


@flow(name="audit-promises")
async def audit_promises() -> int:
    """Audit the promises and give the heartbeat; return how many were looked at.

    Raises:
        PromisesError: There is a difference: no heartbeat was given.
    """
    found = auditing.audit()
    get_run_logger().info("audited: %s", found.line)
    if found.findings:
        raise PromisesError(found.line)
    told = auditing.heartbeat()
    get_run_logger().info("heartbeat: %s", told)
    return found.promises
