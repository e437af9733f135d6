"""Say who is away from a post, from when to when, and who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from office.errors import NotFoundError, OfficeError
from office.house import office_day
from store import absences, ids, people
from store.engine import unit_of_work
from store.tables import AbsenceRow, PostRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor

Place = tuple[str, str]
"""The code of an agency and a duty in it, as the ladder names it."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who is away: the post, from when to when, and who hears instead."""

    post: Place
    substitute: Place | None
    first_day: date
    last_day: date | None


def go_away(
    post: Place,
    *,
    first_day: date,
    last_day: date | None,
    substitute: Place | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Let another hear for a post; what is away already is replaced by this.

    Args:
        post: Agency and duty.
        first_day: From this day on.
        last_day: Until this day, inclusive; None for a post that nobody holds, until
            `come_back`.
        substitute: Who hears instead; None passes it up the reporting line.
        actor: The office.
        now: The moment, aware.

    Raises:
        NotFoundError: There is no such post.
        OfficeError: The days are the wrong way round or over, or a post would stand
            in for itself.
    """
    if last_day is not None and last_day < max(first_day, office_day(now)):
        raise OfficeError("Ngày cuối phải từ hôm nay trở đi và không trước ngày đầu.")
    if substitute == post:
        raise OfficeError("Người thay phải là một chức danh khác.")
    with unit_of_work() as session:
        row = _post(session, post)
        rows = list(absences.open_ones(session, row.id))
        for old in rows:
            old.ended_at = now
        rows.append(
            AbsenceRow(
                id=ids.take(session),
                post_id=row.id,
                substitute_id=_post(session, substitute).id if substitute else None,
                first_day=first_day,
                last_day=last_day,
                entered_at=now,
            )
        )
        entry = Entry("agency", post[0], "absence", tuple(rows))
        record(session, [entry], actor=str(actor), now=now)


def come_back(post: Place, *, actor: Actor, now: datetime) -> None:
    """End the absence of a post: it hears for itself again.

    Raises:
        NotFoundError: There is no such post.
        OfficeError: It is not away.
    """
    with unit_of_work() as session:
        rows = absences.open_ones(session, _post(session, post).id)
        if not rows:
            raise OfficeError("Chức danh này không vắng mặt.")
        for row in rows:
            row.ended_at = now
        entry = Entry("agency", post[0], "return", tuple(rows))
        record(session, [entry], actor=str(actor), now=now)


def absent() -> Sequence[Absence]:
    """Return who is away now or later, as entered."""
    with unit_of_work() as session:
        by_id = {p.id: p for p in people.posts(session).values()}
        return [
            Absence(
                post=(post.agency_code, post.duty),
                substitute=_place(by_id.get(row.substitute_id or 0)),
                first_day=row.first_day,
                last_day=row.last_day,
            )
            for row, post in absences.listed(session)
        ]


def _place(post: PostRow | None) -> Place | None:
    return (post.agency_code, post.duty) if post else None


def _post(session: Session, place: Place) -> PostRow:
    found = people.post(session, *place)
    if found is None:
        raise NotFoundError(
            "Cơ quan {agency} không có chức danh {duty}.",
            agency=place[0],
            duty=place[1],
        )
    return found
