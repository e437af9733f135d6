"""End an agency that was merged or dissolved, and bring one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from office.errors import NotFoundError, OfficeError
from office.house import office_day
from store import accounts, endings, ids, pairings, people
from store.engine import unit_of_work
from store.tables import AbsenceRow, RevocationRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.registry import Agency
    from office.actor import Actor
    from office.house import House
    from store.endings import Owes, Parts
    from store.tables import AgencyRow

LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Known:
    """An agency, and when and why it ended if it has."""

    agency: Agency
    ended_at: datetime | None
    because: str | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """An agency, what it still owes, and what would end with it or come back."""

    known: Known
    owes: Owes
    posts: int
    contacts: int
    accounts: int


def of_code(code: str) -> Known:
    """Return one agency, one that has ended too.

    Raises:
        NotFoundError: There is none.
    """
    with unit_of_work() as session:
        return _known(session, code)


def outlook(code: str) -> Outlook:
    """Return what ending an agency, or bringing it back, would do.

    Raises:
        NotFoundError: No such agency.
    """
    with unit_of_work() as session:
        known = _known(session, code)
        its = endings.parts(session, code, ended_at=known.ended_at)
        return Outlook(
            known=known,
            owes=endings.owes(session, code),
            posts=len(its.posts),
            contacts=len(its.contacts),
            accounts=len(its.accounts),
        )


def end(code: str, *, because: str, house: House, actor: Actor, now: datetime) -> None:
    """End an agency, and with it its posts, contacts, accounts and answer links.

    What it did stays as it is. Its posts are vacant from now on: who still asks for
    them is passed up the line.

    Args:
        code: Of the agency.
        because: Why, such as the resolution that merged it.
        house: Says which agencies are the office and the chair.
        actor: Who ends it.
        now: The moment, aware.

    Raises:
        NotFoundError: No such agency.
        OfficeError: It has ended, is the office or the chair, still owes something,
            or no reason is given.
    """
    because = " ".join(because.split())
    if not because or len(because) > LONGEST_REASON:
        raise OfficeError(
            "Hãy ghi lý do chấm dứt, tối đa {longest_reason} ký tự, như nghị"
            " quyết sắp xếp.",
            longest_reason=LONGEST_REASON,
        )
    with unit_of_work() as session:
        row = _held(session, code)
        if row.ended_at is not None:
            raise OfficeError("Cơ quan này đã chấm dứt.")
        if code in (house.office_code, house.chair_code):
            raise OfficeError(
                "{name} điều hành hệ thống này, không chấm dứt được.", name=row.name
            )
        if total := endings.owes(session, code).total:
            raise OfficeError(
                "{name} còn {total} nghĩa vụ chưa xong; hãy giao lại cho cơ"
                " quan khác hoặc thu hồi trước khi chấm dứt.",
                name=row.name,
                total=total,
            )
        its = endings.parts(session, code)
        entries = _ended(session, row, its, because, now=now)
        record(session, entries, actor=str(actor), now=now)
        for post in its.posts:
            pairings.end_offers(session, post.id, now=now)
        for account in its.accounts:
            accounts.end_sessions(session, account.id, now=now)


def bring_back(code: str, *, actor: Actor, now: datetime) -> None:
    """Bring an agency back with the contacts and accounts that ended with it.

    Raises:
        NotFoundError: No such agency.
        OfficeError: It has not ended, or another one is called so now.
    """
    with unit_of_work() as session:
        row = _held(session, code)
        if row.ended_at is None:
            raise OfficeError("Cơ quan này đang hoạt động.")
        for other in people.agencies_of_now(session):
            if other.name == row.name:
                raise OfficeError(
                    "Tên “{name}” đang là của cơ quan mã {code}; hãy đổi tên"
                    " cơ quan đó trước khi mở lại.",
                    name=row.name,
                    code=other.code,
                )
        its = endings.parts(session, code, ended_at=row.ended_at)
        row.ended_at = row.ended_because = None
        for contact in its.contacts:
            contact.ended_at = None
        for account in its.accounts:
            account.ended_at = None
        for absence in its.absences:
            absence.ended_at = now
        entries = [
            Entry("agency", code, "bring_back", (row, *its.contacts, *its.absences))
        ]
        entries += [
            Entry("user", str(one.id), "reopen_account", (one,)) for one in its.accounts
        ]
        record(session, entries, actor=str(actor), now=now)


def require_there(session: Session, codes: Collection[str]) -> None:
    """Refuse agencies that have ended; none of them ends before the transaction does.

    Raises:
        OfficeError: Some have ended.
    """
    if gone := endings.ended(session, codes):
        names = ", ".join(row.name for row in gone)
        raise OfficeError(
            "Cơ quan đã chấm dứt, không giao được nữa: {names}.", names=names
        )


def _known(session: Session, code: str) -> Known:
    row = people.agency(session, code)
    if row is None:
        raise NotFoundError("Không có cơ quan mã “{code}”.", code=code[:40])
    return Known(people.agency_of(row), row.ended_at, row.ended_because)


def _held(session: Session, code: str) -> AgencyRow:
    row = endings.lock(session, code)
    if row is None:
        raise NotFoundError("Không có cơ quan mã “{code}”.", code=code[:40])
    return row


def _ended(
    session: Session, row: AgencyRow, its: Parts, because: str, *, now: datetime
) -> list[Entry]:
    """Return the entries that end an agency with all that is open in its name."""
    row.ended_at, row.ended_because = now, because
    for contact in its.contacts:
        contact.ended_at = now
    for absence in its.absences:
        absence.ended_at = now
    for account in its.accounts:
        account.ended_at = now
    vacant = [
        AbsenceRow(
            id=ids.take(session),
            post_id=post.id,
            substitute_id=None,
            first_day=office_day(now),
            last_day=None,
            entered_at=now,
        )
        for post in its.posts
    ]
    links = RevocationRow(
        id=ids.take(session), agency_code=row.code, before=now, because=because
    )
    rows = (row, *its.contacts, *its.absences, *vacant, links)
    return [
        Entry("agency", row.code, "end", rows, reason=because),
        *(Entry("user", str(one.id), "end_account", (one,)) for one in its.accounts),
    ]
