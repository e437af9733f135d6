"""Tell an agency what it was given by a directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.ladder import Audience
from notifications.messages import DirectiveHeading, Issued
from office import telling
from office.hearing import hearers
from store import people

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from office.moving import Case
    from store.queueing import Letter
    from store.tables import DirectiveRow

_URGENT = {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}


def announcements(
    session: Session,
    row: DirectiveRow,
    cases: Mapping[str, Sequence[Case]],
    *,
    why: str,
    once: str,
    house: House,
    now: datetime,
) -> Iterator[Letter]:
    """Yield one letter for each agency, with all that it was given in it.

    Args:
        session: Where names and posts are.
        row: The directive.
        cases: What each agency owes, by its code.
        why: Why the agency hears, one sentence in Vietnamese.
        once: What the letter is about, so that it is written once.
        house: Posts, name and address of the office.
        now: The moment, aware.
    """
    heading = DirectiveHeading(
        title=row.title or "",
        number_text=telling.directive_number(row),
        issuer=row.issuer or house.office_name,
        issued_on=row.issued_on,
        urgent=_URGENT.get(row.urgency),
    )
    kept = people.all_agencies(session)  # held: `telling.line` finds them in memory
    who = hearers(session, house=house, now=now)
    for code in (agency.code for agency in kept if cases.get(agency.code)):
        post, note = who.stand_in(code, Audience.FOCAL_POINT)
        lines = tuple(
            telling.line(session, case, why=why + note, house=house, now=now)
            for case in cases[code]
        )
        payload = Issued(
            to=post.title, office=house.office_name, directive=heading, lines=lines
        )
        yield telling.letter(
            payload,
            post=post,
            once=f"{once}:{code}",
            assignment_ids=[case.assignment.id for case in cases[code]],
            house=house,
            now=now,
        )
