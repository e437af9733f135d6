"""Audit what decisions ask for: each is told at once, once, and to its agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directive.findings import Finding, Kind
from store import decided

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar
    from directive.seats import Seats

_AT_ONCE = "what is decided is told in the same transaction"
_HEARS = "the focal point hears, its substitute while it is away, else the next above"


def of_decisions(
    session: Session, seats: Seats, calendar: WorkCalendar
) -> Iterator[Finding]:
    """Yield every decision that was told to nobody, twice, or to another post.

    Args:
        session: Where the ledger is, read as of one moment.
        seats: Posts and absences.
        calendar: Says which day a moment lies in.
    """
    for lost in decided.untold(session):
        what = f"{lost.act} was told by no message ({lost.kind})"
        where = f"assignment {lost.assignment}"
        yield Finding(Kind.DECISION_NOT_TOLD, where, what, _AT_ONCE, _at(lost.at))
    for letter in decided.unasked(session):
        what = f"{letter.kind} tells of nothing that was decided then"
        where = f"message {letter.id}"
        yield Finding(
            Kind.LETTER_WITHOUT_DECISION, where, what, _AT_ONCE, _at(letter.at)
        )
    for letter in decided.doubled(session):
        what = f"{letter.kind} was told by another message already"
        where = f"message {letter.id}"
        yield Finding(Kind.DOUBLED_LETTER, where, what, _AT_ONCE, _at(letter.at))
    for heard in decided.unusual(session):
        hearer = seats.at_agency(
            heard.duty,
            heard.agency,
            before=heard.message,
            day=calendar.day_of(heard.at),
            at=heard.at,
        )
        if hearer != heard.post:
            what = f"it went to post {heard.post}, and is for {hearer}"
            where = f"message {heard.message}"
            yield Finding(Kind.WRONG_POST, where, what, _HEARS, _at(heard.at))


def _at(moment: datetime) -> tuple[tuple[str, str], ...]:
    return (("at", moment.isoformat()),)
