"""What the filters of a list offer: few enough to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, or_, select, true

from directive.in_charge import LEADERS
from directive.policy import ABOVE_HEAD
from store.tables import (
    AgencyGroupRow,
    AgencyRow,
    AssignmentRow,
    DirectiveRow,
    PostRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

MOST_DOCUMENTS = 200


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a list of choices names it."""

    id: int
    kind: str | None
    number: str | None
    symbol: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Choices:
    """Agencies in Vietnamese order, documents newest first."""

    agencies: Mapping[str, str]
    groups: Mapping[str, str]  # by their first phrase
    documents: tuple[Document, ...]
    leaders: Mapping[int, str]
    in_charge: Mapping[str, str]  # titles of who signs documents, by duty


def of_all(session: Session, own: str | None) -> Choices:
    """Return what is there to choose from; of an agency's own rows only with `own`.

    Args:
        session: The transaction to read in.
        own: An agency: those it collects from, and the documents that give it work
            or whose results it collects.
    """
    mine = or_(AssignmentRow.agency_code == own, AssignmentRow.collector_code == own)
    seen = true() if own is None else mine
    given = exists().where(AssignmentRow.agency_code == AgencyRow.code, seen)
    agencies = session.execute(
        select(AgencyRow.code, AgencyRow.name).where(given).order_by(AgencyRow.sort_key)
    )
    orders = exists().where(AssignmentRow.directive_id == DirectiveRow.id, seen)
    documents = session.execute(
        select(
            DirectiveRow.id,
            DirectiveRow.kind,
            DirectiveRow.number,
            DirectiveRow.symbol,
            DirectiveRow.title,
        )
        .where(orders)
        .order_by(DirectiveRow.id.desc())
        .limit(MOST_DOCUMENTS)
    )
    return Choices(
        agencies=dict(agencies.tuples().all()),
        groups=_groups(session),
        documents=tuple(Document(*row) for row in documents),
        leaders={} if own else _leaders(session),
        in_charge=_in_charge(session),
    )


def _groups(session: Session) -> dict[str, str]:
    found = session.execute(
        select(AgencyGroupRow.code, AgencyGroupRow.phrases)
        .where(AgencyGroupRow.ended_at.is_(None))
        .order_by(AgencyGroupRow.code)
    )
    return {code: phrases[0] if phrases else code for code, phrases in found}


def _in_charge(session: Session) -> dict[str, str]:
    found = session.execute(
        select(PostRow.duty, PostRow.title).where(PostRow.duty.in_(LEADERS))
    )
    titles = dict(found.tuples().all())
    return {duty: titles[duty] for duty in LEADERS if duty in titles}


def _leaders(session: Session) -> dict[int, str]:
    found = session.execute(
        select(PostRow.id, PostRow.title)
        .where(PostRow.duty.in_(ABOVE_HEAD))
        .order_by(PostRow.title, PostRow.id)
    )
    return dict(found.tuples().all())
