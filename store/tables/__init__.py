"""All tables, so that one import knows the whole schema."""

from store.tables.answers import (
    EvidenceRow,
    ExtensionRow,
    InboundRow,
    OfficeTaskRow,
    SubmissionLineRow,
    SubmissionRow,
)
from store.tables.base import Base, Kept
from store.tables.history import CheckpointRow, EventRow, FigureRow, HeadRow
from store.tables.people import (
    AgencyGroupRow,
    AgencyRow,
    ContactRow,
    PersonRow,
    PostRow,
)
from store.tables.promises import (
    AttemptRow,
    DeliveryRow,
    EscalationRow,
    MessageRow,
    ReminderRow,
)
from store.tables.work import (
    AssignmentRow,
    BreakdownRow,
    DirectiveRow,
    DueRevisionRow,
    InstructionRow,
    ObligationRow,
)

__all__ = [
    "AgencyGroupRow",
    "AgencyRow",
    "AssignmentRow",
    "AttemptRow",
    "Base",
    "BreakdownRow",
    "CheckpointRow",
    "ContactRow",
    "DeliveryRow",
    "DirectiveRow",
    "DueRevisionRow",
    "EscalationRow",
    "EventRow",
    "EvidenceRow",
    "ExtensionRow",
    "FigureRow",
    "HeadRow",
    "InboundRow",
    "InstructionRow",
    "Kept",
    "MessageRow",
    "ObligationRow",
    "OfficeTaskRow",
    "PersonRow",
    "PostRow",
    "ReminderRow",
    "SubmissionLineRow",
    "SubmissionRow",
]
