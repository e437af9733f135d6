"""A reply that names no code is understood by the signed address it goes to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from arrivals import NOW, STC, STP, a_reply, config, kept
from servers import imap_server
from sqlalchemy import select

from directive.replies import Why
from notifications.reply_tokens import reply_address
from office.collecting import collect_mail
from store.engine import unit_of_work
from store.queueing import Letter, entries
from store.tables import AssignmentRow, PostRow
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from model_office import Issued
    from servers import ImapServer

KEY = "khóa"  # of this test's office
BOX = "ketqua@vpubnd.cao-bang.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    log: Path = tmp_path_factory.mktemp("imap") / "log"
    with imap_server(log) as running:
        yield running


def a_message_about(count: int) -> int:
    """Queue a message to STP about some of its assignments; return its number."""
    with unit_of_work() as session:
        owed = session.scalars(
            select(AssignmentRow.id)
            .where(AssignmentRow.agency_code == "STP")
            .order_by(AssignmentRow.id)
        ).all()
        post = session.scalars(
            select(PostRow).where(
                PostRow.agency_code == "STP", PostRow.duty == "focal_point"
            )
        ).one()
        letter = Letter(
            post_id=post.id,
            kind="reminder_digest",
            office_day=NOW.date(),
            dedupe_key="thử",
            subject="Nhắc việc",
            text="Kính gửi Văn thư.",
            html=None,
            short_text="Nhắc việc",
            assignment_ids=tuple(owed[:count]),
        )
        (entry,) = entries(session, [letter], now=NOW, domain="vpubnd.example")
        record(session, [entry], actor="test", now=NOW)
        return int(entry.aggregate_id)


CASES = {
    # assignments of the message, key of the address, sender, verdict, reason
    "about one": (1, KEY, STP, "submission", ""),
    "about several": (2, KEY, STP, "note", Why.SEVERAL_CODES),
    "signed by somebody else": (1, "khác", STP, "note", Why.NO_CODE),
    "from another agency": (1, KEY, STC, "note", Why.OTHER_AGENCY),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_reply_without_a_code(
    case: tuple[int, str, str, str, str], server: ImapServer, issued: Issued
) -> None:
    count, key, sender, verdict, reason = case
    address = reply_address(BOX, key, a_message_about(count))
    server.append(a_reply("Re: Nhắc việc", sender=sender, To=address).as_bytes())

    done = collect_mail(
        replace(config(server), reply_secret=KEY), house=issued.house, now=NOW
    )

    assert done == {verdict: 1}
    assert [row.reason for row in kept()] == [reason]
