"""Link a chat to a post by a one-time code, and unlink it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from directive.chat_replies import CODE_LENGTH, CODE_LETTERS
from office.errors import NotFoundError, OfficeError
from store import endings, ids, pairings, people
from store.engine import unit_of_work
from store.tables import ContactRow, PairingRow, PostRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor

VALID = timedelta(days=2)
_FIRST, _SECOND = 1, 2


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
        pairings.end_offers(session, post.id, now=now)
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
    offered = pairings.lock(session, _digest(code))
    if offered is None or offered.used_at is not None or offered.expires_at <= now:
        return None
    offered.used_at = now
    channel, address = chat
    post = session.get_one(PostRow, offered.post_id)
    rows = _end_all(session, channel, address, now)
    there = pairings.ways(session, post.id)
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
        OfficeError: It is the last way to a post that has open duties, or another
            agency's.
    """
    if actor.agency not in {None, agency}:
        raise OfficeError("Chỉ ngắt được kênh của cơ quan mình.")
    with unit_of_work() as session:
        post = people.post(session, agency, duty)
        every = pairings.ways(session, post.id) if post else ()
        ways = [one for one in every if one.ended_at is None]
        row = next((one for one in ways if one.channel == channel), None)
        if post is None or row is None:
            raise NotFoundError("Đầu mối này không có kênh đó.")
        if len(ways) == 1 and endings.has_duties(session, post):
            raise OfficeError(
                "Đây là kênh duy nhất của {post}, mà việc liên quan chưa xong; hãy"
                " thêm kênh khác trước.",
                post=post.title,
            )
        row.ended_at = now
        entry = Entry("agency", agency, "unpair_chat", (row,))
        record(session, [entry], actor=str(actor), now=now)


def _end_all(
    session: Session, channel: str, address: str, now: datetime
) -> list[ContactRow]:
    rows = list(pairings.open_at(session, channel, address))
    for row in rows:
        row.ended_at = now
    return rows


def _digest(code: str) -> str:
    return hashlib.sha256(f"pair {code}".encode()).hexdigest()
