"""Call a post otherwise: what stands above its messages and in its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office.errors import NotFoundError, OfficeError
from store import people
from store.engine import unit_of_work
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from office.actor import Actor

_LONGEST = 200  # characters


def rename(place: tuple[str, str], title: str, *, actor: Actor, now: datetime) -> None:
    """Give a post, which is an agency's and has a duty, another title.

    It stays the same post, however its agency is renamed later. Messages that wait
    keep the title they were written with.

    Raises:
        NotFoundError: No such post.
        OfficeError: The title is none, too long, the same, or another post's.
    """
    title = " ".join(title.split())
    if not title or len(title) > _LONGEST:
        raise OfficeError(
            "Chức danh phải có từ 1 đến {longest} ký tự.", longest=_LONGEST
        )
    with unit_of_work() as session:
        post = people.post(session, *place)
        if post is None:
            raise NotFoundError("Không có đầu mối này.")
        if title in {one.title for one in people.posts_of(session, place[0])}:
            raise OfficeError("Cơ quan này đã có chức danh “{title}”.", title=title)
        post.title = title
        entry = Entry("agency", post.agency_code, "rename_post", (post,))
        record(session, [entry], actor=str(actor), now=now)
