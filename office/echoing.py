"""Say back to a chat what became of its message, once for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office.house import office_day
from store import people, queueing
from store.queueing import Letter
from store.trail import record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.tables import HeardRow, PostRow

KIND = "chat_echo"
SUBJECT = "Trả lời tin nhắn"


def echo(
    session: Session,
    row: HeardRow,
    words: str,
    post: PostRow | None,
    *,
    house: House,
    now: datetime,
) -> None:
    """Queue the answer to the chat that wrote.

    A chat that stands for no post is answered in the office's name, once a day: whoever
    writes on and on does not have the office write on and on.
    """
    once = row.number
    if post is None:
        once = f"{row.sender}:{office_day(now)}"
        post = people.first_post(session, house.office_code)
    if post is None:
        return
    letter = Letter(
        post_id=post.id,
        kind=KIND,
        office_day=office_day(now),
        dedupe_key=f"{KIND}:{row.channel}:{once}",
        subject=SUBJECT,
        text=words,
        html=None,
        short_text=words,
        way=(row.channel, row.sender),
    )
    made = queueing.entries(session, [letter], now=now, domain=house.mail_domain)
    record(session, made, actor="clock", now=now)
