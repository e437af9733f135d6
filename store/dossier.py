"""Everything known about one assignment: what is owed, and all that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import aliased

from store.tables import (
    AgencyRow,
    AssignmentRow,
    BreakdownRow,
    DirectiveRow,
    DueRevisionRow,
    EscalationRow,
    EventRow,
    EvidenceRow,
    ExtensionRow,
    InstructionRow,
    ObligationRow,
    PersonRow,
    PostRow,
    SubmissionLineRow,
    SubmissionRow,
    UserRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session


NO_NAME = "(tên tệp đã xóa)"


@dataclass(frozen=True, slots=True)
class Head:
    """An assignment with the document and the instruction it comes from."""

    assignment: AssignmentRow
    instruction: InstructionRow
    directive: DirectiveRow
    agency_name: str
    collector_name: str | None
    person: PersonRow | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a chain, with the rows it wrote by table and why it was done."""

    at: datetime
    act: str
    actor: str
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    reason: str | None = None
    title: str | None = None  # of the account that acted, where there was one
    agency: str | None = None  # the name of the agency it acted for


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of a submission, with the document and the files handed in."""

    obligation_id: int
    result: str
    verdict: str
    reason: str | None
    decided_at: datetime | None
    submission_id: int
    document_number: str | None
    document_date: date | None
    submitted_at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of evidence."""

    id: int
    submission_id: int
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """An escalation of an obligation, open or closed."""

    obligation_id: int
    rung: str
    audience: str
    post: str
    opened_at: datetime
    closed_at: datetime | None
    closed_because: str | None
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One assignment in full."""

    head: Head
    obligations: tuple[ObligationRow, ...]
    revisions: tuple[DueRevisionRow, ...]
    extensions: tuple[ExtensionRow, ...]
    escalations: tuple[Escalated, ...]
    answers: tuple[Answer, ...]
    files: tuple[File, ...]
    breakdown: tuple[BreakdownRow, ...]
    happenings: tuple[Happening, ...]


def of_assignment(session: Session, code: str) -> Dossier | None:
    """Return the assignment with this code in ten queries; None when there is none."""
    head = _head(session, code)
    if head is None:
        return None
    number = head.assignment.id
    obligations = session.scalars(
        select(ObligationRow)
        .where(ObligationRow.assignment_id == number)
        .order_by(ObligationRow.id)
    ).all()
    owed = [row.id for row in obligations]
    answers = _answers(session, owed)
    return Dossier(
        head=head,
        obligations=tuple(obligations),
        revisions=tuple(
            session.scalars(
                select(DueRevisionRow)
                .where(DueRevisionRow.obligation_id.in_(owed))
                .order_by(DueRevisionRow.obligation_id, DueRevisionRow.n)
            )
        ),
        extensions=tuple(
            session.scalars(
                select(ExtensionRow)
                .where(ExtensionRow.obligation_id.in_(owed))
                .order_by(ExtensionRow.id)
            )
        ),
        escalations=_escalations(session, owed),
        answers=answers,
        files=_files(session, {answer.submission_id for answer in answers}),
        breakdown=tuple(
            session.scalars(
                select(BreakdownRow)
                .where(
                    BreakdownRow.assignment_id == number,
                    BreakdownRow.replaced_at.is_(None),
                )
                .order_by(BreakdownRow.position, BreakdownRow.id)
            )
        ),
        happenings=happenings(session, "assignment", number),
    )


def happenings(session: Session, aggregate: str, number: int) -> tuple[Happening, ...]:
    """Return the events of a chain, the first one first."""
    account = cast(func.substring(EventRow.actor, "#([0-9]{1,18})$"), BigInteger)
    agency = func.substring(EventRow.actor, "^[a-z]+:([^#]+)")
    found = session.execute(
        select(
            EventRow.at,
            EventRow.act,
            EventRow.actor,
            EventRow.rows,
            UserRow.title,
            AgencyRow.name,
        )
        .outerjoin(UserRow, UserRow.id == account)
        .outerjoin(AgencyRow, AgencyRow.code == agency)
        .where(EventRow.aggregate == aggregate, EventRow.aggregate_id == str(number))
        .order_by(EventRow.seq)
    )
    return tuple(
        Happening(at, act, who, _by_table(rows), rows.get("reason"), title, name)
        for at, act, who, rows, title, name in found
    )


def _by_table(rows: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for written in rows["written"]:
        found.setdefault(written["table"], []).append(written["values"])
    return found


def _head(session: Session, code: str) -> Head | None:
    collector = aliased(AgencyRow)
    found = session.execute(
        select(
            AssignmentRow,
            InstructionRow,
            DirectiveRow,
            AgencyRow.name,
            collector.name,
            PersonRow,
        )
        .join(InstructionRow, InstructionRow.id == AssignmentRow.instruction_id)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive_id)
        .join(AgencyRow, AgencyRow.code == AssignmentRow.agency_code)
        .outerjoin(collector, collector.code == AssignmentRow.collector_code)
        .outerjoin(PersonRow, PersonRow.id == AssignmentRow.person_id)
        .where(AssignmentRow.code == code)
    ).one_or_none()
    return None if found is None else Head(*found)


def _answers(session: Session, owed: Sequence[int]) -> tuple[Answer, ...]:
    found = session.execute(
        select(
            SubmissionLineRow.obligation_id,
            SubmissionLineRow.result,
            SubmissionLineRow.verdict,
            SubmissionLineRow.reason,
            SubmissionLineRow.decided_at,
            SubmissionRow.id,
            SubmissionRow.document_number,
            SubmissionRow.document_date,
            SubmissionRow.submitted_at,
            SubmissionRow.channel,
        )
        .join(SubmissionRow, SubmissionRow.id == SubmissionLineRow.submission_id)
        .where(SubmissionLineRow.obligation_id.in_(owed))
        .order_by(SubmissionLineRow.id)
    )
    return tuple(Answer(*row) for row in found)


def _files(session: Session, submissions: set[int]) -> tuple[File, ...]:
    found = session.execute(
        select(
            EvidenceRow.id,
            EvidenceRow.submission_id,
            func.coalesce(EvidenceRow.name, NO_NAME),
            EvidenceRow.media_type,
            EvidenceRow.size,
            EvidenceRow.sha256,
        )
        .where(EvidenceRow.submission_id.in_(submissions))
        .order_by(EvidenceRow.id)
    )
    return tuple(File(*row) for row in found)


def _escalations(session: Session, owed: Sequence[int]) -> tuple[Escalated, ...]:
    found = session.execute(
        select(
            EscalationRow.obligation_id,
            EscalationRow.rung,
            EscalationRow.audience,
            PostRow.title,
            EscalationRow.opened_at,
            EscalationRow.closed_at,
            EscalationRow.closed_because,
            EscalationRow.acknowledged_at,
        )
        .join(PostRow, PostRow.id == EscalationRow.post_id)
        .where(EscalationRow.obligation_id.in_(owed))
        .order_by(EscalationRow.id)
    )
    return tuple(Escalated(*row) for row in found)
