"""Agencies and groups as the office changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import people
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping


def names_of_agencies() -> Mapping[str, str]:
    """Return the name of every agency by its code, in Vietnamese order."""
    with unit_of_work() as session:
        return {row.code: row.name for row in people.all_agencies(session)}
