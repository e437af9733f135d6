"""Make the assignments of a directive, and what is owed under each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act, Phase
from directive.deadlines import Due, work_out
from directive.lifecycle import move
from directive.model import DeadlineKind
from directive.reading.stored import deadline_of
from directive.recurring import next_period
from office.house import office_day
from store import directives, ids, people
from store.tables import AssignmentRow, DueRevisionRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.model import Deadline
    from office.actor import Actor
    from office.house import House
    from store.tables import AgencyRow, DirectiveRow, InstructionRow


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment that was just made, with what is owed under it."""

    assignment: AssignmentRow
    obligations: tuple[ObligationRow, ...]
    revisions: tuple[DueRevisionRow, ...]


@dataclass(frozen=True, slots=True)
class _Owed:
    """What is owed once: a result of the agency, or a collector's report onward."""

    kind: str  # main, onward
    label: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every assignment of one directive is made with."""

    directive: DirectiveRow
    agencies: Mapping[str, AgencyRow]
    heads: Mapping[str, str]
    numbers: Iterator[int]
    codes: Iterator[str]
    phase: Phase
    house: House
    now: datetime


def give(
    session: Session, row: DirectiveRow, *, house: House, actor: Actor, now: datetime
) -> Iterator[Given]:
    """Yield an assignment for each ordering instruction and agency, in order.

    A collector owes its report onward under its own assignment of the instruction;
    when it has none, it is given one that holds only that.

    Args:
        session: The transaction; nothing is written here.
        row: The directive, with its day of issue.
        house: Calendar and policy.
        actor: Who issues.
        now: The moment of issue, aware.
    """
    year = office_day(now).year
    first = directives.last_code(session, year) + 1
    posts = people.posts(session)
    desk = _Desk(
        directive=row,
        agencies={agency.code: agency for agency in people.all_agencies(session)},
        heads={code: p.title for (code, duty), p in posts.items() if duty == "head"},
        numbers=ids.stream(session),
        codes=(f"NV-{year}-{number:06d}" for number in range(first, 1_000_000)),
        phase=move(Phase.DRAFT, Act.ISSUE, actor.party),
        house=house,
        now=now,
    )
    for order in directives.instructions(session, row.id):
        if order.generic:
            continue
        onward = [_Owed("onward", _report(up["to"]), None) for up in _ups(order)]
        results = list(_results(order, desk))
        for code in order.agency_codes:
            collects = code == order.collector_code
            yield _given(order, code, results + (onward if collects else []), desk)
        if onward and order.collector_code not in order.agency_codes:
            yield _given(order, str(order.collector_code), onward, desk)


def _ups(order: InstructionRow) -> list[dict[str, list[str]]]:
    return order.reading["onward"] if order.collector_code else []


def _report(to: list[str]) -> str:
    return f"Báo cáo tổng hợp gửi {' và '.join(to)}"


def _results(order: InstructionRow, desk: _Desk) -> Iterator[_Owed]:
    expected = order.reading["expected_result"] or "Kết quả thực hiện"
    kept = [order.reading["deadline"], *order.reading["more_deadlines"]]
    for deadline in map(deadline_of, kept):
        label, due = _due(deadline, desk)
        yield _Owed("main", label or expected, due)


def _due(deadline: Deadline, desk: _Desk) -> tuple[str | None, Due | None]:
    calendar = desk.house.calendar
    if deadline.kind is not DeadlineKind.RECURRING:
        return None, work_out(deadline, calendar)
    issued_on = desk.directive.issued_on or office_day(desk.now)
    period = next_period(deadline, calendar, after=issued_on)
    return (period.label, period.due) if period else (None, None)


def _given(order: InstructionRow, code: str, owed: list[_Owed], desk: _Desk) -> Given:
    partners = [c for c in order.partner_codes if c != code]
    assignment = AssignmentRow(
        id=next(desk.numbers),
        code=next(desk.codes),
        directive_id=desk.directive.id,
        instruction_id=order.id,
        agency_code=code,
        what=order.text,
        role=order.role,
        accountable=order.reading["accountable"] or desk.heads[code],
        coordinating=[desk.agencies[partner].name for partner in partners],
        collector_code=order.collector_code,
        expected_result=order.reading["expected_result"],
        policy_version=desk.house.policy.version,
    )
    obligations = tuple(_obligation(assignment, one, desk) for one in owed)
    return Given(
        assignment=assignment,
        obligations=obligations,
        revisions=tuple(
            DueRevisionRow(
                id=next(desk.numbers),
                obligation_id=row.id,
                n=row.due_revision,
                due_on=row.due_on,
                last_working_day=row.last_working_day,
                reason="Theo văn bản",
                set_at=desk.now,
            )
            for row in obligations
        ),
    )


def _obligation(assignment: AssignmentRow, owed: _Owed, desk: _Desk) -> ObligationRow:
    today = office_day(desk.now)
    return ObligationRow(
        id=next(desk.numbers),
        assignment_id=assignment.id,
        directive_id=assignment.directive_id,
        agency_code=assignment.agency_code,
        kind=owed.kind,
        label=owed.label,
        phase=desk.phase,
        issued_on=today,
        issued_at=desk.now,
        moved_on=today,
        due_on=owed.due.on if owed.due else None,
        due_at=owed.due.at if owed.due else None,
        last_working_day=owed.due.last_working_day if owed.due else None,
        original_due_on=owed.due.on if owed.due else None,
    )
