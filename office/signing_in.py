"""Signing in: by password or by a link from the mail, and what a cookie stands for."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from directive.sentence import Sentence
from notifications.render import render_answer_link, render_sign_in
from office import actor, links, telling
from office.accounts import hasher
from office.errors import NotFoundError, OfficeError
from office.house import office_day
from office.rights import Role
from office.viewer import NOBODY, Viewer
from runtime.clock import HANOI
from store import accounts, directives, obligations, people
from store.engine import unit_of_work
from store.queueing import MAIL, Letter
from store.tables import PostRow, SessionRow, UserRow
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.house import House

LASTS = timedelta(days=14)
WINDOW = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is known when a session was used last."""
MOST_PER_ACCOUNT = 5  # failures within WINDOW
MOST_PER_ADDRESS = 30
CALLED_BACK = Sentence("Liên kết này đã bị thu hồi; hãy mở liên kết mới nhất.")
_WRONG = Sentence("Địa chỉ hoặc mật khẩu không đúng.")
_SLOW_DOWN = Sentence(
    "Đã sai nhiều lần; hãy chờ 15 phút rồi thử lại, hoặc xin liên kết qua thư."
)


def by_password(login: str, password: str, *, came_from: str, now: datetime) -> str:
    """Open a session and return what its cookie holds.

    An unknown account takes as long as a wrong password, and is told the same.

    Args:
        login: The account's address.
        password: As typed.
        came_from: The network address of the browser, for the throttle.
        now: The moment, aware.

    Raises:
        OfficeError: Wrong, or too many failures within a quarter of an hour.
    """
    login = login.strip().lower()
    counted = {of_login(login): MOST_PER_ACCOUNT}
    counted[digest(f"from {came_from}")] = MOST_PER_ADDRESS
    with unit_of_work() as session:
        throttle(session, counted, now)
        row = _open_account(session, login)
        kept = row.password_hash if row else None
        held = hasher().verify(password, kept or _nobodys_hash())
        if row is not None and kept is not None and held:
            return _open(session, row.id, now, by_link=False)
    count_failures(list(counted), now)
    raise OfficeError(_WRONG)


def send_link(
    login: str, *, secret: str, came_from: str, house: House, now: datetime
) -> None:
    """Queue a mail with a link that signs in once, if there is such an account.

    The page says the same either way. One mail goes out in each quarter of an hour.

    Raises:
        OfficeError: Too many tries from that network address.
    """
    login = login.strip().lower()
    source = digest(f"link {came_from}")
    with unit_of_work() as session:
        throttle(session, {source: MOST_PER_ADDRESS}, now)
        row = _open_account(session, login)
        post = accounts.post_for(session, row) if row and house.base_url else None
        if row is not None and post is not None:
            letter = letter_of(row, post, secret, house=house, now=now)
            made = telling.queue(session, [letter], house=house, now=now)
            record(session, made, actor=f"office#{row.id}", now=now)
    count_failures([source], now)


def send_answer_link(
    link: links.Link, *, secret: str, came_from: str, house: House, now: datetime
) -> None:
    """Queue a mail with a new link for what an old one answered, to its agency's post.

    One goes out in each quarter of an hour.

    Raises:
        OfficeError: The link was called back, or too many tries from that network
            address.
        NotFoundError: The agency has nothing to answer there any more.
    """
    if link.purpose is not links.Purpose.ANSWER or links.holds_until(link) is None:
        raise OfficeError(CALLED_BACK)
    agency, number = link.values
    source = digest(f"link {came_from}")
    with unit_of_work() as session:
        throttle(session, {source: MOST_PER_ADDRESS}, now)
        directive = directives.find(session, number)
        post = people.post(session, agency, "focal_point")
        is_given = obligations.of_directive(session, number, agency)
        if directive is None or post is None or not is_given:
            raise NotFoundError("Văn bản này không giao việc cho cơ quan.")
        token = links.answer_link(secret, agency=agency, directive=number, now=now)
        rendered = render_answer_link(
            to=post.title,
            office=house.office_name,
            url=f"{house.base_url}/l/{token}",
            number_text=telling.directive_number(directive),
            as_of=now.astimezone(HANOI) if house.virtual else None,
        )
        letter = Letter(
            post_id=post.id,
            kind="answer_link",
            office_day=office_day(now),
            dedupe_key=f"answer_link:{agency}:{number}:{_quarter(now)}",
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            short_text=rendered.short,
            channels=(MAIL,),
        )
        made = telling.queue(session, [letter], house=house, now=now)
        record(session, made, actor=str(actor.agency(agency)), now=now)
    count_failures([source], now)


