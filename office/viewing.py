"""One assignment and one document, in full, for whoever looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.lifecycle import OWED
from directive.model import DeadlineKind
from directive.progress import Figures, figures
from directive.reading.stored import deadline_of
from directive.timeliness import Timeliness, timeliness
from office import clarities, due_story, history
from office.errors import NotFoundError
from office.house import office_day
from office.in_force import in_force
from store import directives, dossier, files, mails, views
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from directive.model import Deadline
    from office.clarities import Clear, Mark
    from office.history import Told
    from office.house import House
    from office.rights import Scope
    from store.dossier import Answer, Dossier, Escalated, File, Head
    from store.mails import MessageLine
    from store.tables import (
        BreakdownRow,
        DirectiveRow,
        DueRevisionRow,
        ExtensionRow,
        InstructionRow,
        ObligationRow,
    )

MAILS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed once, how its date came about, and all that was said about it."""

    row: ObligationRow
    phase: Phase
    timeliness: Timeliness
    due_steps: tuple[str, ...]
    revisions: tuple[DueRevisionRow, ...]
    extensions: tuple[ExtensionRow, ...]
    answers: tuple[Answer, ...]
    escalations: tuple[Escalated, ...]


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """One assignment in full."""

    head: Head
    clarities: tuple[Clear, ...]
    marks: tuple[Mark, ...]
    source: str | None
    owed: tuple[Owed, ...]
    files: Mapping[int, tuple[File, ...]]  # by submission
    breakdown: tuple[BreakdownRow, ...]
    history: tuple[Told, ...]
    mails: tuple[MessageLine, ...]
    mails_total: int


@dataclass(frozen=True, slots=True)
class Order:
    """An instruction with its grades and how far its obligations are."""

    row: InstructionRow
    figures: Figures


@dataclass(frozen=True, slots=True)
class DirectiveView:
    """One document with what it orders."""

    row: DirectiveRow
    source: str | None
    orders: tuple[Order, ...]
    history: tuple[Told, ...]


def assignment(
    code: str, *, scope: Scope, house: House, now: datetime
) -> AssignmentView:
    """Return one assignment with its words, its dates, its history and its mails.

    Raises:
        NotFoundError: No assignment has this code, or it is beyond the scope.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        found = dossier.of_assignment(session, code)
        if found is None or not _is_within(found.head, scope):
            raise NotFoundError("Không có nhiệm vụ mang mã {code}.", code=code)
        number = found.head.assignment.id
        told, total = mails.about(session, number, limit=MAILS_SHOWN)
    source = text_of(found.head.directive)
    return AssignmentView(
        head=found.head,
        clarities=clarities.of(found.head, source),
        marks=clarities.marks_of(found.head.instruction.reading),
        source=source,
        owed=tuple(_owed(found, house=house, now=now)),
        files=_by_submission(found.files),
        breakdown=found.breakdown,
        history=history.told(found.happenings),
        mails=told,
        mails_total=total,
    )


def directive(
    number: int, *, scope: Scope, house: House, now: datetime
) -> DirectiveView:
    """Return one document with its instructions and their figures.

    An agency sees the documents that give it work or whose results it collects, and
    counts of these alone.

    Raises:
        NotFoundError: There is no such document, or it is beyond the scope.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        row = directives.find(session, number)
        if row is None:
            raise NotFoundError("Không có văn bản này.")
        counted = views.tallies_by_instruction(
            session, number, house.calendar, own=scope.agency
        )
        beyond = scope.agency is not None and not counted
        if beyond or scope.directive not in {None, number}:
            raise NotFoundError("Không có văn bản này.")
        orders = directives.instructions(session, number)
        happenings = dossier.happenings(session, "directive", number)
    today = office_day(now)
    return DirectiveView(
        row=row,
        source=text_of(row),
        orders=tuple(
            Order(
                order,
                figures(
                    counted.get(order.id, ()), today=today, calendar=house.calendar
                ),
            )
            for order in orders
        ),
        history=history.told(happenings),
    )


def _is_within(head: Head, scope: Scope) -> bool:
    own = {head.assignment.agency_code, head.assignment.collector_code}
    return scope.agency is None or (
        scope.agency in own and scope.directive in {None, head.assignment.directive_id}
    )


def text_of(row: DirectiveRow) -> str | None:
    """Return the text that spans count in; None when its file is gone or no text."""
    try:
        return files.read(row.source_sha256).decode()
    except (OSError, ValueError):
        return None


def _owed(found: Dossier, *, house: House, now: datetime) -> Iterator[Owed]:
    for row, deadline in _with_deadlines(found):
        phase = Phase(row.phase)
        yield Owed(
            row=row,
            phase=phase,
            timeliness=timeliness(
                phase,
                due_on=row.due_on,
                due_at=row.due_at,
                submitted_at=row.submitted_at,
                now=now,
                calendar=house.calendar,
            ),
            due_steps=tuple(_due_steps(row, phase, deadline, house=house, now=now)),
            revisions=tuple(x for x in found.revisions if x.obligation_id == row.id),
            extensions=tuple(x for x in found.extensions if x.obligation_id == row.id),
            answers=tuple(x for x in found.answers if x.obligation_id == row.id),
            escalations=tuple(
                x for x in found.escalations if x.obligation_id == row.id
            ),
        )


def _with_deadlines(found: Dossier) -> Iterator[tuple[ObligationRow, Deadline | None]]:
    """Pair what is owed with the deadline it came from, in the order of both."""
    reading = found.head.instruction.reading
    read = [deadline_of(x) for x in (reading["deadline"], *reading["more_deadlines"])]
    place = 0
    for row in found.obligations:
        if row.kind != "main":
            yield row, None
            continue
        kept = deadline_of(row.deadline) if row.deadline else None
        yield row, kept or read[min(place, len(read) - 1)]
        place += 1


def _due_steps(
    row: ObligationRow,
    phase: Phase,
    deadline: Deadline | None,
    *,
    house: House,
    now: datetime,
) -> Iterator[str]:
    moved = row.due_on != row.original_due_on
    if deadline is not None and deadline.kind is DeadlineKind.NONE:
        deadline = None
    yield from due_story.how_it_came(
        None if moved else deadline, row.due_on, calendar=house.calendar
    )
    if row.due_on is None:
        return
    if row.submitted_at is not None:
        day = office_day(row.submitted_at)
        yield from due_story.how_far(
            row.due_on, day, answered=True, calendar=house.calendar
        )
    elif phase in OWED:
        yield from due_story.how_far(
            row.due_on, office_day(now), answered=False, calendar=house.calendar
        )


def _by_submission(found: Sequence[File]) -> dict[int, tuple[File, ...]]:
    numbers = dict.fromkeys(file.submission_id for file in found)
    return {
        number: tuple(file for file in found if file.submission_id == number)
        for number in numbers
    }
