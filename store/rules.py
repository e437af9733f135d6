"""Queries of the rules in force: ladders and calendars, every version of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.calendar_file import calendar_of
from store.tables import CalendarRow, PolicyRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from directive.policy import Policy


def policies(session: Session) -> Mapping[str, Policy]:
    """Return every ladder that was ever set by its version, the newest last."""
    documents = policy_documents(session)
    if not documents:
        return {}
    from store.policy_file import policy_of  # noqa: PLC0415 - pydantic costs 0.1 s

    return {version: policy_of(found) for version, found in documents.items()}


def policy_documents(session: Session) -> Mapping[str, dict[str, Any]]:
    """Return every ladder that was ever set as the policy file has it, newest last."""
    found = select(PolicyRow.version, PolicyRow.document).order_by(PolicyRow.n)
    return dict(session.execute(found).tuples().all())


def newest_calendar(session: Session) -> CalendarRow | None:
    """Return the last calendar that was set; None when the shipped one holds."""
    return session.scalars(
        select(CalendarRow).order_by(CalendarRow.n.desc()).limit(1)
    ).one_or_none()


def calendar_history(session: Session) -> Sequence[CalendarRow]:
    """Return every calendar that was set, the newest first."""
    return session.scalars(select(CalendarRow).order_by(CalendarRow.n.desc())).all()


def policy_history(session: Session) -> Sequence[PolicyRow]:
    """Return every ladder that was set, the newest first."""
    return session.scalars(select(PolicyRow).order_by(PolicyRow.n.desc())).all()


def newest(session: Session) -> tuple[WorkCalendar | None, Policy | None]:
    """Return the calendar and the ladder that were set last, in one round trip.

    None stands for what was never set: the shipped one holds.
    """
    by_n = CalendarRow.n.desc()
    version, document, ladder = session.execute(
        select(
            select(CalendarRow.version).order_by(by_n).limit(1).scalar_subquery(),
            select(CalendarRow.document).order_by(by_n).limit(1).scalar_subquery(),
            select(PolicyRow.document)
            .order_by(PolicyRow.n.desc())
            .limit(1)
            .scalar_subquery(),
        )
    ).one()
    calendar = calendar_of(document, version) if document else None
    if ladder is None:
        return calendar, None
    from store.policy_file import policy_of  # noqa: PLC0415 - pydantic costs 0.1 s

    return calendar, policy_of(ladder)


def lock(session: Session) -> None:
    """Let one transaction at a time put rules in force."""
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


_LOCK = 5_011_948  # our number among PostgreSQL's advisory locks
