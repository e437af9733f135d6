"""What a replay reads of the past: every obligation's life, and what was really sent.

Only chains of events and the messages are read, in batches; nothing is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from directive.lives import Change, lives
from directive.past import Ending, Life, Reaction, ended
from directive.replay import Sent
from store.tables import AgencyRow, AssignmentRow, MessageRow, PostRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from directive.lives import Circumstances

BATCH = 500

_HISTORY = text(
    """
    SELECT aggregate_id::bigint, at, act,
           (
               SELECT jsonb_agg(jsonb_build_array(
                   w ->> 'table',
                   (w -> 'values') - '{what,expected_result,label,progress,deadline}'
                       ::text[]
               ))
               FROM jsonb_array_elements(rows -> 'written') w
               WHERE w ->> 'table' IN ('obligations', 'assignments', 'escalations')
           )
    FROM events
    WHERE aggregate = 'assignment' AND aggregate_id = ANY(:chains)
        AND act NOT IN ('remind', 'escalate', 'hold', 'close')
    ORDER BY aggregate_id, seq
    """
)
_REACTIONS = {  # whether it explains, and whether it asks for an explanation
    "acknowledge_escalation": (False, False),
    "ask_explanation": (False, True),
    "explain_escalation": (True, False),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A post as people know it."""

    id: int
    title: str
    duty: str
    agency: str
    agency_name: str


def assignments(session: Session) -> int:
    """Return how many assignments there are."""
    return session.scalar(select(func.count()).select_from(AssignmentRow)) or 0


def batches(
    session: Session, circumstances: Circumstances
) -> Iterator[tuple[int, list[Life]]]:
    """Yield every obligation's life, batch by batch, with how many assignments it is.

    Args:
        session: The transaction; one that sees a single moment.
        circumstances: Calendars, agencies and directives.
    """
    last = 0
    while True:
        numbers = session.scalars(
            select(AssignmentRow.id)
            .where(AssignmentRow.id > last)
            .order_by(AssignmentRow.id)
            .limit(BATCH)
        ).all()
        if not numbers:
            return
        last = numbers[-1]
        yield len(numbers), list(_lives(session, numbers, circumstances))


def sent(session: Session, kinds: Collection[str]) -> Counter[Sent]:
    """Return how many messages of these kinds there really are."""
    found = session.execute(
        select(MessageRow.office_day, MessageRow.post_id, MessageRow.kind, func.count())
        .where(MessageRow.kind.in_(kinds))
        .group_by(MessageRow.office_day, MessageRow.post_id, MessageRow.kind)
    )
    return Counter({Sent(day, post, kind): n for day, post, kind, n in found})


def others(session: Session, kinds: Collection[str]) -> int:
    """Return how many messages of other kinds there are: no ladder asks for them."""
    wanted = select(func.count()).where(MessageRow.kind.not_in(kinds))
    return session.scalar(wanted) or 0


def desks(session: Session) -> Mapping[int, Desk]:
    """Return every post by its number, in the order of the agencies."""
    found = session.execute(
        select(PostRow.id, PostRow.title, PostRow.duty, AgencyRow.code, AgencyRow.name)
        .join(AgencyRow, AgencyRow.code == PostRow.agency_code)
        .order_by(AgencyRow.sort_key, PostRow.id)
    )
    return {row[0]: Desk(*row) for row in found}


def _lives(
    session: Session, numbers: Sequence[int], circumstances: Circumstances
) -> Iterator[Life]:
    chains: dict[int, _Chain] = defaultdict(_Chain)
    given = {"chains": [str(number) for number in numbers]}
    for number, at, act, written in session.execute(_HISTORY, given):
        chains[number].add(at, act, written or ())
    for chain in chains.values():
        for obligation, spans in lives(chain.changes, circumstances).items():
            yield Life(
                obligation,
                spans,
                chain.endings[obligation],
                chain.reactions[obligation],
            )


class _Chain:
    """The events of one assignment, sorted by what a replay asks."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.endings: dict[int, list[Ending]] = defaultdict(list)
        self.reactions: dict[int, list[Reaction]] = defaultdict(list)
        self._rows: dict[int, Mapping[str, Any]] = {}

    def add(
        self, at: datetime, act: str, written: Sequence[tuple[str, Mapping[str, Any]]]
    ) -> None:
        for table, values in written:
            if table != "escalations":
                self.changes.append(Change(at, table, values))
            elif act in _REACTIONS:
                self.reactions[values["obligation_id"]].append(
                    Reaction(at, values["rung"], values["post_id"], *_REACTIONS[act])
                )
            if table == "obligations":
                self._end(at, act, values)

    def _end(self, at: datetime, act: str, values: Mapping[str, Any]) -> None:
        number = values["id"]
        tracks = ended(act, self._rows.get(number), values)
        self._rows[number] = values
        if tracks:
            self.endings[number].append(Ending(at, tracks))
