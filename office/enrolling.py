"""Make the accounts of a sheet, and tell which there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.sentence import Sentence, joined, named
from office import accounts
from office.errors import NotFoundError, OfficeError
from office.rights import ROLE_NAMES, Role
from store import accounts as stored
from store import ids, people
from store.engine import unit_of_work
from store.folding import without_accents
from store.tables import UserRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from office.actor import Actor
    from office.house import House
    from store.user_file import UserLine

MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Account:
    """One account, and how many browsers are signed in to it."""

    id: int
    login: str
    title: str
    agency_code: str
    agency_name: str
    role: Role
    made_at: datetime
    ended_at: datetime | None
    has_password: bool
    sessions: int


@dataclass(frozen=True, slots=True)
class Enrolled:
    """How many accounts were made, and how many were there already."""

    added: int
    unchanged: int


def enrol(
    lines: Sequence[UserLine], *, house: House, actor: Actor, now: datetime
) -> Enrolled:
    """Make the accounts that are not there yet; all or none.

    Args:
        lines: What was written; a role by its key or by the name on screen.
        house: Says which agencies are the office and the chair.
        actor: Who makes them.
        now: The moment, aware.

    Raises:
        OfficeError: Lines are wrong: one sentence for each, with its place.
    """
    with unit_of_work() as session:
        agencies = {row.code for row in people.agencies_of_now(session)}
        there = {row.login: row for row in stored.every(session)}
        faults = [*_faults(lines, agencies, house), *_taken(lines, there)]
        if faults:
            raise OfficeError(joined(faults[:MOST_FAULTS], "\n"))
        fresh = [one for one in lines if accounts.cleaned(one.login) not in there]
        rows = [
            UserRow(
                id=number,
                login=accounts.cleaned(line.login),
                title=line.title,
                agency_code=line.agency,
                role=str(role_named(line.role)),
                made_at=now,
            )
            for number, line in zip(
                ids.take_many(session, len(fresh)), fresh, strict=True
            )
        ]
        entries = [Entry("user", str(row.id), "open_account", (row,)) for row in rows]
        record(session, entries, actor=str(actor), now=now)
        return Enrolled(len(rows), len(lines) - len(rows))


def role_named(words: str) -> Role | None:
    """Return the role of an account that a key or a name on screen means."""
    wanted = without_accents(words.strip())
    for role in accounts.GIVEN:
        if wanted in {role.value, without_accents(ROLE_NAMES[role])}:
            return role
    return None


def listed(now: datetime) -> Sequence[Account]:
    """Return every account, the open ones first, by agency and address."""
    return _read(now)


def account(user: int, *, now: datetime) -> Account:
    """Return one account, an ended one too.

    Raises:
        NotFoundError: There is none.
    """
    found = _read(now, user)
    if not found:
        raise NotFoundError("Không có tài khoản này.")
    return found[0]


def _read(now: datetime, user: int | None = None) -> Sequence[Account]:
    with unit_of_work() as session:
        return [
            Account(
                id=row.id,
                login=row.login,
                title=row.title,
                agency_code=row.agency_code,
                agency_name=name,
                role=Role(row.role),
                made_at=row.made_at,
                ended_at=row.ended_at,
                has_password=row.password_hash is not None,
                sessions=sessions,
            )
            for row, name, sessions in stored.with_sessions(session, now=now, user=user)
        ]


def _faults(
    lines: Sequence[UserLine], agencies: set[str], house: House
) -> Iterator[Sentence]:
    for line in lines:
        try:
            accounts.cleaned(line.login)
        except OfficeError as fault:
            yield Sentence(
                "{place}: {why}", place=line.places["login"], why=fault.sentence
            )
        if not line.title:
            yield Sentence("{place}: thiếu chức danh.", place=line.places["title"])
        if line.agency not in agencies:
            yield Sentence(
                "{place}: không có cơ quan mã “{code}”.",
                place=line.places["agency"],
                code=line.agency,
            )
        role = role_named(line.role)
        if role is None:
            yield Sentence(
                "{place}: không có vai trò “{role}”; chọn một trong: {roles}.",
                place=line.places["role"],
                role=line.role,
                roles=joined((named(ROLE_NAMES[one]) for one in accounts.GIVEN), ", "),
            )
        elif not accounts.belongs(role, line.agency, house):
            yield Sentence(
                "{place}: {why}",
                place=line.places["role"],
                why=accounts.misplaced(role, line.agency),
            )


def _taken(
    lines: Sequence[UserLine], there: Mapping[str, UserRow]
) -> Iterator[Sentence]:
    first: dict[str, str] = {}
    for line in lines:
        login = line.login.strip().lower()
        place = line.places["login"]
        if login in first:
            yield Sentence(
                "{place}: {login} đã có ở {first}.",
                place=place,
                login=login,
                first=first[login],
            )
        first.setdefault(login, place)
        row = there.get(login)
        given = (line.title, line.agency, role_named(line.role))
        if row is None:
            continue
        if row.ended_at is not None:
            yield Sentence(
                "{place}: tài khoản {login} đã ngừng.", place=place, login=login
            )
        elif (row.title, row.agency_code, row.role) != given:
            yield Sentence(
                "{place}: {login} đã có tài khoản khác; hãy dùng địa chỉ khác.",
                place=place,
                login=login,
            )
