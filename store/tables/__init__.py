"""All tables, so that one import knows the whole schema."""

from store.tables.accounts import (
    RevocationRow,
    SessionRow,
    SignInRow,
    SpentRow,
    UserRow,
)
from store.tables.answers import (
    EvidenceRow,
    ExtensionRow,
    InboundRow,
    OfficeTaskRow,
    SubmissionLineRow,
    SubmissionRow,
)
from store.tables.base import Base, Kept
from store.tables.chats import HeardRow, PairingRow
from store.tables.findings import AcceptedFindingRow
from store.tables.history import CheckpointRow, EventRow, FigureRow, HeadRow
from store.tables.people import (
    AbsenceRow,
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
    NextLookRow,
    ReminderRow,
)
from store.tables.rules import CalendarRow, PolicyRow, ShiftRow
from store.tables.work import (
    AssignmentRow,
    BreakdownRow,
    DirectiveRow,
    DueRevisionRow,
    FoldedRow,
    InstructionRow,
    ObligationRow,
)
from store.tables.zalo import ZaloQuotaRow, ZaloTokenRow

__all__ = [
    "AbsenceRow",
    "AcceptedFindingRow",
    "AgencyGroupRow",
    "AgencyRow",
    "AssignmentRow",
    "AttemptRow",
    "Base",
    "BreakdownRow",
    "CalendarRow",
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
    "FoldedRow",
    "HeadRow",
    "HeardRow",
    "InboundRow",
    "InstructionRow",
    "Kept",
    "MessageRow",
    "NextLookRow",
    "ObligationRow",
    "OfficeTaskRow",
    "PairingRow",
    "PersonRow",
    "PolicyRow",
    "PostRow",
    "ReminderRow",
    "RevocationRow",
    "SessionRow",
    "ShiftRow",
    "SignInRow",
    "SpentRow",
    "SubmissionLineRow",
    "SubmissionRow",
    "UserRow",
    "ZaloQuotaRow",
    "ZaloTokenRow",
]
