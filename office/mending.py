"""Tell the office what is wrong with a channel and only people can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.channel import NO_TOKEN, Status
from office import task_words
from office.naming import CHANNELS
from store import ids, office_tasks
from store.tables import OfficeTaskRow
from store.trail import Entry, record
from store.zalo_tokens import LOGIN_TASK

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from notifications.channel import Outcome

KIND = "channel"


def ask(session: Session, channel: str, outcome: Outcome, *, now: datetime) -> None:
    """Open a task about an outcome that says so, unless one is open for the same code.

    An outcome says so by asking for another channel without naming a time for this
    one: a locked template, an account without money, a token nobody can renew. The
    message itself goes its way.
    """
    if outcome.status is not Status.TEMPORARY or not outcome.elsewhere:
        return
    kind = KIND
    begins = str(
        task_words.CHANNEL.filled(
            channel=CHANNELS.get(channel, channel), code=outcome.code, detail=""
        )
    )
    if outcome.code == NO_TOKEN:
        kind, begins = LOGIN_TASK, ""  # the next login closes it
    known = office_tasks.open_alone(session, kind)
    if any(reason.startswith(begins) for reason in known):
        return
    task = OfficeTaskRow(
        id=ids.take(session),
        kind=kind,
        reason=f"{begins}{outcome.detail}",
        opened_at=now,
    )
    entry = Entry("office_task", str(task.id), "open", (task,))
    record(session, [entry], actor="clock", now=now)
