"""Search in a list of obligations: words of the order, names, numbers and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, case, false, or_, select

from store.folding import literally, mentions, without_accents
from store.tables import (
    AgencyRow,
    AssignmentRow,
    DirectiveRow,
    InstructionRow,
    ObligationRow,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


def speaks_of(words: str) -> ColumnElement[bool]:
    """Return the condition that each word stands somewhere about an obligation.

    Folding a long text costs half a millisecond: it is done once for each
    instruction, agency and document, not for each of their thousands of rows. The
    query has to join the assignment.
    """
    return and_(*(_somewhere(word) for word in without_accents(words).split()))


def _somewhere(word: str) -> ColumnElement[bool]:
    agencies = select(AgencyRow.code).where(
        mentions([AgencyRow.name, AgencyRow.code], word)
    )
    orders = select(InstructionRow.id).where(mentions([InstructionRow.text], word))
    documents = select(DirectiveRow.id).where(
        mentions([DirectiveRow.number, DirectiveRow.symbol, DirectiveRow.title], word)
    )
    onward = case(
        (ObligationRow.kind == "onward", mentions([ObligationRow.label], word)),
        else_=false(),
    )
    return or_(
        AssignmentRow.code.ilike(f"%{literally(word)}%"),
        ObligationRow.agency_code.in_(agencies),
        AssignmentRow.instruction_id.in_(orders),
        ObligationRow.directive_id.in_(documents),
        onward,
    )
