"""Write what an arrival came to: a submission, a note with a task, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.chat_replies import Meaning, MoreTime, Received
from directive.errors import NotAllowedError
from directive.ladder import Audience
from directive.lifecycle import OWED
from directive.replies import Ignored, Note, Submission, Verdict
from notifications.messages import Receipt
from notifications.wording import day
from office import actor as actors
from office import moving, telling
from office.answering import acknowledge_in
from office.errors import OfficeError
from office.extending import ask_in
from office.submitting import Document, File, submit_in
from office.task_words import NOTHING_OWED
from store import files, heard, ids, inbound, people
from store.tables import InboundRow, OfficeTaskRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.house import House
    from store.tables import Kept

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
        reason, codes = str(NOTHING_OWED), (verdict.code,)
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


def take_short(
    session: Session, arrival: Arrival, meaning: Meaning, *, house: House, now: datetime
) -> str | None:
    """Do what a short mail says, "đã nhận" or "xin gia hạn đến …", and answer it.

    Returns:
        What it came to; None when it says neither, or nothing can be done so: the
        arrival is then a note as any other.
    """
    acting = actors.agency(arrival.agency or "")
    found = heard.candidates(session, acting.agency or "", codes=_codes(meaning))
    try:
        if isinstance(meaning, Received) and found:
            for directive in {one.directive_id for one in found}:
                acknowledge_in(session, directive, actor=acting, now=now)
            done = "Đã ghi nhận cơ quan tiếp nhận các nhiệm vụ sau."
        elif isinstance(meaning, MoreTime) and len(found) == 1 and meaning.reason:
            ask_in(
                session,
                found[0].obligation_id,
                until=meaning.until,
                reason=meaning.reason,
                actor=acting,
                now=now,
            )
            done = (
                f"Đã ghi nhận đề nghị gia hạn đến {day(meaning.until)};"
                " thời hạn cũ còn hiệu lực đến khi có quyết định."
            )
        else:
            return None
    except (OfficeError, NotAllowedError):
        return None
    code = found[0].code if len(found) == 1 else None
    row, *others = _rows(session, arrival, "answer", "", code=code)
    cases = tuple(
        moving.load(session, one.obligation_id, actor=acting) for one in found
    )
    queued = _receipt(
        session, arrival, row, None, cases, house=house, now=now, done=done
    )
    entry = Entry("inbound", str(row.id), "answer", (row, *others))
    record(session, [entry, *queued], actor="clock", now=now)
    return "answer"


def _codes(meaning: Meaning) -> tuple[str, ...]:
    return meaning.codes if isinstance(meaning, Received | MoreTime) else ()


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
    done: str | None = None,
) -> list[Entry]:
    """Queue the answer to an arrival, for the post that its agency is reached by."""
    post = people.post(session, arrival.agency or "", Audience.FOCAL_POINT)
    if post is None:
        return []
    payload = Receipt(
        to=post.title,
        office=house.office_name,
        received_at=arrival.received_at,
        taken=reason is None and done is None,
        reason=reason,
        done=done,
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
