"""One page of documents, the newest first, narrowed by words, kind and stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from store.folding import mentions, without_accents
from store.tables import AssignmentRow, DirectiveRow, InstructionRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

SENT = ("issued", "withdrawn")  # stages that agencies may see


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; what is blank does not narrow.

    `agency` sees what it was given, or collects, and nothing before it is issued.
    """

    words: str = ""
    kind: str = ""
    stage: str = ""
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with how much it orders, and how many questions that leaves open."""

    row: DirectiveRow
    orders: int
    gaps: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some documents, and the ids beside which the pages around them lie."""

    lines: tuple[Listed, ...]
    before: int | None
    after: int | None


def page(
    session: Session,
    wanted: Wanted,
    *,
    beside: int | None = None,
    backwards: bool = False,
    limit: int,
) -> Page:
    """Return up to `limit` documents older (or `backwards` newer) than `beside`."""
    order = DirectiveRow.id.asc() if backwards else DirectiveRow.id.desc()
    asked = _narrowed(select(DirectiveRow), wanted).order_by(order)
    if beside is not None:
        newer = DirectiveRow.id > beside
        asked = asked.where(newer if backwards else DirectiveRow.id < beside)
    found = session.scalars(asked.limit(limit + 1)).all()
    more = len(found) > limit
    rows = list(reversed(found[:limit])) if backwards else list(found[:limit])
    if not rows:
        return Page((), None, None)
    counted = _counted(session, [row.id for row in rows])
    has_newer = more if backwards else beside is not None
    has_older = beside is not None if backwards else more
    return Page(
        lines=tuple(Listed(row, *counted.get(row.id, (0, 0))) for row in rows),
        before=rows[0].id if has_newer else None,
        after=rows[-1].id if has_older else None,
    )


def kinds(session: Session) -> Sequence[str]:
    """Return the kinds of documents there are, in their order."""
    return session.scalars(
        select(DirectiveRow.kind)
        .where(DirectiveRow.kind.is_not(None))
        .distinct()
        .order_by(DirectiveRow.kind)
    ).all()  # type: ignore[return-value] # none is NULL


def _narrowed(
    asked: Select[tuple[DirectiveRow]], wanted: Wanted
) -> Select[tuple[DirectiveRow]]:
    if wanted.kind:
        asked = asked.where(DirectiveRow.kind == wanted.kind)
    if wanted.stage:
        asked = asked.where(DirectiveRow.stage == wanted.stage)
    if wanted.agency is not None:
        asked = asked.where(
            DirectiveRow.stage.in_(SENT), DirectiveRow.id.in_(_given(wanted.agency))
        )
    for word in without_accents(wanted.words).split():
        asked = asked.where(_speaks_of(word))
    return asked


def _given(agency: str) -> Select[tuple[int]]:
    return select(AssignmentRow.directive_id).where(
        or_(AssignmentRow.agency_code == agency, AssignmentRow.collector_code == agency)
    )


def _speaks_of(word: str) -> ColumnElement[bool]:
    columns = [
        DirectiveRow.number,
        DirectiveRow.symbol,
        DirectiveRow.kind,
        DirectiveRow.title,
        DirectiveRow.issuer,
        DirectiveRow.source_name,
    ]
    return mentions(columns, word)


def _counted(session: Session, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    gaps = func.jsonb_array_length(InstructionRow.reading["gaps"])
    found = session.execute(
        select(InstructionRow.directive_id, func.count(), func.sum(gaps))
        .where(
            InstructionRow.directive_id.in_(numbers), InstructionRow.generic.is_(False)
        )
        .group_by(InstructionRow.directive_id)
    )
    return {number: (orders, int(open_)) for number, orders, open_ in found}
