"""Make the assignments of a directive, and what is owed under each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, repeat
from typing import TYPE_CHECKING

from directive.acts import Act, Phase
from directive.deadlines import Due, work_out
from directive.lifecycle import move
from directive.model import NO_DEADLINE, DeadlineKind
from directive.reading.contract import deadline_as_json
from directive.reading.stored import deadline_of
from directive.recurring import next_period
from office.house import office_day
from store import directives, ids, people
from store.tables import AssignmentRow, DueRevisionRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from directive.reading.contract import Json
    from directive.recurring import Period
    from office.actor import Actor
    from office.house import House
    from store.tables import AgencyRow, DirectiveRow, InstructionRow, PostRow

    Posts = Mapping[tuple[str, str], PostRow]


NOT_DATED = deadline_as_json(NO_DEADLINE)


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment that was just made, with what is owed under it."""

    assignment: AssignmentRow
    obligations: tuple[ObligationRow, ...]
    revisions: tuple[DueRevisionRow, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed once: a result of the agency, or a collector's report onward."""

    kind: str  # main, onward
    label: str
    due: Due | None
    deadline: Json | None = None  # as read, when it waits for an event or comes back


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every assignment of one directive is made with."""

    directive: DirectiveRow
    issued_on: date  # of the document
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
    desk = _desk(
        row,
        people.all_agencies(session),
        people.posts(session),
        numbers=ids.stream(session),
        codes=(f"NV-{year}-{number:06d}" for number in range(first, 1_000_000)),
        house=house,
        actor=actor,
        now=now,
    )
    yield from _all(directives.instructions(session, row.id), desk)


def foresee(
    row: DirectiveRow,
    orders: Sequence[InstructionRow],
    agencies: Sequence[AgencyRow],
    posts: Posts,
    *,
    house: House,
    actor: Actor,
    now: datetime,
    issued_on: date | None,
) -> Iterator[Given]:
    """Yield what `give` would yield now, with numbers and codes that mean nothing.

    `issued_on` is the day that would be entered where the source leaves it blank.
    """
    desk = _desk(
        row,
        agencies,
        posts,
        numbers=count(1),
        codes=repeat(""),
        house=house,
        actor=actor,
        now=now,
        issued_on=issued_on,
    )
    yield from _all(orders, desk)


def _desk(
    row: DirectiveRow,
    agencies: Sequence[AgencyRow],
    posts: Posts,
    *,
    numbers: Iterator[int],
    codes: Iterator[str],
    house: House,
    actor: Actor,
    now: datetime,
    issued_on: date | None = None,
) -> _Desk:
    return _Desk(
        directive=row,
        issued_on=row.issued_on or issued_on or office_day(now),
        agencies={agency.code: agency for agency in agencies},
        heads={code: p.title for (code, duty), p in posts.items() if duty == "head"},
        numbers=numbers,
        codes=codes,
        phase=move(Phase.DRAFT, Act.ISSUE, actor.party),
        house=house,
        now=now,
    )


def _all(orders: Sequence[InstructionRow], desk: _Desk) -> Iterator[Given]:
    for order in orders:
        if order.generic:
            continue
        onward = [_reported_on(up, desk) for up in _ups(order)]
        results = _results(order, desk)
        for code in order.agency_codes:
            collects = code == order.collector_code
            yield _given(order, code, results + (onward if collects else []), desk)
        if onward and order.collector_code not in order.agency_codes:
            yield _given(order, str(order.collector_code), onward, desk)


def _ups(order: InstructionRow) -> list[Json]:
    return order.reading["onward"] if order.collector_code else []


def _reported_on(up: Json, desk: _Desk) -> Owed:
    report = f"Báo cáo tổng hợp gửi {' và '.join(up['to'])}"
    return _owed("onward", report, up["deadline"] or NOT_DATED, desk)


def _results(order: InstructionRow, desk: _Desk) -> list[Owed]:
    """Return what an agency owes; two wordings of one period are owed once."""
    expected = order.reading["expected_result"] or "Kết quả thực hiện"
    kept = [order.reading["deadline"], *order.reading["more_deadlines"]]
    results = [_owed("main", expected, deadline, desk) for deadline in kept]
    seen = {(x.label, x.due): x for x in reversed(results) if comes_back(x.deadline)}
    return [
        one
        for one in results
        if not comes_back(one.deadline) or seen[one.label, one.due] is one
    ]


def comes_back(deadline: Json | None) -> bool:
    """Tell whether a deadline is one of every period."""
    return deadline is not None and deadline["kind"] == DeadlineKind.RECURRING


def label_of(report: str, kind: str, period: Period) -> str:
    """Return what one period's report is called; a result bears its period alone."""
    return period.label if kind == "main" else f"{report}, {period.label}"


def _owed(kind: str, label: str, read: Json, desk: _Desk) -> Owed:
    deadline, calendar = deadline_of(read), desk.house.calendar
    if deadline.kind is DeadlineKind.RELATIVE:
        return Owed(kind, label, None, read)
    if deadline.kind is not DeadlineKind.RECURRING:
        return Owed(kind, label, work_out(deadline, calendar))
    period = next_period(deadline, calendar, after=desk.issued_on)
    if period is None:
        return Owed(kind, label, None, read)
    return Owed(kind, label_of(label, kind, period), period.due, read)


def _given(order: InstructionRow, code: str, owed: list[Owed], desk: _Desk) -> Given:
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
    obligations = tuple(
        obligation(
            assignment, one, number=next(desk.numbers), phase=desk.phase, now=desk.now
        )
        for one in owed
    )
    return Given(
        assignment=assignment,
        obligations=obligations,
        revisions=tuple(
            first_revision(row, number=next(desk.numbers), now=desk.now)
            for row in obligations
        ),
    )


def obligation(
    assignment: AssignmentRow, owed: Owed, *, number: int, phase: Phase, now: datetime
) -> ObligationRow:
    """Return the row of what is owed once from now on."""
    today, due = office_day(now), owed.due
    return ObligationRow(
        id=number,
        assignment_id=assignment.id,
        directive_id=assignment.directive_id,
        agency_code=assignment.agency_code,
        kind=owed.kind,
        label=owed.label,
        phase=phase,
        issued_on=today,
        issued_at=now,
        moved_on=today,
        due_on=due.on if due else None,
        due_at=due.at if due else None,
        last_working_day=due.last_working_day if due else None,
        original_due_on=due.on if due else None,
        deadline=owed.deadline,
    )


def first_revision(row: ObligationRow, *, number: int, now: datetime) -> DueRevisionRow:
    """Return the due date that an obligation begins with."""
    return DueRevisionRow(
        id=number,
        obligation_id=row.id,
        n=row.due_revision,
        due_on=row.due_on,
        last_working_day=row.last_working_day,
        reason="Theo văn bản",
        set_at=now,
    )
