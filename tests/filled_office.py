"""A small office in which every kind of row exists, for the pages to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import builders as b
from sample_reading import SOURCE
from sqlalchemy import select

from store import files, ids
from store.engine import unit_of_work
from store.tables import (
    AssignmentRow,
    AttemptRow,
    BreakdownRow,
    EvidenceRow,
    ExtensionRow,
    InstructionRow,
    PersonRow,
    PostRow,
    ReminderRow,
    SubmissionLineRow,
    SubmissionRow,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

NOW = datetime(2025, 12, 31, 2, 0, tzinfo=UTC)  # 09:00 in Hà Nội
AGENCIES = {"SNV": "Sở Nội vụ", "STP": "Sở Tư pháp", "UB1": "Đô & Ơ"}
HOSTILE = "<script>alert('x')</script>"


@dataclass(frozen=True, slots=True)
class Filled:
    """Where the rows are to be found."""

    directive: int
    late: str  # code of an overdue, escalated assignment with everything under it
    done: str
    undated: str
    message: int


def fill(folder: Path) -> Filled:
    """Keep a directive given to three agencies, as the application would."""
    files.bind(folder)
    digest = files.keep(SOURCE.encode())
    with unit_of_work() as session:
        for code, name in (
            ("SNV", "Sở Nội vụ"),
            ("STP", "Sở Tư pháp"),
            ("UB1", "Đô & Ơ"),
        ):
            b.an_agency(session, code, name=name)
        b.an_agency(session, "UBND", name="Ủy ban nhân dân tỉnh")
        chairman = b.a_post(session, "UBND", "chairman", title="Chủ tịch UBND tỉnh")
        directive = b.a_directive(session, source_sha256=digest)
        order = session.scalars(select(InstructionRow)).one()
        late = _late(session, order, chairman)
        done = b.an_assignment(session, order, "STP", named_at=b.ISSUED_AT)
        b.an_obligation(
            session,
            done,
            phase="accepted",
            submitted_at=datetime(2025, 12, 10, 3, 0, tzinfo=UTC),
            accepted_at=datetime(2025, 12, 11, 3, 0, tzinfo=UTC),
        )
        undated = b.an_assignment(session, order, "UB1", what=f"Việc {HOSTILE}")
        b.an_obligation(session, undated, due_on=None)
        message = b.a_message(
            session, chairman, (late.id,), text=f"Kính gửi {HOSTILE}", subject=HOSTILE
        )
        attempt = AttemptRow(
            id=ids.take(session),
            message_id=message.id,
            n=1,
            channel="email",
            address="chutich@ubnd.cao-bang.example",
            handed_over_at=NOW,
            status="temporary",
            code="451",
            detail="try later",
        )
        b.keep(session, "message", message.id, attempt)
        b.an_office_task(session, assignment_code=late.code)
        return Filled(directive.id, late.code, done.code, undated.code, message.id)


def _late(session: Session, order: InstructionRow, chairman: PostRow) -> AssignmentRow:
    person = PersonRow(
        id=ids.take(session), digest="d", salt="s", name="(chuyên viên)", post="CV"
    )
    b.keep(session, "agency", "SNV", person)
    late = b.an_assignment(
        session, order, person_id=person.id, named_at=b.ISSUED_AT, collector_code="SNV"
    )
    owed = b.an_obligation(session, late, phase="returned")
    b.an_obligation(session, late, kind="onward", label="Báo cáo gửi Bộ", due_on=None)
    b.an_escalation(session, owed, chairman, rung="T+10")
    submission = SubmissionRow(
        id=ids.take(session),
        directive_id=late.directive_id,
        agency_code="SNV",
        document_number="12/BC-SNV",
        document_date=date(2025, 12, 12),
        submitted_at=NOW - timedelta(19),
        channel="mail",
    )
    b.keep(session, "submission", submission.id, submission)
    line = SubmissionLineRow(
        id=ids.take(session),
        submission_id=submission.id,
        obligation_id=owed.id,
        result="Đã triển khai",
        verdict="returned",
        reason="thiếu số liệu",
        decided_at=NOW - timedelta(18),
    )
    evidence = EvidenceRow(
        id=ids.take(session),
        submission_id=submission.id,
        sha256="e" * 64,
        name=f"{HOSTILE}.pdf",
        media_type="application/pdf",
        size=2_500_000,
    )
    extension = ExtensionRow(
        id=ids.take(session),
        obligation_id=owed.id,
        asked_at=NOW - timedelta(17),
        asked_until=date(2025, 12, 25),
        reason="cần thêm số liệu",
        after_due=True,
        status="refused",
        decision_reason="đã quá hạn",
        decided_at=NOW - timedelta(16),
    )
    share = BreakdownRow(
        id=ids.take(session),
        assignment_id=late.id,
        position=1,
        work="Tổng hợp",
        responsibility="",
        due_on=date(2025, 12, 1),
        result="Báo cáo",
        gaps=["Chịu trách nhiệm đến đâu (rõ trách nhiệm)?"],
        person="(chuyên viên)",
    )
    reminder = ReminderRow(
        id=ids.take(session),
        obligation_id=owed.id,
        due_revision=1,
        rung="T+10",
        post_id=chairman.id,
        digest="escalation_digest",
        why="quá hạn 10 ngày làm việc",
        promised_at=NOW,
    )
    b.keep(session, "assignment", late.id, line, evidence, extension, share, reminder)
    return late
