"""Signed links in messages: what each opens, until when, and how it is called back.

A link is its own proof: nothing is kept of it but, for those that sign in, that it
was used. Opening one changes nothing, so that a mail scanner does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from itsdangerous import BadData, URLSafeTimedSerializer

from office.errors import OfficeError
from store import accounts, ids
from store.engine import unit_of_work
from store.tables import RevocationRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from office.actor import Actor


class Purpose(StrEnum):
    """What a link is for; one for one purpose opens nothing else."""

    ANSWER = "answer"
    SIGN_IN = "sign_in"


VALID: dict[Purpose, timedelta] = {
    Purpose.ANSWER: timedelta(days=45),
    Purpose.SIGN_IN: timedelta(minutes=30),
}


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
    """Return what a token says; the agency's revocations are asked for elsewhere.

    Raises:
        OfficeError: It is forged or broken, of another installation, or too old.
    """
    for purpose in Purpose:
        signer = _Signer(secret, purpose, now)
        try:
            values, made = signer.loads(
                token,
                max_age=int(VALID[purpose].total_seconds()),
                return_timestamp=True,
            )
        except BadData:
            continue
        return Link(purpose, tuple(values), made.astimezone(UTC))
    raise OfficeError(
        "Liên kết này không đúng hoặc đã hết hạn; "
        "hãy mở liên kết trong thư mới nhất, hoặc đăng nhập."
    )


def is_revoked(link: Link) -> bool:
    """Tell whether the agency's links of that moment were called back."""
    with unit_of_work() as session:
        before = accounts.links_void_before(session, link.values[0])
    return before is not None and link.made_at < before


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
