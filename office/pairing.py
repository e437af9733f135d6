"""Link a chat to a post by a one-time code, and unlink it; who is reachable how."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from directive.chat_replies import CODE_LENGTH, CODE_LETTERS
from office.errors import NotFoundError, OfficeError
from store import ids, people
from store.engine import unit_of_work
from store.tables import AgencyRow, ContactRow, PairingRow, PostRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor

VALID = timedelta(days=2)
CHATS = ("zalo_bot", "zalo_oa")
_FIRST, _SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class Reach:
    """One post and the channels that reach it, the first one tried first."""

    agency_code: str
    agency: str
    duty: str
    post: str
    channels: tuple[str, ...]


def offer(agency: str, duty: str, *, actor: Actor, now: datetime) -> str:
    """Return a fresh code that links one chat to a post; older codes of it end.

    The code is shown once, as "ABCD-2345"; only its digest is kept.

    Raises:
        NotFoundError: No such post.
        OfficeError: An agency asks for another one's post.
    """
    if actor.agency not in {None, agency}:
        raise OfficeError("Chỉ lấy được mã cho đầu mối của cơ quan mình.")
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    with unit_of_work() as session:
        post = people.post(session, agency, duty)
        if post is None:
            raise NotFoundError("Không có đầu mối này.")
        session.execute(
            update(PairingRow)
            .where(PairingRow.post_id == post.id, PairingRow.used_at.is_(None))
            .values(used_at=now)
        )
        session.add(
            PairingRow(
                digest=_digest(code),
                post_id=post.id,
                made_at=now,
                expires_at=now + VALID,
            )
        )
        entry = Entry("agency", agency, "offer_pairing", (post,))
        record(session, [entry], actor=str(actor), now=now)
    return f"{code[:4]}-{code[4:]}"


def pair(
    session: Session, code: str, chat: tuple[str, str], *, now: datetime
) -> PostRow | None:
    """Link a chat to the post of a code, and try it first; None if no code holds.

    `chat` is channel and address. A code works once. A chat that stood for another
    post stands for this one alone.
    """
    offered = session.get(PairingRow, _digest(code), with_for_update=True)
    if offered is None or offered.used_at is not None or offered.expires_at <= now:
        return None
    offered.used_at = now
    channel, address = chat
    post = session.get_one(PostRow, offered.post_id)
    rows = _end_all(session, channel, address, now)
    there = session.scalars(
        select(ContactRow).where(ContactRow.post_id == post.id)
    ).all()
    row = next((one for one in there if one.channel == channel), None)
    if row is None:
        row = ContactRow(
            id=ids.take(session),
            post_id=post.id,
            channel=channel,
            address=address,
            rank=_FIRST,
        )
    row.address, row.rank, row.ended_at = address, _FIRST, None
    for other in there:
        if other is not row and other.rank <= _FIRST:
            other.rank = _SECOND
            rows.append(other)
    rows = [row, *(one for one in rows if one is not row)]
    entry = Entry("agency", post.agency_code, "pair_chat", tuple(rows))
    record(session, [entry], actor=f"agency:{post.agency_code}", now=now)
    return post


def unpair(session: Session, chat: tuple[str, str], *, now: datetime) -> bool:
    """Unlink a chat from whatever post it stood for; False when it stood for none."""
    rows = _end_all(session, *chat, now)
    if not rows:
        return False
    post = session.get_one(PostRow, rows[0].post_id)
    entry = Entry("agency", post.agency_code, "unpair_chat", tuple(rows))
    record(session, [entry], actor=f"agency:{post.agency_code}", now=now)
    return True


def unlink(
    agency: str, duty: str, channel: str, *, actor: Actor, now: datetime
) -> None:
    """End one way to a post, as its agency or the office asks.

    Raises:
        NotFoundError: No such way, or it has ended.
        OfficeError: It is the last way to the post, or another agency's.
    """
    if actor.agency not in {None, agency}:
        raise OfficeError("Chỉ ngắt được kênh của cơ quan mình.")
    with unit_of_work() as session:
        post = people.post(session, agency, duty)
        ways = _open_ways(session, post.id) if post else []
        row = next((one for one in ways if one.channel == channel), None)
        if post is None or row is None:
            raise NotFoundError("Đầu mối này không có kênh đó.")
        if len(ways) == 1:
            raise OfficeError("Đây là kênh duy nhất của đầu mối, phải giữ lại.")
        row.ended_at = now
        entry = Entry("agency", agency, "unpair_chat", (row,))
        record(session, [entry], actor=str(actor), now=now)


def post_of_chat(session: Session, channel: str, address: str) -> PostRow | None:
    """Return the post that a chat stands for."""
    return session.scalars(
        select(PostRow)
        .join(ContactRow, ContactRow.post_id == PostRow.id)
        .where(
            ContactRow.channel == channel,
            ContactRow.address == address,
            ContactRow.ended_at.is_(None),
        )
        .limit(1)
    ).one_or_none()


def reached() -> Sequence[Reach]:
    """Return every post with its channels, those that nothing reaches first."""
    ways = func.array_agg(ContactRow.channel).filter(ContactRow.ended_at.is_(None))
    with unit_of_work() as session:
        found = session.execute(
            select(
                AgencyRow.code,
                AgencyRow.name,
                PostRow.duty,
                PostRow.title,
                ways,
                func.array_agg(ContactRow.rank).filter(ContactRow.ended_at.is_(None)),
            )
            .select_from(PostRow)
            .join(AgencyRow, AgencyRow.code == PostRow.agency_code)
            .outerjoin(ContactRow, ContactRow.post_id == PostRow.id)
            .group_by(AgencyRow.code, PostRow.id)
            .order_by(AgencyRow.sort_key, PostRow.id)
        ).all()
    reach = [
        Reach(
            code,
            agency,
            duty,
            post,
            tuple(c for _, c in sorted(zip(ranks or (), channels or (), strict=True))),
        )
        for code, agency, duty, post, channels, ranks in found
    ]
    return sorted(reach, key=lambda one: bool(one.channels))


def _open_ways(session: Session, post: int) -> list[ContactRow]:
    return list(
        session.scalars(
            select(ContactRow).where(
                ContactRow.post_id == post, ContactRow.ended_at.is_(None)
            )
        )
    )


def _end_all(
    session: Session, channel: str, address: str, now: datetime
) -> list[ContactRow]:
    rows = list(
        session.scalars(
            select(ContactRow).where(
                ContactRow.channel == channel,
                ContactRow.address == address,
                ContactRow.ended_at.is_(None),
            )
        )
    )
    for row in rows:
        row.ended_at = now
    return rows


def _digest(code: str) -> str:
    return hashlib.sha256(f"pair {code}".encode()).hexdigest()
