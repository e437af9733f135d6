"""Which way a message goes when its first one fails."""

from __future__ import annotations

import builders as b
import pytest

from store import ids, outbox
from store.engine import unit_of_work
from store.tables import ContactRow


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("kind", "other"),
    [("issued", "zalo_bot"), *((kind, None) for kind in sorted(outbox.ONE_WAY))],
)
def test_what_is_for_one_address_has_no_other_way(kind: str, other: str | None) -> None:
    with unit_of_work() as session:
        b.an_agency(session)
        post = b.a_post(session, "SNV", "monitoring")
        chat = ContactRow(
            id=ids.take(session),
            post_id=post.id,
            channel="zalo_bot",
            address="chat-1",
            rank=2,
        )
        b.keep(session, "agency", "SNV", chat)
        message = b.a_message(session, post, (), kind=kind)
        found = outbox.next_contact(session, message.id)

        assert (found.channel if found else None) == other
