"""Write what an arrival came to: a submission, a note with a task, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.ladder import Audience
from directive.lifecycle import OWED
from directive.replies import Ignored, Note, Submission, Verdict
from notifications.messages import Receipt
from office import actor as actors
from office import moving, telling
from office.submitting import Document, File, submit_in
from store import files, ids, inbound, people
from store.tables import InboundRow, OfficeTaskRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.tables import Kept

_NOTHING_OWED = "Nhiệm vụ này không còn nghĩa vụ nào đang chờ báo cáo."
_RESULT = {
    "mail": "Báo cáo gửi qua thư điện tử.",
    "drop": "Báo cáo gửi vào thư mục dùng chung.",
}
_WHY = "Cơ quan đã gửi thư này để báo cáo kết quả nhiệm vụ."


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail or dropped files, with the agency it is known to come from.

    `together`: (source id, name) of further files that came with the first.
    """

    source: str  # mail, drop
    source_id: str
    agency: str | None
    sender: str | None
    subject: str
    text: str
    files: tuple[File, ...]
    received_at: datetime
    together: tuple[tuple[str, str], ...] = ()


def take(
    session: Session, arrival: Arrival, verdict: Verdict, *, house: House, now: datetime
) -> str:
    """Write an arrival; return what it came to: submission, note or ignored.

    What is meant as a submission but answers nothing that is still owed becomes a
    note: it is kept, and a task tells the office.
    """
    codes: tuple[str, ...]
    if isinstance(verdict, Submission):
        owed = inbound.owed_under(session, verdict.code, OWED)
        if owed and arrival.agency:
            return _submission(session, arrival, verdict, owed[0], house=house, now=now)
        reason, codes = _NOTHING_OWED, (verdict.code,)
    else:
        reason = str(verdict.reason)
        codes = verdict.codes if isinstance(verdict, Note) else ()
    code = codes[0] if len(codes) == 1 else None
    name = "ignored" if isinstance(verdict, Ignored) else "note"
    row, *others = _rows(session, arrival, name, reason, code=code)
    rows: list[Kept] = [row, *others]
    if name == "note":
        task = OfficeTaskRow(
            id=ids.take(session),
            kind="inbound",
            reason=reason,
            opened_at=now,
            assignment_code=code,
            inbound_id=row.id,
        )
        rows.append(task)
    entry = Entry("inbound", str(row.id), name, tuple(rows))
    queued = []
    if name == "note" and arrival.agency:
        queued = _receipt(session, arrival, row, reason, (), house=house, now=now)
    record(session, [entry, *queued], actor="clock", now=now)
    return name


def _submission(
    session: Session,
    arrival: Arrival,
    verdict: Submission,
    obligation_id: int,
    *,
    house: House,
    now: datetime,
) -> str:
    acting = actors.agency(arrival.agency or "")
    document = verdict.document
    submission_id = submit_in(
        session,
        {obligation_id: _RESULT[arrival.source]},
        Document(
            number=document.number if document else None,
            dated=document.dated if document else None,
            files=arrival.files,
        ),
        channel=arrival.source,
        actor=acting,
        submitted_at=arrival.received_at,
        now=now,
    )
    rows = _rows(
        session, arrival, "submission", "", code=verdict.code, submission=submission_id
    )
    case = moving.load(session, obligation_id, actor=acting)
    queued = _receipt(session, arrival, rows[0], None, (case,), house=house, now=now)
    entry = Entry("inbound", str(rows[0].id), "submission", tuple(rows))
    record(session, [entry, *queued], actor="clock", now=now)
    return "submission"


def _rows(
    session: Session,
    arrival: Arrival,
    verdict: str,
    reason: str,
    *,
    code: str | None,
    submission: int | None = None,
) -> list[InboundRow]:
    """Return a row for the arrival, then one for each file that came with it.

    The files of a note are kept with it; those of a submission are its evidence.
    """
    named, kept = [], []
    for file in arrival.files if verdict == "note" else ():
        salt, digest = files.sealed(file.name)
        facts = {
            "sha256": files.keep(file.data),
            "media_type": file.media_type,
            "size": len(file.data),
        }
        named.append(facts | {"name": file.name, "salt": salt})
        kept.append(facts | {"name_digest": digest})
    return [
        InboundRow(
            id=ids.take(session),
            source=arrival.source,
            source_id=source_id,
            verdict=verdict,
            reason=reason,
            assignment_code=code,
            submission_id=submission,
            received_at=arrival.received_at,
            kept=kept if source_id == arrival.source_id else [],
            files=named if source_id == arrival.source_id else [],
            sender=arrival.sender,
            subject=subject,
            note=arrival.text,
        )
        for source_id, subject in (
            (arrival.source_id, arrival.subject),
            *arrival.together,
        )
    ]


def _receipt(
    session: Session,
    arrival: Arrival,
    row: InboundRow,
    reason: str | None,
    cases: tuple[moving.Case, ...],
    *,
    house: House,
    now: datetime,
) -> list[Entry]:
    """Queue the answer to an arrival, for the post that its agency is reached by."""
    post = people.post(session, arrival.agency or "", Audience.FOCAL_POINT)
    if post is None:
        return []
    payload = Receipt(
        to=post.title,
        office=house.office_name,
        received_at=arrival.received_at,
        taken=reason is None,
        reason=reason,
        files=len(arrival.files),
        lines=tuple(
            telling.line(session, case, why=_WHY, house=house, now=now)
            for case in cases
        ),
    )
    letter = telling.letter(
        payload,
        post=post,
        once=str(row.id),
        assignment_ids=[case.assignment.id for case in cases],
        house=house,
        now=now,
    )
    return telling.queue(session, [letter], house=house, now=now)
