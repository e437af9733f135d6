"""Agencies, directives, assignments and what is owed.

Revision: 0001, after nothing.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_AT_COMMIT: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.execute(sa.schema.CreateSequence(sa.Sequence("ids")))
    op.create_table(
        "agencies",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("abbrev", sa.Text(), nullable=True),
        sa.Column("aliases", JSONB(), nullable=False),
        sa.Column("by_request", sa.Boolean(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_agencies"),
    )
    op.create_index("ix_agencies_kind", "agencies", ["kind"], unique=False)
    op.create_index("ix_agencies_sort_key", "agencies", ["sort_key"], unique=False)
    op.create_table(
        "agency_groups",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("phrases", JSONB(), nullable=False),
        sa.Column("kinds", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_agency_groups"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agency_code", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_code"],
            ["agencies.code"],
            name="fk_posts_agency_code_agencies",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("agency_code", "duty", name="uq_posts_agency_code_duty"),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_contacts_post_id_posts",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sa.UniqueConstraint("post_id", "channel", name="uq_contacts_post_id_channel"),
    )
    op.create_index("ix_contacts_address", "contacts", ["address"], unique=False)
    op.create_table(
        "directives",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("source_sha256", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("symbol", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("addressees", JSONB(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_on_by_hand", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_directives"),
    )
    op.create_table(
        "instructions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("directive_id", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("span_start", sa.BigInteger(), nullable=False),
        sa.Column("span_end", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("generic", sa.Boolean(), nullable=False),
        sa.Column("reading", JSONB(), nullable=False),
        sa.Column("agency_codes", JSONB(), nullable=False),
        sa.Column("partner_codes", JSONB(), nullable=False),
        sa.Column("collector_code", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collector_code"],
            ["agencies.code"],
            name="fk_instructions_collector_code_agencies",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"],
            ["directives.id"],
            name="fk_instructions_directive_id_directives",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_instructions"),
        sa.UniqueConstraint(
            "directive_id", "path", name="uq_instructions_directive_id_path"
        ),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("directive_id", sa.BigInteger(), nullable=False),
        sa.Column("instruction_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_code", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("accountable", sa.Text(), nullable=False),
        sa.Column("coordinating", JSONB(), nullable=False),
        sa.Column("collector_code", sa.Text(), nullable=True),
        sa.Column("expected_result", sa.Text(), nullable=True),
        sa.Column("policy_version", sa.Text(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_code"],
            ["agencies.code"],
            name="fk_assignments_agency_code_agencies",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["collector_code"],
            ["agencies.code"],
            name="fk_assignments_collector_code_agencies",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"],
            ["directives.id"],
            name="fk_assignments_directive_id_directives",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["instruction_id"],
            ["instructions.id"],
            name="fk_assignments_instruction_id_instructions",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_assignments_person_id_people",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
        sa.UniqueConstraint("code", name="uq_assignments_code"),
        sa.UniqueConstraint(
            "instruction_id",
            "agency_code",
            name="uq_assignments_instruction_id_agency_code",
        ),
    )
    op.create_index(
        "ix_assignments_agency_code", "assignments", ["agency_code"], unique=False
    )
    op.create_index(
        "ix_assignments_directive_id", "assignments", ["directive_id"], unique=False
    )
    op.create_table(
        "obligations",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("directive_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_working_day", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("due_revision", sa.BigInteger(), nullable=False),
        sa.Column("before_suspension", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_code"],
            ["agencies.code"],
            name="fk_obligations_agency_code_agencies",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_obligations_assignment_id_assignments",
            **_AT_COMMIT,
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"],
            ["directives.id"],
            name="fk_obligations_directive_id_directives",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_obligations"),
    )
    op.create_index(
        "ix_obligations_agency_code", "obligations", ["agency_code"], unique=False
    )
    op.create_index(
        "ix_obligations_assignment_id", "obligations", ["assignment_id"], unique=False
    )
    op.create_index("ix_obligations_phase", "obligations", ["phase"], unique=False)
    op.create_index("ix_obligations_due_on", "obligations", ["due_on", "id"])
    op.create_table(
        "due_revisions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("obligation_id", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("last_working_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligations.id"],
            name="fk_due_revisions_obligation_id_obligations",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_due_revisions"),
        sa.UniqueConstraint(
            "obligation_id", "n", name="uq_due_revisions_obligation_id_n"
        ),
    )
    op.create_table(
        "breakdowns",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("responsibility", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("gaps", JSONB(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_breakdowns_assignment_id_assignments",
            **_AT_COMMIT,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_breakdowns"),
    )
    op.create_index(
        "ix_breakdowns_assignment_id", "breakdowns", ["assignment_id"], unique=False
    )
