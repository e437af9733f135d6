"""Accounts: made for posts, ended but never deleted; their passwords."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from directive.acts import Party
from directive.sentence import Sentence, named
from office.ending import require_there
from office.errors import NotFoundError, OfficeError
from office.rights import PARTIES, ROLE_NAMES, Role
from store import accounts as stored
from store import ids
from store.engine import unit_of_work
from store.tables import AgencyRow, UserRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pwdlib import PasswordHash
    from sqlalchemy.orm import Session

    from office.actor import Actor
    from office.house import House

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
_LOGIN = re.compile(r"[^\s@<>\"(),:;\\]{1,64}@[^\s@<>\"(),:;\\]{1,190}")
GIVEN = tuple(one for one in Role if one not in {Role.BEARER, Role.NOBODY})
"""Roles that an account can have."""
NO_TITLE = Sentence("Hãy ghi chức danh của tài khoản.")


def add(
    login: str,
    *,
    title: str,
    agency_code: str,
    role: Role,
    house: House,
    actor: Actor,
    now: datetime,
) -> int:
    """Make an account for a post and return its number; it has no password yet.

    Args:
        login: The post's address; upper and lower case are one.
        title: What the post is called, such as "Chuyên viên".
        agency_code: The office's own for its people, the chair's for leaders.
        role: One of `GIVEN`.
        house: Says which agencies are the office and the chair.
        actor: Who makes it.
        now: The moment, aware.

    Raises:
        OfficeError: The address is none or is taken, role and agency do not match, or
            the agency has ended.
        NotFoundError: No such agency.
    """
    login = cleaned(login)
    if not title.strip():
        raise OfficeError(NO_TITLE)
    if role not in GIVEN:
        raise OfficeError("Không có vai trò này cho tài khoản.")
    with unit_of_work() as session:
        if session.get(AgencyRow, agency_code) is None:
            raise NotFoundError(
                "Không có cơ quan “{agency_code}”.", agency_code=agency_code
            )
        require_there(session, [agency_code])
        if not belongs(role, agency_code, house):
            raise OfficeError(misplaced(role, agency_code))
        if stored.by_login(session, login):
            raise OfficeError("Địa chỉ {login} đã có tài khoản.", login=login)
        row = UserRow(
            id=ids.take(session),
            login=login,
            title=title.strip(),
            agency_code=agency_code,
            role=role,
            made_at=now,
        )
        _record(session, row, "open_account", actor, now)
        return row.id


def change(
    user: int, *, title: str, role: Role, house: House, actor: Actor, now: datetime
) -> bool:
    """Give an account another title or role; tell whether the role is another.

    Another role signs the account out everywhere; what is as it was is not kept again.

    Raises:
        NotFoundError: No such account, or it was ended.
        OfficeError: There is no title, the role is none of the account's agency, or
            an administrator would lose the role who is the last or acts himself.
    """
    if not title.strip():
        raise OfficeError(NO_TITLE)
    with unit_of_work() as session:
        row = of(session, user)
        is_another = role.value != row.role
        if not belongs(role, row.agency_code, house):
            raise OfficeError(misplaced(role, row.agency_code))
        if is_another and row.role == Role.ADMINISTRATOR:
            if actor.user == user:
                raise OfficeError(
                    "Không tự bỏ vai trò quản trị của mình: quản trị viên khác làm."
                )
            _keep_an_administrator(session, user)
        if (row.title, row.role) != (title.strip(), role.value):
            row.title, row.role = title.strip(), role.value
            _record(session, row, "change_account", actor, now)
        if is_another:
            stored.end_sessions(session, user, now=now)
        return is_another


def end(user: int, *, actor: Actor, now: datetime) -> None:
    """End an account and every session of it.

    Raises:
        NotFoundError: No such account.
        OfficeError: It is the last administrator's.
    """
    with unit_of_work() as session:
        row = of(session, user)
        _keep_an_administrator(session, user)
        row.ended_at = now
        _record(session, row, "end_account", actor, now)
        stored.end_sessions(session, user, now=now)


def set_password(user: int, password: str, *, actor: Actor, now: datetime) -> None:
    """Give an account a new password; its other sessions end.

    Raises:
        NotFoundError: No such account.
        OfficeError: The password is too short or too long.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise OfficeError(
            "Mật khẩu phải có từ {shortest_password} đến {longest_password} ký tự.",
            shortest_password=SHORTEST_PASSWORD,
            longest_password=LONGEST_PASSWORD,
        )
    made = hasher().hash(password)
    with unit_of_work() as session:
        row = of(session, user)
        row.password_hash = made
        _record(session, row, "set_password", actor, now)
        stored.end_sessions(session, user, now=now)


def end_sessions(user: int, *, actor: Actor, now: datetime) -> None:
    """Sign an account out everywhere; it may sign in again.

    Raises:
        NotFoundError: No such account.
    """
    with unit_of_work() as session:
        row = of(session, user)
        _record(session, row, "end_sessions", actor, now)
        stored.end_sessions(session, user, now=now)


def listed() -> Sequence[UserRow]:
    """Return all accounts, the open ones first, by address."""
    with unit_of_work() as session:
        return stored.every(session)


def of(session: Session, user: int) -> UserRow:
    """Return an open account.

    Raises:
        NotFoundError: There is none, or it was ended.
    """
    row = stored.find(session, user)
    if row is None or row.ended_at is not None:
        raise NotFoundError("Không có tài khoản này, hoặc tài khoản đã ngừng.")
    return row


def roles_in(agency_code: str, house: House) -> Sequence[Role]:
    """Return the roles that an account of an agency can have."""
    return [one for one in GIVEN if belongs(one, agency_code, house)]


def belongs(role: Role, agency_code: str, house: House) -> bool:
    """Tell whether a role is one of an agency: of the office, the chair or others."""
    own = {house.office_code: Party.OFFICE, house.chair_code: Party.LEADER}
    return PARTIES[role] is own.get(agency_code, Party.AGENCY)


def misplaced(role: Role, agency_code: str) -> Sentence:
    """Return the sentence for a role that is none of an agency."""
    return Sentence(
        "Vai trò “{role}” không thuộc cơ quan “{code}”.",
        role=named(ROLE_NAMES[role]),
        code=agency_code,
    )


def cleaned(login: str) -> str:
    """Return an address as accounts keep it.

    Raises:
        OfficeError: It is no address.
    """
    bare = login.strip().lower()
    if not _LOGIN.fullmatch(bare):
        raise OfficeError(
            "“{login}” không phải địa chỉ thư điện tử.", login=login.strip()[:80]
        )
    return bare


@cache
def hasher() -> PasswordHash:
    """Return how passwords are kept: argon2id with the library's parameters."""
    from pwdlib import PasswordHash  # noqa: PLC0415 - only a sign-in needs it

    return PasswordHash.recommended()


def _keep_an_administrator(session: Session, user: int) -> None:
    """Refuse what would leave nobody who administers accounts."""
    if list(stored.held_of_role(session, Role.ADMINISTRATOR)) == [user]:
        raise OfficeError("Đây là tài khoản quản trị cuối cùng, phải giữ lại.")


def _record(
    session: Session, row: UserRow, act: str, actor: Actor, now: datetime
) -> None:
    entry = Entry("user", str(row.id), act, (row,))
    record(session, [entry], actor=str(actor), now=now)
