"""Queries of what the audit found and somebody has accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from store.tables import AcceptedFindingRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


def accepted(session: Session) -> Mapping[str, AcceptedFindingRow]:
    """Return the findings that were accepted, by key."""
    return {row.key: row for row in session.scalars(select(AcceptedFindingRow))}
