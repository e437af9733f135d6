"""What an agency sees of what it was given: its piles, and one pile to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act, Party, Phase
from directive.lifecycle import OWED, allowed
from directive.timeliness import timeliness
from office import telling
from office.errors import NotFoundError
from office.house import office_day
from office.in_force import in_force
from store import directives, obligations, piles
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from directive.timeliness import Timeliness
    from office.house import House
    from store.piles import Pile
    from store.tables import BreakdownRow, DirectiveRow

ANSWERS = frozenset(
    {Act.NAME_PERSON, Act.REPORT_PROGRESS, Act.ASK_EXTENSION, Act.DECLINE}
)
"""What an agency says of one obligation before it hands anything in."""


@dataclass(frozen=True, slots=True)
class Line:
    """One obligation as its agency sees it, with what may be done about it now."""

    piece: piles.Piece
    phase: Phase
    timeliness: Timeliness
    days: int | None  # working days left; negative when late
    returned_because: str | None
    acts: frozenset[Act]

    @property
    def owed(self) -> bool:
        """Tell whether the agency still has to answer."""
        return self.phase in OWED

    @property
    def offered(self) -> frozenset[Act]:
        """Return what its agency may do about it now, but for handing in."""
        if not self.owed:
            return frozenset()
        is_dated = self.piece.obligation.due_on is not None
        if self.piece.asked_until is None and is_dated:
            return self.acts & ANSWERS
        return self.acts & ANSWERS - {Act.ASK_EXTENSION}


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that one directive asks of one agency."""

    directive: DirectiveRow
    number_text: str
    lines: tuple[Line, ...]

    @property
    def fresh(self) -> int:
        """Return how much was not acknowledged yet."""
        return sum(line.phase is Phase.ISSUED for line in self.lines)

    @property
    def to_submit(self) -> tuple[Line, ...]:
        """Return what can be handed in now."""
        return tuple(line for line in self.lines if Act.SUBMIT in line.acts)


@dataclass(frozen=True, slots=True)
class Shares:
    """An agency's own rows under an assignment, to be written."""

    code: str
    directive: int
    what: str
    rows: tuple[BreakdownRow, ...]


def listed(agency: str) -> Sequence[Pile]:
    """Return the directives that gave an agency work, the most pressing first."""
    with unit_of_work() as session:
        return piles.of_agency(session, agency, OWED)


def of_agency(agency: str, directive: int, *, house: House, now: datetime) -> Desk:
    """Return what a directive asks of an agency.

    Raises:
        NotFoundError: It asks nothing of this agency, or is no directive.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        pieces = piles.pieces(session, agency, directive)
        row = directives.find(session, directive)
        if row is None or not pieces:
            raise NotFoundError("Văn bản này không giao việc cho cơ quan.")
        returned = piles.returned(session, [one.obligation.id for one in pieces])
    return Desk(
        directive=row,
        number_text=telling.directive_number(row),
        lines=tuple(_line(one, returned, house=house, now=now) for one in pieces),
    )


def numbers_of(agency: str, directive: int) -> frozenset[int]:
    """Return the obligations that a directive makes for an agency."""
    with unit_of_work() as session:
        return frozenset(obligations.of_directive(session, directive, agency))


def shares_of(agency: str, code: str) -> Shares:
    """Return the rows that an agency has written under an assignment.

    Raises:
        NotFoundError: No assignment of this agency has the code.
    """
    with unit_of_work() as session:
        found = obligations.of_agency_by_code(session, agency, code)
        if found is None:
            raise NotFoundError("Không có nhiệm vụ mang mã {code}.", code=code)
        rows = obligations.breakdown(session, found.id)
    return Shares(code, found.directive_id, found.what, tuple(rows))


def _line(
    piece: piles.Piece, returned: dict[int, str], *, house: House, now: datetime
) -> Line:
    row = piece.obligation
    phase = Phase(row.phase)
    collector = piece.assignment.collector_code
    days = None
    if phase in OWED and row.due_on is not None:
        days = house.calendar.working_days_between(office_day(now), row.due_on)
    return Line(
        piece=piece,
        phase=phase,
        timeliness=timeliness(
            phase,
            due_on=row.due_on,
            due_at=row.due_at,
            submitted_at=row.submitted_at,
            now=now,
            calendar=house.calendar,
        ),
        days=days,
        returned_because=returned.get(row.id) if phase is Phase.RETURNED else None,
        acts=frozenset(
            allowed(
                phase,
                Party.AGENCY,
                has_collector=collector not in {None, row.agency_code},
            )
        ),
    )
