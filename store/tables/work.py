"""What is to be done: directives, instructions, assignments and obligations."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Json, JsonList, Kept, personal, refers_to

RANK = (
    "(\nCASE\n WHEN phase = ANY (ARRAY['issued', 'acknowledged', 'in_progress',"
    " 'returned', 'submitted', 'checked']) THEN 0\n"
    " WHEN phase = 'accepted' THEN 1\n ELSE 2\nEND)"
)
"""Where an obligation stands in a list: to be done, done, not counted any more."""
PLACE = "COALESCE(due_on, '9999-12-31'::date)"
"""The due day; what has none comes after everything that has one."""


class DirectiveRow(Kept):
    """One official document; its text lies in the file store under `source_sha256`.

    What came as anything but that text lies there too, under `original_sha256`.
    """

    __tablename__ = "directives"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stage: Mapped[str]  # received, confirmed, issued, withdrawn
    source_sha256: Mapped[str]
    source_name: Mapped[str]
    kind: Mapped[str | None]
    number: Mapped[str | None]
    symbol: Mapped[str | None]
    issuer: Mapped[str | None]
    title: Mapped[str | None]
    urgency: Mapped[str]
    addressees: Mapped[JsonList]
    received_at: Mapped[datetime]
    issued_on: Mapped[date | None] = mapped_column(default=None)
    issued_on_by_hand: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    issued_at: Mapped[datetime | None] = mapped_column(default=None)
    amends: Mapped[JsonList | None] = mapped_column(  # act, number, dated, earlier id
        JSONB(none_as_null=True), default=None
    )
    original_sha256: Mapped[str | None] = mapped_column(default=None)
    machine_header: Mapped[Json | None] = mapped_column(  # before a person's
        JSONB(none_as_null=True), default=None
    )
    signed_by: Mapped[str | None] = mapped_column(default=None)  # a duty, if known


class InstructionRow(Kept):
    """One thing the document orders, with where its words stand."""

    __tablename__ = "instructions"
    __table_args__ = (UniqueConstraint("directive_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    directive_id: Mapped[int] = mapped_column(refers_to("directives.id"))
    path: Mapped[str]
    position: Mapped[int]
    span_start: Mapped[int]
    span_end: Mapped[int]
    text: Mapped[str]
    role: Mapped[str]
    generic: Mapped[bool]
    reading: Mapped[Json]  # the instruction as `namro encode` gives it
    agency_codes: Mapped[JsonList]  # who must act, as confirmed by the office
    partner_codes: Mapped[JsonList]  # with whom
    collector_code: Mapped[str | None] = mapped_column(refers_to("agencies.code"))
    machine_reading: Mapped[Json | None] = mapped_column(  # before a person's
        JSONB(none_as_null=True), default=None
    )


class AssignmentRow(Kept):
    """An instruction for one agency: the five clarities and who answers."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("instruction_id", "agency_code"),
        Index("ix_assignments_collector", "collector_code"),
        Index(
            "ix_assignments_unnamed", "id", postgresql_where=text("named_at IS NULL")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(unique=True)
    directive_id: Mapped[int] = mapped_column(refers_to("directives.id"), index=True)
    instruction_id: Mapped[int] = mapped_column(refers_to("instructions.id"))
    agency_code: Mapped[str] = mapped_column(refers_to("agencies.code"), index=True)
    what: Mapped[str]
    role: Mapped[str]
    accountable: Mapped[str]
    coordinating: Mapped[JsonList]
    collector_code: Mapped[str | None] = mapped_column(refers_to("agencies.code"))
    expected_result: Mapped[str | None]
    policy_version: Mapped[str]
    acknowledged_at: Mapped[datetime | None] = mapped_column(default=None)
    person_id: Mapped[int | None] = mapped_column(refers_to("people.id"), default=None)
    named_at: Mapped[datetime | None] = mapped_column(default=None)


class ObligationRow(Kept):
    """What is owed once under an assignment: its due date, phase and ladder."""

    __tablename__ = "obligations"
    __table_args__ = (
        Index("ix_obligations_due_on", "due_on", "id"),
        Index("ix_obligations_place", text(RANK), text(PLACE), "id"),
        Index("ix_obligations_due_place", text(PLACE), "id"),
        Index("ix_obligations_agency_place", "agency_code", text(PLACE), "id"),
        Index(
            "ix_obligations_redated",
            "agency_code",
            postgresql_where=text("due_on IS DISTINCT FROM original_due_on"),
        ),
        Index(
            "ix_obligations_onward",
            "assignment_id",
            postgresql_where=text("kind = 'onward'"),
        ),
        Index(
            "uq_obligations_period",
            "assignment_id",
            "kind",
            "label",
            "original_due_on",
            unique=True,
            postgresql_where=text("deadline ->> 'kind' = 'recurring'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    assignment_id: Mapped[int] = mapped_column(refers_to("assignments.id"), index=True)
    directive_id: Mapped[int] = mapped_column(refers_to("directives.id"), index=True)
    agency_code: Mapped[str] = mapped_column(refers_to("agencies.code"), index=True)
    kind: Mapped[str]  # main, onward
    label: Mapped[str]
    phase: Mapped[str] = mapped_column(index=True)
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    moved_on: Mapped[date]
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None]
    last_working_day: Mapped[date | None]
    original_due_on: Mapped[date | None]
    due_revision: Mapped[int] = mapped_column(default=1)
    before_suspension: Mapped[str | None] = mapped_column(default=None)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    accepted_at: Mapped[datetime | None] = mapped_column(default=None)
    progress: Mapped[str | None] = mapped_column(default=None)
    deadline: Mapped[Json | None] = mapped_column(  # as read: relative or recurring
        JSONB(none_as_null=True), default=None
    )
    anchored_on: Mapped[date | None] = mapped_column(default=None)


class DueRevisionRow(Kept):
    """Every due date an obligation ever had, and why."""

    __tablename__ = "due_revisions"
    __table_args__ = (UniqueConstraint("obligation_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obligation_id: Mapped[int] = mapped_column(refers_to("obligations.id"))
    n: Mapped[int]
    due_on: Mapped[date | None]
    last_working_day: Mapped[date | None]
    reason: Mapped[str]
    set_at: Mapped[datetime]


class BreakdownRow(Kept):
    """An agency's own row under an assignment; the person's name is personal."""

    __tablename__ = "breakdowns"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    assignment_id: Mapped[int] = mapped_column(refers_to("assignments.id"), index=True)
    position: Mapped[int]
    work: Mapped[str]
    responsibility: Mapped[str]
    due_on: Mapped[date | None]
    result: Mapped[str]
    gaps: Mapped[JsonList]
    replaced_at: Mapped[datetime | None] = mapped_column(default=None)
    person: Mapped[str | None] = personal()


class FoldedRow(Base):
    """The words of a row without accents, for searching; triggers keep them."""

    __tablename__ = "folded_words"

    place: Mapped[str] = mapped_column(primary_key=True)  # the table
    key: Mapped[str] = mapped_column(primary_key=True)  # its primary key
    words: Mapped[str]
