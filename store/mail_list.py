"""The messages that were promised, one page of them, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.mails import LINE, MessageLine
from store.tables import (
    AgencyRow,
    AttemptRow,
    DeliveryRow,
    MessageRow,
    OfficeTaskRow,
    PostRow,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class MailFilters:
    """What the list is narrowed to; what is None does not narrow."""

    state: str | None = None
    kind: str | None = None
    channel: str | None = None
    day_from: date | None = None  # the office's days
    day_to: date | None = None  # the last one
    agency: str | None = None
    ambiguous: bool = False  # with a try of which nobody knows whether it arrived


@dataclass(frozen=True, slots=True)
class MailPage:
    """Some messages, and the numbers before and after which there are more."""

    lines: tuple[MessageLine, ...]
    newer: int | None
    older: int | None


def page(
    session: Session,
    filters: MailFilters,
    *,
    limit: int,
    older_than: int | None = None,
    newer_than: int | None = None,
) -> MailPage:
    """Return up to `limit` messages, older or newer than one if that is given."""
    ids = _narrowed(filters)
    order = MessageRow.id.desc() if newer_than is None else MessageRow.id.asc()
    for row in (MessageRow.id, DeliveryRow.message_id):  # either may be read by index
        if newer_than is not None:
            ids = ids.where(row > newer_than)
        elif older_than is not None:
            ids = ids.where(row < older_than)
    wanted = (
        select(*LINE)
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .join(PostRow, PostRow.id == MessageRow.post_id)
        .join(AgencyRow, AgencyRow.code == PostRow.agency_code)
        .where(MessageRow.id.in_(ids.order_by(order).limit(limit + 1)))
        .order_by(order)
    )
    found = [MessageLine(*row) for row in session.execute(wanted)]
    more = len(found) > limit
    lines = found[:limit]
    back = newer_than is not None
    if back:
        lines.reverse()
    if not lines:
        return MailPage((), None, None)
    return MailPage(
        tuple(lines),
        newer=lines[0].id if (more if back else older_than is not None) else None,
        older=lines[-1].id if more or back else None,
    )


def count(session: Session, filters: MailFilters, *, at_most: int) -> int:
    """Return how many messages the filters leave, `at_most` when there are more."""
    wanted = _narrowed(filters).limit(at_most)
    return session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def delivery(session: Session, number: int) -> tuple[DeliveryRow, MessageRow] | None:
    """Return where a message stands, locked, and the message."""
    found = session.execute(
        select(DeliveryRow, MessageRow)
        .join(MessageRow, MessageRow.id == DeliveryRow.message_id)
        .where(DeliveryRow.message_id == number)
        .with_for_update(of=DeliveryRow)
    ).one_or_none()
    return None if found is None else (found[0], found[1])


def open_tasks(session: Session, number: int) -> Sequence[OfficeTaskRow]:
    """Return the office's open tasks about a message."""
    return session.scalars(
        select(OfficeTaskRow).where(
            OfficeTaskRow.message_id == number, OfficeTaskRow.closed_at.is_(None)
        )
    ).all()


def _narrowed(filters: MailFilters) -> Select[tuple[int]]:
    """Return the numbers of the messages; of posts no more is joined than is asked."""
    found = select(MessageRow.id).join(
        DeliveryRow, DeliveryRow.message_id == MessageRow.id
    )
    if filters.agency is not None:
        found = found.join(PostRow, PostRow.id == MessageRow.post_id)
    for column, value in (
        (DeliveryRow.state, filters.state),
        (MessageRow.kind, filters.kind),
        (DeliveryRow.channel, filters.channel),
        (PostRow.agency_code, filters.agency),
    ):
        if value is not None:
            found = found.where(column == value)
    found = _of_days(found, filters.day_from, filters.day_to)
    if filters.ambiguous:
        unclear = select(AttemptRow.message_id).where(AttemptRow.ambiguous)
        found = found.where(MessageRow.id.in_(unclear))
    return found


def _of_days(
    found: Select[tuple[int]], first: date | None, last: date | None
) -> Select[tuple[int]]:
    """Narrow to some days; one alone is read in the order of an index."""
    on = MessageRow.office_day
    if first is not None and first == last:
        return found.where(on == first)
    if first is not None:
        found = found.where(on >= first)
    return found if last is None else found.where(on <= last)
