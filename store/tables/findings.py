"""What the audit found and the office knows of: accepted, with who, when and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Kept


class AcceptedFindingRow(Kept):
    """A finding that stays true and needs nobody any more; `key` names the finding."""

    __tablename__ = "accepted_findings"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    place: Mapped[str]
    what: Mapped[str]
    reason: Mapped[str]
    accepted_by: Mapped[str]
    accepted_at: Mapped[datetime]
