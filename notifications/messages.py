"""What namro has to say: one frozen payload for each kind of message.

Dates are days in Asia/Ho_Chi_Minh, moments are aware. A payload is complete: it
is rendered without asking anybody anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - from_data reads the annotations
from typing import Any, ClassVar, TypeAlias, get_args

from notifications.drawing import Drawing  # noqa: TC001 - from_data reads it too


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """One assignment as a message names it.

    Args:
        code: Such as NV-2025-000123.
        what: The words of the instruction.
        directive_title: Trích yếu.
        directive_number_text: Such as "Công văn số 1234/UBND-VX ngày 20/8/2025",
            or "Số: …/UBND-VX" while the number is blank.
        due_on: Last permitted day; None when the assignment has no date.
        last_working_day: The working day on or before `due_on`.
        collector: To whom the result goes; None is the office itself.
        expected_result: What must be handed in.
        why: Why this person gets the message: the rung, its rule, the days that
            were counted and what comes next, as sentences in Vietnamese.
        days_late: Working days after `due_on`; None or 0 when not late.
        agency: Name of the agency that owes it.
        directive: Number of the directive it comes from, for a link to answer it.
    """

    code: str
    what: str
    directive_title: str
    directive_number_text: str
    due_on: date | None
    last_working_day: date | None
    collector: str | None
    expected_result: str | None
    why: str
    days_late: int | None
    agency: str
    directive: int = 0


@dataclass(frozen=True, slots=True)
class DirectiveHeading:
    """The directive as its first message introduces it."""

    title: str
    number_text: str
    issuer: str
    issued_on: date | None
    urgent: str | None = None  # "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"


@dataclass(frozen=True, slots=True)
class Issued:
    """A directive was issued; these are the agency's assignments under it.

    In every payload `to` is the post or agency that is greeted ("Lãnh đạo Sở Nội
    vụ") and `office` the one that speaks ("Văn phòng UBND tỉnh Cao Bằng").
    """

    kind: ClassVar[str] = "issued"
    to: str
    office: str
    directive: DirectiveHeading
    lines: tuple[AssignmentLine, ...]


@dataclass(frozen=True, slots=True)
class ReminderDigest:
    """What is due soon: one message a day for each person."""

    kind: ClassVar[str] = "reminder_digest"
    to: str
    office: str
    on: date
    lines: tuple[AssignmentLine, ...]


@dataclass(frozen=True, slots=True)
class OverdueDigest:
    """What the agency is late with; `followed`: what became of what was told before."""

    kind: ClassVar[str] = "overdue_digest"
    to: str
    office: str
    on: date
    lines: tuple[AssignmentLine, ...]
    followed: tuple[AssignmentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EscalationDigest:
    """What is late, told to the office or the leadership; `followed` as above."""

    kind: ClassVar[str] = "escalation_digest"
    to: str
    office: str
    on: date
    lines: tuple[AssignmentLine, ...]
    followed: tuple[AssignmentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpDigest:
    """What became of what was taken up to somebody: closed, or nothing followed.

    It is sent where a post has no digest of the day to tell it in, and counts as one.
    """

    kind: ClassVar[str] = "follow_up_digest"
    to: str
    office: str
    on: date
    lines: tuple[AssignmentLine, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A result was not accepted, with the reason; the due date stays."""

    kind: ClassVar[str] = "returned"
    to: str
    office: str
    line: AssignmentLine
    reason: str
    returned_by: str
    returned_on: date


@dataclass(frozen=True, slots=True)
class ExtensionDecided:
    """More time was granted or refused; `line` bears the date that now holds."""

    kind: ClassVar[str] = "extension_decided"
    to: str
    office: str
    line: AssignmentLine
    granted: bool
    asked_for: date | None
    due_before: date | None
    reason: str | None
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class DueSet:
    """The office set due dates, or took them back; `lines` bear what now holds."""

    kind: ClassVar[str] = "due_set"
    to: str
    office: str
    lines: tuple[AssignmentLine, ...]
    reason: str  # the event that is counted from, or the new document
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class AssignmentDecided:
    """The office stopped assignments, let them go on, or took them back.

    `act` is "suspend", "resume", "withdraw", "reopen" or "reassign"; after the last
    the agency greeted is the one that has them no more, and `lines` name the new one.
    """

    kind: ClassVar[str] = "assignment_decided"
    to: str
    office: str
    act: str
    lines: tuple[AssignmentLine, ...]
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class ExplanationAsked:
    """A leader asks the head of an agency to explain what was taken up to him."""

    kind: ClassVar[str] = "explanation_asked"
    to: str
    office: str
    line: AssignmentLine
    question: str
    asked_by: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """A new calendar moved dates; each line says in `why` from what to what."""

    kind: ClassVar[str] = "calendar_changed"
    to: str
    office: str
    because: str  # what the new calendar rests on, one sentence
    lines: tuple[AssignmentLine, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a mail: taken as a submission, or kept as a note and why.

    It repeats nothing that the sender wrote: who forges a sender could otherwise have
    the office send his words. `files` counts what came.
    """

    kind: ClassVar[str] = "receipt"
    to: str
    office: str
    received_at: datetime
    taken: bool  # True: a submission for `lines`; False: a note, nothing changed
    reason: str | None  # why it is only a note
    files: int
    lines: tuple[AssignmentLine, ...]
    done: str | None = None  # what was done instead, one sentence: acknowledged, …


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """One row of the weekly report; counts of obligations."""

    agency: str
    total: int
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    open_undated: int


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """The state of all assignments at the end of a week.

    `total` sums up every agency; `agencies` are the rows to show, worst first;
    `lines` are the assignments most late.
    """

    kind: ClassVar[str] = "weekly_report"
    to: str
    office: str
    first_day: date
    last_day: date
    total: AgencyFigures
    agencies: tuple[AgencyFigures, ...]
    lines: tuple[AssignmentLine, ...]
    pictures: tuple[Drawing, ...] = ()


Payload: TypeAlias = (
    Issued
    | ReminderDigest
    | OverdueDigest
    | EscalationDigest
    | FollowUpDigest
    | Returned
    | ExtensionDecided
    | DueSet
    | AssignmentDecided
    | ExplanationAsked
    | CalendarChanged
    | Receipt
    | WeeklyReport
)

KINDS: dict[str, type[Payload]] = {
    payload.kind: payload for payload in get_args(Payload)
}


def to_data(payload: Payload) -> dict[str, Any]:
    """Return the payload as a JSON-safe dict that names its kind."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - costs 0.1 s, rarely needed

    fields = TypeAdapter(type(payload)).dump_python(payload, mode="json")
    return {"kind": payload.kind, **fields}


def from_data(data: dict[str, Any]) -> Payload:
    """Return the payload that `to_data` wrote.

    Raises:
        KeyError: The kind is unknown.
        pydantic.ValidationError: A field is missing or of another type.
    """
    from pydantic import TypeAdapter  # noqa: PLC0415 - costs 0.1 s, rarely needed

    fields = dict(data)
    return TypeAdapter(KINDS[fields.pop("kind")]).validate_python(fields)
