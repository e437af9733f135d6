"""Signed links in messages: what each opens, until when, and how it is called back.

A link is its own proof: nothing is kept of it but, for those that sign in, that it
was used. Opening one changes nothing, so that a mail scanner does no harm. Until when
an answer link holds is asked when it is opened, so that it follows a date that moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from itsdangerous import BadData, URLSafeTimedSerializer

from office.errors import OfficeError
from runtime.clock import HANOI
from store import accounts, ids, obligations
from store.engine import unit_of_work
from store.tables import RevocationRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from office.actor import Actor


class Purpose(StrEnum):
    """What a link is for; one for one purpose opens nothing else."""

    ANSWER = "answer"
    SIGN_IN = "sign_in"


SIGNS_IN = timedelta(minutes=30)
"""How long a link signs in."""
ANSWERS = timedelta(days=45)
"""How long an answer link holds past its making and past the last due day."""
ANSWERS_UNDATED = timedelta(days=180)
"""How long one holds past its making where something it answers has no due day."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a link that holds says; `made_at` is aware."""

    purpose: Purpose
    values: tuple[Any, ...]
    made_at: datetime


def answer_link(secret: str, *, agency: str, directive: int, now: datetime) -> str:
    """Return the token that lets an agency answer one directive."""
    return _sign(secret, Purpose.ANSWER, [agency, directive], now)


def sign_in_link(secret: str, *, user: int, now: datetime) -> str:
    """Return the token that signs an account in once."""
    return _sign(secret, Purpose.SIGN_IN, [user], now)


def read(secret: str, token: str, *, now: datetime) -> Link:
    """Return what a token says; whether an answer link holds, tells `holds_until`.

    Raises:
        OfficeError: It is forged or broken or of another installation, or it signed
            in and is too old.
    """
    for purpose in Purpose:
        signer = _Signer(secret, purpose, now)
        try:
            values, made = signer.loads(token, return_timestamp=True)
        except BadData:
            continue
        link = Link(purpose, tuple(values), made.astimezone(UTC))
        if purpose is Purpose.SIGN_IN and now - link.made_at > SIGNS_IN:
            raise OfficeError(
                "Liên kết đăng nhập này đã hết hạn; "
                "hãy xin liên kết mới ở trang đăng nhập."
            )
        if link.made_at <= now:
            return link
    raise OfficeError(
        "Liên kết này không đúng; hãy mở lại liên kết trong thư, hoặc đăng nhập."
    )


def holds_until(link: Link) -> datetime | None:
    """Return until when an answer link opens its document; None if it was called back.

    That is `ANSWERS` past the last due day of what it answers.
    """
    agency, directive = link.values
    with unit_of_work() as session:
        before = accounts.links_void_before(session, agency)
        last, is_undated = obligations.last_due(session, directive, agency)
    if before is not None and link.made_at < before:
        return None
    least = link.made_at + (ANSWERS_UNDATED if is_undated else ANSWERS)
    if last is None:
        return least
    return max(least, datetime.combine(last, time.max, HANOI) + ANSWERS)


def revoke(agency: str, *, because: str, actor: Actor, now: datetime) -> None:
    """Call back every link that an agency was sent up to now.

    Raises:
        OfficeError: No reason is given.
    """
    if not because.strip():
        raise OfficeError("Hãy ghi lý do thu hồi liên kết.")
    with unit_of_work() as session:
        row = RevocationRow(
            id=ids.take(session),
            agency_code=agency,
            before=now,
            because=because.strip(),
        )
        entry = Entry("agency", agency, "revoke_links", (row,), reason=row.because)
        record(session, [entry], actor=str(actor), now=now)


class _Signer(URLSafeTimedSerializer):
    """Signs at a moment that is given, not looked up."""

    def __init__(self, secret: str, purpose: Purpose, now: datetime) -> None:
        moment = int(now.timestamp())

        class At(self.default_signer):  # type: ignore[name-defined,misc]
            def get_timestamp(self) -> int:
                return moment

        super().__init__(secret, salt=f"namro.{purpose}", signer=At)


def _sign(secret: str, purpose: Purpose, values: list[Any], now: datetime) -> str:
    return str(_Signer(secret, purpose, now).dumps(values))
