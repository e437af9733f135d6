"""The words of the domain: a directive, its instructions and their five clarities.

Offsets count characters of the text that was read, end exclusive.
Dates are days in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time


class Role(StrEnum):
    """What an agency is told to be: chủ trì, phối hợp or thực hiện."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    PERFORM = "perform"


class Urgency(StrEnum):
    """Độ khẩn of a document (NĐ 30/2020, phụ lục I)."""

    NORMAL = "normal"
    KHAN = "khan"
    THUONG_KHAN = "thuong_khan"
    HOA_TOC = "hoa_toc"


class Clarity(StrEnum):
    """The five clarities, "5 rõ", and the sixth of the scheme "6 rõ"."""

    WHO = "who"
    WHAT = "what"
    RESPONSIBILITY = "responsibility"
    DEADLINE = "deadline"
    RESULT = "result"
    AUTHORITY = "authority"


FIVE = tuple(one for one in Clarity if one is not Clarity.AUTHORITY)


class Grade(StrEnum):
    """How clear one clarity of an instruction is."""

    CLEAR = "clear"
    INHERITED = "inherited"
    VAGUE = "vague"
    MISSING = "missing"


class DeadlineKind(StrEnum):
    """How a deadline is stated."""

    FIXED = "fixed"
    RELATIVE = "relative"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand in the text: [start, end)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a field was read from, and the name of the rule that read them."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A deadline that comes back: every period, on a day of it when one is named."""

    every: str  # day, week, month, quarter, half_year, year
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when, as the document says it; what it does not say is None.

    `day` is the date named, `last_day` the last day on which the thing may be
    done ("trước ngày X" allows up to X-1), `last_working_day` the working day on
    or before it.
    """

    kind: DeadlineKind = DeadlineKind.NONE
    text: str | None = None
    day: date | None = None
    inclusive: bool = True
    last_day: date | None = None
    last_working_day: date | None = None
    recurrence: Recurrence | None = None
    hour: time | None = None
    start: date | None = None
    anchor: str | None = None
    amount: int | None = None
    unit: str | None = None  # working_day, day, month
    rule: str = "none"
    span: Span | None = None


NO_DEADLINE = Deadline()


@dataclass(frozen=True, slots=True)
class Gap:
    """A clarity that is missing or vague, and the question to its author."""

    clarity: Clarity
    question: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Onward:
    """What a collector owes further up ("để tổng hợp, báo cáo UBND tỉnh")."""

    by: str
    to: tuple[str, ...]
    span: Span
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A document that this one rests on."""

    text: str
    number: str | None
    dated: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Amendment:
    """What this document does to an earlier one."""

    act: str  # replace, extend, revoke, amend
    number: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, and in what post."""

    name: str
    position: str | None


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing the document tells somebody to do, with the words it came from."""

    path: str
    span: Span
    text: str
    agencies: tuple[str, ...] = ()
    agencies_except: tuple[str, ...] = ()
    accountable: str | None = None
    role: Role = Role.PERFORM
    coordinating: tuple[str, ...] = ()
    deadline: Deadline = NO_DEADLINE
    more_deadlines: tuple[Deadline, ...] = ()
    report_to: str | None = None
    report_via: str | None = None
    onward: tuple[Onward, ...] = ()
    expected_result: str | None = None
    more_results: tuple[str, ...] = ()
    generic: bool = False
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    clarity: dict[Clarity, Grade] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Directive:
    """One official document, as its own words give it; blank stays None."""

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: date | None = None
    issued_partial: str | None = None
    title: str | None = None
    urgency: Urgency = Urgency.NORMAL
    amends: tuple[Amendment, ...] = ()
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    signatory: Signatory | None = None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A phrase that names nobody in the registry: listed, never dropped or picked."""

    phrase: str
    span: Span
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read: its header, its instructions, what stayed open."""

    directive: Directive
    instructions: tuple[Instruction, ...]
    unresolved: tuple[Unresolved, ...] = ()
