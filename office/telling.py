"""Turn what happened into a message for a post, and queue it once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directive.sentence import Sentence
from notifications.messages import AssignmentLine, Payload
from notifications.render import render
from office.house import office_day
from office.links import answer_link
from runtime.clock import HANOI
from store import queueing
from store.queueing import Letter
from store.tables import AgencyRow, DirectiveRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from office.moving import Case
    from store.tables import PostRow
    from store.trail import Entry

ANSWERED = frozenset(
    {
        "issued",
        "reminder_digest",
        "overdue_digest",
        "returned",
        "extension_decided",
        "due_set",
        "assignment_decided",
        "explanation_asked",
    }
)
"""Kinds of message that an agency answers by the link in them."""


def directive_number(row: DirectiveRow) -> Sentence:
    """Return how officials cite a document; a blank number shows as "…"."""
    number = f"{row.number or '…'}/{row.symbol}" if row.symbol else row.number or "…"
    cited = Sentence(
        "{kind} số {number}" if row.kind else "Văn bản số {number}",
        kind=row.kind,
        number=number,
    )
    if row.issued_on is None:
        return cited
    return Sentence("{cited} ngày {day}", cited=cited, day=row.issued_on)


def line(
    session: Session, case: Case, *, why: str, house: House, now: datetime
) -> AssignmentLine:
    """Return an obligation as messages name it."""
    assignment, obligation = case.assignment, case.obligation
    directive = session.get_one(DirectiveRow, assignment.directive_id)
    collector = (
        session.get(AgencyRow, assignment.collector_code)
        if assignment.collector_code
        else None
    )
    return AssignmentLine(
        code=assignment.code,
        what=assignment.what,
        directive_title=directive.title or "",
        directive_number_text=directive_number(directive),
        due_on=obligation.due_on,
        last_working_day=obligation.last_working_day,
        collector=collector.name if collector else None,
        expected_result=assignment.expected_result,
        why=why,
        days_late=days_late(case, house=house, now=now),
        agency=session.get_one(AgencyRow, assignment.agency_code).name,
        directive=assignment.directive_id,
    )


def days_late(case: Case, *, house: House, now: datetime) -> int | None:
    """Return the working days since the due date; None when it is not past."""
    return late_by(case.obligation.due_on, house=house, now=now)


def late_by(due_on: date | None, *, house: House, now: datetime) -> int | None:
    """Return the working days since a due date; None when it is not past."""
    today = office_day(now)
    if due_on is None or today <= due_on:
        return None
    return house.calendar.working_days_between(due_on, today)


def letter(
    payload: Payload,
    *,
    post: PostRow,
    once: str,
    kind: str | None = None,
    channels: tuple[str, ...] = (),
    assignment_ids: Sequence[int],
    number: int | None = None,
    house: House,
    now: datetime,
) -> Letter:
    """Render a payload for a post; `once` names what the message is about.

    `kind` is what the ledger calls it when not the payload's own kind; `channels` are
    those to try first; `number` is one taken before for this message.
    """
    kind = kind or payload.kind
    as_of = now.astimezone(HANOI) if house.virtual else None
    rendered = render(
        payload,
        base_url=house.base_url,
        as_of=as_of,
        answer_url=_answer_url(payload.kind, post, house=house, now=now),
    )
    return Letter(
        post_id=post.id,
        kind=kind,
        office_day=office_day(now),
        dedupe_key=f"{kind}:{once}:{post.id}",
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        short_text=rendered.short,
        assignment_ids=tuple(assignment_ids),
        channels=channels,
        number=number,
    )


def _answer_url(
    kind: str, post: PostRow, *, house: House, now: datetime
) -> Callable[[int], str] | None:
    """Return what gives an agency's post the signed link to answer a directive."""
    secret, base_url = house.link_secret, house.base_url
    own = post.agency_code in {house.office_code, house.chair_code}
    if secret is None or base_url is None or own or kind not in ANSWERED:
        return None

    def url(directive: int) -> str:
        token = answer_link(
            secret, agency=post.agency_code, directive=directive, now=now
        )
        return f"{base_url}/l/{token}"

    return url


def queue(
    session: Session, letters: Sequence[Letter], *, house: House, now: datetime
) -> list[Entry]:
    """Return the entries that queue the letters which are not queued yet.

    Days late are counted with the calendar of the house, which each entry names.
    """
    return [
        replace(entry, calendar_version=house.calendar.version)
        for entry in queueing.entries(
            session, letters, now=now, domain=house.mail_domain
        )
    ]
