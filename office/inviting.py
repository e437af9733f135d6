"""Send somebody the link that signs an account in, as the administrator asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office import accounts, telling
from office.errors import OfficeError
from office.signing_in import letter_of
from store import accounts as stored
from store.engine import unit_of_work
from store.trail import record

if TYPE_CHECKING:
    from datetime import datetime

    from office.actor import Actor
    from office.house import House


def invite(user: int, *, house: House, actor: Actor, now: datetime) -> str:
    """Queue a mail with a link that signs an account in once; return its address.

    One goes out in each quarter of an hour.

    Raises:
        NotFoundError: No such account, or it has ended.
        OfficeError: The site has no address, the agency no post, or one was just sent.
    """
    if not house.base_url or not house.link_secret:
        raise OfficeError(
            "Chưa đặt địa chỉ của trang (NAMRO_BASE_URL) nên chưa gửi được liên kết."
        )
    with unit_of_work() as session:
        row = accounts.of(session, user)
        post = stored.post_for(session, row)
        if post is None:
            raise OfficeError(
                "Cơ quan của tài khoản chưa có đầu mối nào; hãy thêm đầu mối trước."
            )
        letter = letter_of(row, post, house.link_secret, house=house, now=now)
        made = telling.queue(session, [letter], house=house, now=now)
        if not made:
            raise OfficeError("Liên kết vừa được gửi; hãy chờ 15 phút rồi gửi lại.")
        record(session, made, actor=str(actor), now=now)
        return row.login
