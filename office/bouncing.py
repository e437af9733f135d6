"""A mail that came back: its delivery failed after all, and the next way is tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from notifications import bounces
from notifications.channel import Outcome, Status
from office import retrying
from store import outbox, returned

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from notifications.bounces import Bounce

_NUMBER = re.compile(r"<m(\d{1,18})\.[^@>]*@[^>]*>")
_TRACKING = re.compile(r"m(\d{1,18})")


def settle(
    session: Session, reports: tuple[Bounce, ...], *, now: datetime
) -> tuple[int, ...]:
    """Settle the deliveries that a report says have failed; return their messages.

    The post's next channel takes over; without one it is a task for the office. A
    report changes no phase, and only a message that counts as sent, by mail, to the
    very address that is reported: a forged one can at most cause a second message.
    """
    settled = []
    for bounce in bounces.failures(reports):
        number = _number(bounce)
        sent = number and returned.sent_by_mail(
            session, number, header_id=bounce.message_id, address=bounce.recipient
        )
        if not sent:
            continue
        other = outbox.next_contact(session, sent.delivery.message_id)
        fate = retrying.fate(
            Outcome(sent.delivery.message_id, Status.PERMANENT),
            tries=sent.delivery.tries,
            other_channel=other is not None,
            now=now,
            chance=0,
        )
        returned.fail(
            session,
            sent,
            code=bounce.status or "bounce",
            detail=f"Thư bị trả lại: {bounce.diagnosis or 'không rõ lý do'}",
            state=fate.state,
            contact=other,
            now=now,
        )
        settled.append(sent.delivery.message_id)
    return tuple(settled)


def _number(bounce: Bounce) -> int | None:
    found = _NUMBER.fullmatch(bounce.message_id) or _TRACKING.fullmatch(
        bounce.tracking_id
    )
    return int(found[1]) if found else None
