"""What agencies hand in and ask for: submissions, evidence, extensions, mail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import PERSONAL, JsonList, Kept, personal, refers_to


class SubmissionRow(Kept):
    """One document handed in by an agency for one directive."""

    __tablename__ = "submissions"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    directive_id: Mapped[int] = mapped_column(refers_to("directives.id"))
    agency_code: Mapped[str] = mapped_column(refers_to("agencies.code"))
    document_number: Mapped[str | None]
    document_date: Mapped[date | None]
    submitted_at: Mapped[datetime]
    channel: Mapped[str]  # web, mail, drop, cli


class SubmissionLineRow(Kept):
    """One obligation that a submission answers, accepted or returned by itself."""

    __tablename__ = "submission_lines"
    __table_args__ = (UniqueConstraint("submission_id", "obligation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    submission_id: Mapped[int] = mapped_column(refers_to("submissions.id"))
    obligation_id: Mapped[int] = mapped_column(refers_to("obligations.id"), index=True)
    result: Mapped[str]
    verdict: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)


class EvidenceRow(Kept):
    """A file of a submission; its bytes lie in the file store under their SHA-256.

    A name may say who somebody is: the chain keeps only its digest with a salt.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    submission_id: Mapped[int] = mapped_column(refers_to("submissions.id"), index=True)
    sha256: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    name_digest: Mapped[str | None] = mapped_column(default=None)
    name_salt: Mapped[str | None] = personal()
    name: Mapped[str | None] = personal()


class ExtensionRow(Kept):
    """A request for more time, and what was decided."""

    __tablename__ = "extensions"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obligation_id: Mapped[int] = mapped_column(refers_to("obligations.id"), index=True)
    asked_at: Mapped[datetime]
    asked_until: Mapped[date]
    reason: Mapped[str]
    after_due: Mapped[bool]
    status: Mapped[str] = mapped_column(default="asked")  # granted, refused, lapsed
    decision_reason: Mapped[str | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)


class InboundRow(Kept):
    """A mail or dropped file as it came, once: `source_id` is its Message-ID.

    `kept` are the files of a note as the chain has them: sha256, media_type, size and
    the digest of the name of each; `files` bear the name itself, and its salt.
    """

    __tablename__ = "inbound"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]  # mail, drop
    source_id: Mapped[str] = mapped_column(unique=True)
    verdict: Mapped[str]  # submission, note, ignored
    reason: Mapped[str]
    assignment_code: Mapped[str | None]
    submission_id: Mapped[int | None] = mapped_column(refers_to("submissions.id"))
    received_at: Mapped[datetime]
    kept: Mapped[JsonList | None] = mapped_column(
        JSONB(none_as_null=True), default=None
    )
    files: Mapped[JsonList | None] = mapped_column(
        JSONB(none_as_null=True), info=PERSONAL, default=None
    )
    sender: Mapped[str | None] = personal()
    subject: Mapped[str | None] = personal()
    note: Mapped[str | None] = personal()


class OfficeTaskRow(Kept):
    """Something that a person of the office must look at."""

    __tablename__ = "office_tasks"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    reason: Mapped[str]
    opened_at: Mapped[datetime]
    assignment_code: Mapped[str | None] = mapped_column(default=None)
    inbound_id: Mapped[int | None] = mapped_column(
        refers_to("inbound.id"), default=None
    )
    message_id: Mapped[int | None] = mapped_column(default=None)
    directive_id: Mapped[int | None] = mapped_column(
        refers_to("directives.id"), default=None
    )
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