def by_link(link: links.Link, token: str, *, now: datetime) -> str:
    """Open a session for a sign-in link that was not used yet.

    Raises:
        OfficeError: It was used, or the account has ended.
    """
    with unit_of_work() as session:
        row = accounts.find(session, link.values[0])
        if link.purpose is not links.Purpose.SIGN_IN or row is None or row.ended_at:
            raise OfficeError("Liên kết này không mở được tài khoản nào.")
        if not accounts.spend(session, digest(token), now=now):
            raise OfficeError("Liên kết này đã được dùng; hãy xin liên kết mới.")
        return _open(session, row.id, now, by_link=True)


def viewer_of(cookie: str, *, now: datetime) -> Viewer:
    """Return who a session's cookie stands for; `NOBODY` when it is not open."""
    with unit_of_work() as session:
        found = accounts.signed_in(session, digest(cookie), now=now)
        if found is None:
            return NOBODY
        row, agency_name, opened = found
        if now - (opened.used_at or opened.opened_at) >= SEEN_EVERY:
            opened.used_at = now
    return Viewer(
        role=Role(row.role),
        title=row.title,
        agency=row.agency_code,
        agency_name=agency_name,
        user=row.id,
    )


def bearer(link: links.Link, *, now: datetime) -> Viewer:
    """Return who the holder of an answer link is; `NOBODY` when it does not hold."""
    if link.purpose is not links.Purpose.ANSWER:
        return NOBODY
    until = links.holds_until(link)
    if until is None or until < now:
        return NOBODY
    agency, directive = link.values
    with unit_of_work() as session:
        row = people.agency(session, agency)
    if row is None:
        return NOBODY
    return Viewer(
        Role.BEARER, agency=agency, agency_name=row.name, directive=int(directive)
    )


def sign_out(cookie: str, *, now: datetime) -> None:
    """End the session of a cookie; an unknown one is none."""
    with unit_of_work() as session:
        accounts.end_session(session, digest(cookie), now=now)


def spend(form: str, *, now: datetime) -> bool:
    """Mark a form as used; False when it was used before."""
    with unit_of_work() as session:
        return accounts.spend(session, digest(f"form {form}"), now=now)


def letter_of(
    row: UserRow, post: PostRow, secret: str, *, house: House, now: datetime
) -> Letter:
    """Return the mail with a link that signs an account in; one each quarter hour."""
    token = links.sign_in_link(secret, user=row.id, now=now)
    rendered = render_sign_in(
        to=row.title,
        office=house.office_name,
        url=f"{house.base_url}/l/{token}",
        minutes=int(links.SIGNS_IN.total_seconds() / 60),
        as_of=now.astimezone(HANOI) if house.virtual else None,
    )
    return Letter(
        post_id=post.id,
        kind="sign_in",
        office_day=office_day(now),
        dedupe_key=f"sign_in:{row.id}:{_quarter(now)}",
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        short_text=rendered.short,
        way=(MAIL, row.login),
    )


def _open(session: Session, user: int, now: datetime, *, by_link: bool) -> str:
    cookie = secrets.token_urlsafe(32)
    session.add(
        SessionRow(
            digest=digest(cookie),
            user_id=user,
            opened_at=now,
            expires_at=now + LASTS,
            used_at=now,
            by_link=by_link,
        )
    )
    return cookie


def _open_account(session: Session, login: str) -> UserRow | None:
    row = accounts.by_login(session, login)
    return None if row is None or row.ended_at else row


def throttle(session: Session, counted: dict[str, int], now: datetime) -> None:
    """Refuse when too much failed within `WINDOW`.

    Raises:
        OfficeError: What is counted, by its digest, failed as often as is allowed.
    """
    failures = accounts.failures(session, counted, since=now - WINDOW)
    if any(failures.get(one, 0) >= most for one, most in counted.items()):
        raise OfficeError(_SLOW_DOWN)


def count_failures(digests: Sequence[str], now: datetime) -> None:
    """Write down that something failed, for each of what is counted."""
    with unit_of_work() as session:
        accounts.count_failure(session, digests, now=now)


def _quarter(now: datetime) -> int:
    return int(now.timestamp() // WINDOW.total_seconds())


def of_login(login: str) -> str:
    """Return what failures of an account are counted by."""
    return digest(f"login {login}")


def digest(text: str) -> str:
    """Return what is kept of a cookie, and of whom is counted."""
    return hashlib.sha256(text.encode()).hexdigest()


def _nobodys_hash() -> str:
    """Return the hash of a password that nobody has."""
    if not _NOBODYS:
        _NOBODYS.append(hasher().hash(secrets.token_urlsafe(32)))
    return _NOBODYS[0]


_NOBODYS: list[str] = []
