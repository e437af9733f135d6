"""Rows for tests, with sane defaults: name only what the test is about.

Each builder records its row with its event in the transaction it is given, so that
the trail of a test's database is as whole as a real one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sample_reading import READING

from directive.alphabet import sort_key
from store import ids
from store.calendar_file import load_calendar
from store.tables import (
    AgencyRow,
    AssignmentRow,
    ContactRow,
    DeliveryRow,
    DirectiveRow,
    DueRevisionRow,
    EscalationRow,
    InstructionRow,
    MessageRow,
    ObligationRow,
    OfficeTaskRow,
    PostRow,
)
from store.trail import Entry, record

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.tables import Kept

ISSUED_ON = date(2025, 8, 20)
ISSUED_AT = datetime(2025, 8, 20, 2, 0, tzinfo=UTC)  # 09:00 in Hà Nội
DUE_ON = date(2025, 12, 14)
CALENDAR = load_calendar()


def _with(values: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return values | changes


def keep(session: Session, aggregate: str, number: object, *rows: Kept) -> None:
    """Record rows as one event of a chain: no decision that somebody is told of."""
    entry = Entry(aggregate, str(number), "keep", rows)
    record(session, [entry], actor="office", now=ISSUED_AT)


def an_agency(session: Session, code: str = "SNV", **changes: object) -> AgencyRow:
    """Keep an agency with its focal point and head, each with an address."""
    name = str(changes.setdefault("name", f"Sở {code}"))
    values: dict[str, Any] = {
        "kind": "so",
        "abbrev": code,
        "aliases": [],
        "by_request": False,
        "sort_key": sort_key(name),
        "search_text": name.lower(),
    }
    row = AgencyRow(code=code, **_with(values, changes))
    keep(session, "agency", code, row)
    for duty, title in (("focal_point", f"Văn thư {name}"), ("head", "Giám đốc")):
        a_post(session, code, duty, title=title)
    return row


def a_post(session: Session, agency_code: str, duty: str, **changes: object) -> PostRow:
    """Keep a post of an agency, with an e-mail address."""
    values: dict[str, Any] = {"title": duty}
    row = PostRow(
        id=ids.take(session),
        agency_code=agency_code,
        duty=duty,
        **_with(values, changes),
    )
    contact = ContactRow(
        id=ids.take(session),
        post_id=row.id,
        channel="email",
        address=f"{duty.replace('_', '')}@{agency_code.lower()}.cao-bang.example",
        rank=1,
    )
    keep(session, "agency", agency_code, row, contact)
    return row


def a_directive(session: Session, **changes: object) -> DirectiveRow:
    """Keep an issued directive whose number is blank, with its instruction 1.3."""
    values: dict[str, Any] = {
        "stage": "issued",
        "source_sha256": "0" * 64,
        "source_name": "cong-van.txt",
        "kind": "Công văn",
        "number": None,
        "symbol": "UBND-VX",
        "issuer": "Ủy ban nhân dân tỉnh Cao Bằng",
        "title": "tăng cường công tác đảm bảo an toàn, vệ sinh lao động",
        "urgency": "normal",
        "addressees": ["Các Sở, Ban ngành"],
        "received_at": ISSUED_AT,
        "issued_on": ISSUED_ON,
        "issued_on_by_hand": True,
        "confirmed_at": ISSUED_AT,
        "issued_at": ISSUED_AT,
    }
    row = DirectiveRow(id=ids.take(session), **_with(values, changes))
    keep(session, "directive", row.id, row)
    an_instruction(session, row.id)
    return row


def an_instruction(
    session: Session, directive_id: int, **changes: object
) -> InstructionRow:
    """Keep an instruction of a directive, read as READING has it."""
    reading = _with({"reading": READING}, changes)["reading"]
    values: dict[str, Any] = {
        "path": reading["path"],
        "position": 1,
        "span_start": reading["span"][0],
        "span_end": reading["span"][1],
        "text": reading["text"],
        "role": reading["role"],
        "generic": reading["generic"],
        "reading": reading,
        "agency_codes": [],
        "partner_codes": [],
        "collector_code": None,
    }
    row = InstructionRow(
        id=ids.take(session), directive_id=directive_id, **_with(values, changes)
    )
    keep(session, "directive", directive_id, row)
    return row


def an_assignment(
    session: Session,
    instruction: InstructionRow,
    agency_code: str = "SNV",
    **changes: object,
) -> AssignmentRow:
    """Keep an assignment of an instruction; what it owes comes from `an_obligation`."""
    number = ids.take(session)
    values: dict[str, Any] = {
        "code": f"NV-2025-{number:06}",
        "what": instruction.text,
        "role": instruction.role,
        "accountable": "Giám đốc",
        "coordinating": [],
        "collector_code": None,
        "expected_result": "Báo cáo kết quả thực hiện",
        "policy_version": "default-1",
    }
    row = AssignmentRow(
        id=number,
        directive_id=instruction.directive_id,
        instruction_id=instruction.id,
        agency_code=agency_code,
        **_with(values, changes),
    )
    keep(session, "assignment", row.id, row)
    return row


def an_obligation(
    session: Session, assignment: AssignmentRow, **changes: object
) -> ObligationRow:
    """Keep what is owed once under an assignment: issued, due on 14/12/2025."""
    due_on: date | None = _with({"due_on": DUE_ON}, changes)["due_on"]
    values: dict[str, Any] = {
        "agency_code": assignment.agency_code,
        "kind": "main",
        "label": "Báo cáo kết quả thực hiện",
        "phase": "issued",
        "issued_on": ISSUED_ON,
        "issued_at": ISSUED_AT,
        "moved_on": ISSUED_ON,
        "due_on": due_on,
        "due_at": None,
        "last_working_day": CALENDAR.last_working_day(due_on) if due_on else None,
        "original_due_on": due_on,
    }
    row = ObligationRow(
        id=ids.take(session),
        assignment_id=assignment.id,
        directive_id=assignment.directive_id,
        **_with(values, changes),
    )
    revision = DueRevisionRow(
        id=ids.take(session),
        obligation_id=row.id,
        n=1,
        due_on=row.due_on,
        last_working_day=row.last_working_day,
        reason="Theo văn bản",
        set_at=ISSUED_AT,
    )
    keep(session, "assignment", assignment.id, row, revision)
    return row


def an_escalation(
    session: Session, obligation: ObligationRow, post: PostRow, **changes: object
) -> EscalationRow:
    """Keep an open escalation of an obligation to a post."""
    values: dict[str, Any] = {
        "due_revision": 1,
        "rung": "T+1",
        "audience": post.duty,
        "opened_at": ISSUED_AT,
    }
    row = EscalationRow(
        id=ids.take(session),
        obligation_id=obligation.id,
        post_id=post.id,
        **_with(values, changes),
    )
    keep(session, "assignment", obligation.assignment_id, row)
    return row


def an_office_task(session: Session, **changes: object) -> OfficeTaskRow:
    """Keep an open task of the office."""
    values: dict[str, Any] = {
        "kind": "extension",
        "reason": "xin thêm 10 ngày",
        "opened_at": ISSUED_AT,
    }
    row = OfficeTaskRow(id=ids.take(session), **_with(values, changes))
    keep(session, "office_task", row.id, row)
    return row


def a_message(
    session: Session, post: PostRow, about: tuple[int, ...] = (), **changes: object
) -> MessageRow:
    """Keep a message that waits to be sent to a post."""
    number = ids.take(session)
    values: dict[str, Any] = {
        "kind": "issued",
        "office_day": ISSUED_ON,
        "dedupe_key": f"test:{number}",
        "created_at": ISSUED_AT,
        "subject": "Giao nhiệm vụ",
        "text": "Kính gửi cơ quan.",
        "html": None,
        "short_text": "NV-2025-000001",
        "header_id": f"<m{number}@vpubnd.cao-bang.example>",
    }
    row = MessageRow(
        id=number, post_id=post.id, assignment_ids=list(about), **_with(values, changes)
    )
    delivery = DeliveryRow(
        message_id=number,
        state="pending",
        channel="email",
        address="vanthu@snv.cao-bang.example",
        tries=0,
        next_try_at=ISSUED_AT,
    )
    keep(session, "message", number, row, delivery)
    return row
