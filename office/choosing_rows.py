"""What the filters of the list of assignments offer to whoever looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office.memory import Memory
from store import choices
from store.engine import unit_of_work

if TYPE_CHECKING:
    from office.rights import Scope
    from store.choices import Choices


def offered(scope: Scope) -> Choices:
    """Return agencies, groups, documents and leaders to narrow a list by.

    Args:
        scope: What the reader may see; nothing beyond it is named.
    """
    with unit_of_work() as session:
        return _offered.get(
            session, scope, lambda own: choices.of_all(own, scope.agency)
        )


_offered: Memory[Choices] = Memory(most=64)
