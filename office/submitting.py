"""Hand in one document that answers one or more obligations of a directive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act
from office import moving
from office.errors import OfficeError
from store import files, ids
from store.engine import unit_of_work
from store.tables import EvidenceRow, SubmissionLineRow, SubmissionRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came: its name, what it claims to be, its bytes."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that `office.evidence` let in: its bytes are kept under `sha256`."""

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """The document that is handed in; number and date are of the reply itself."""

    number: str | None
    dated: date | None
    files: tuple[File | Stored, ...] = ()


def submit(
    results: Mapping[int, str],
    document: Document,
    *,
    channel: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Hand in a document for obligations of one directive; return the submission's id.

    Args:
        results: Obligation id → one line that says what was achieved.
        document: What is handed in; it needs a file, or a number and a date.
        channel: web, mail, drop or cli.
        actor: The agency that owes all of them.
        now: The instant of submission, at which the agency's clock stops.

    Raises:
        OfficeError: No evidence, no obligation, or several directives at once.
        NotAllowedError: One of them cannot be handed in now; nothing is written.
    """
    with unit_of_work() as session:
        return submit_in(
            session,
            results,
            document,
            channel=channel,
            actor=actor,
            submitted_at=now,
            now=now,
        )


def submit_in(
    session: Session,
    results: Mapping[int, str],
    document: Document,
    *,
    channel: str,
    actor: Actor,
    submitted_at: datetime,
    now: datetime,
) -> int:
    """Do `submit` within a transaction that also writes how the document came.

    `submitted_at` is when the document came, at which the agency's clock stops;
    `now` is when it is taken in.
    """
    if not document.files and not (document.number and document.dated):
        raise OfficeError(
            "Cần tệp minh chứng, hoặc số và ngày của văn bản báo cáo kết quả."
        )
    cases = [moving.load(session, number, actor=actor) for number in sorted(results)]
    if len({case.obligation.directive_id for case in cases}) != 1:
        raise OfficeError("Mỗi lần báo cáo chỉ cho một văn bản chỉ đạo.")
    submission = SubmissionRow(
        id=ids.take(session),
        directive_id=cases[0].obligation.directive_id,
        agency_code=cases[0].assignment.agency_code,
        document_number=document.number,
        document_date=document.dated,
        submitted_at=submitted_at,
        channel=channel,
    )
    evidence = [_evidence(session, submission.id, file) for file in document.files]
    head = Entry("submission", str(submission.id), "submit", (submission, *evidence))
    lines = [
        _line(
            session,
            case,
            submission.id,
            results[case.obligation.id],
            submitted_at=submitted_at,
            actor=actor,
            now=now,
        )
        for case in cases
    ]
    record(session, [head, *lines], actor=str(actor), now=now)
    return submission.id


def _evidence(session: Session, submission_id: int, file: File | Stored) -> EvidenceRow:
    if isinstance(file, File):
        kept = files.keep(file.data)
        file = Stored(file.name, file.media_type, kept, len(file.data))
    salt, digest = files.sealed(file.name)
    return EvidenceRow(
        id=ids.take(session),
        submission_id=submission_id,
        sha256=file.sha256,
        media_type=file.media_type,
        size=file.size,
        name_digest=digest,
        name_salt=salt,
        name=file.name,
    )


def _line(
    session: Session,
    case: moving.Case,
    submission_id: int,
    result: str,
    *,
    submitted_at: datetime,
    actor: Actor,
    now: datetime,
) -> Entry:
    rows = moving.advance(session, case, Act.SUBMIT, actor=actor, now=now)
    case.obligation.submitted_at = submitted_at
    case.assignment.acknowledged_at = case.assignment.acknowledged_at or submitted_at
    line = SubmissionLineRow(
        id=ids.take(session),
        submission_id=submission_id,
        obligation_id=case.obligation.id,
        result=result,
    )
    return moving.entry(case, Act.SUBMIT, [case.assignment, *rows, line])
