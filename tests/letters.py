"""A message that waits in the outbox of whatever database is bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office.house import office_day
from store import ids, queueing
from store.engine import unit_of_work
from store.queueing import Letter
from store.tables import AgencyRow, ContactRow, PostRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

AGENCY = "THU"


def queue_letter(subject: str, *, now: datetime) -> None:
    """Queue a letter to the one post of an agency of this name."""
    with unit_of_work() as session:
        entries = []
        if session.get(AgencyRow, AGENCY) is None:
            entries.append(_agency(session))
            record(session, entries, actor="test", now=now)
        post = session.query(PostRow).filter_by(agency_code=AGENCY).one()
        letter = Letter(
            post_id=post.id,
            kind="issued",
            office_day=office_day(now),
            dedupe_key=subject,
            subject=subject,
            text="Kính gửi Văn thư.",
            html=None,
            short_text=subject,
        )
        waiting = queueing.entries(session, [letter], now=now, domain="thu.example")
        record(session, waiting, actor="test", now=now)


def _agency(session: Session) -> Entry:
    agency = AgencyRow(
        code=AGENCY,
        name="Cơ quan thử",
        kind="so",
        abbrev=None,
        aliases=[],
        by_request=False,
        sort_key="co quan thu",
        search_text="co quan thu",
    )
    post = PostRow(
        id=ids.take(session), agency_code=AGENCY, duty="focal_point", title="Văn thư"
    )
    contact = ContactRow(
        id=ids.take(session),
        post_id=post.id,
        channel="email",
        address="vanthu@thu.example",
        rank=1,
    )
    return Entry("agency", AGENCY, "register", (agency, post, contact))
