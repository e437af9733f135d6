"""What the auditor reads of obligations: history, promises and escalations.

These queries are apart from those the ladder works with: a row that one of them
overlooks is seen by the other. They read an assignment's chain of events, not only
the rows as they are now, and go through the assignments in batches.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from directive.held import Owed, Raised, Row
from directive.lives import Change, Circumstances, lives
from directive.reckoning import Told
from directive.seats import Away
from store.calendar_file import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.calendar import WorkCalendar

BATCH = 1000

_ASSIGNMENTS = text(
    "SELECT id, code, policy_version FROM assignments WHERE id > :last"
    " ORDER BY id LIMIT :limit"
)
_HISTORY = text(
    """
    SELECT aggregate_id::bigint, at, act, actor, policy_version,
           (
               SELECT jsonb_agg(jsonb_build_array(
                   w ->> 'table',
                   (w -> 'values') - '{what,expected_result,label,progress,deadline}'
                       ::text[]
               ))
               FROM jsonb_array_elements(rows -> 'written') w
               WHERE w ->> 'table' IN ('obligations', 'assignments')
           )
    FROM events
    WHERE aggregate = 'assignment' AND aggregate_id = ANY(:chains)
    ORDER BY aggregate_id, seq
    """
)
_OBLIGATIONS = text(
    """
    SELECT o.id, o.assignment_id, o.due_on, o.phase, r.due_on
    FROM obligations o
    LEFT JOIN due_revisions r ON r.obligation_id = o.id AND r.n = o.due_revision
    WHERE o.assignment_id = ANY(:numbers)
    ORDER BY o.id
    """
)
_TOLD = text(
    """
    SELECT o.id, r.id, r.rung, r.due_revision, r.post_id, r.digest, r.promised_at,
           r.superseded_at, r.message_id, m.created_at
    FROM obligations o
    JOIN reminders r ON r.obligation_id = o.id
    LEFT JOIN messages m ON m.id = r.message_id
    WHERE o.assignment_id = ANY(:numbers)
    ORDER BY r.promised_at, r.id
    """
)
_RAISED = text(
    """
    SELECT o.id, e.id, e.rung, e.due_revision, e.post_id, e.audience, e.opened_at,
           e.closed_at, e.acknowledged_at, e.answered_at, e.returned_at,
           e.closing_told_at
    FROM obligations o
    JOIN escalations e ON e.obligation_id = o.id
    WHERE o.assignment_id = ANY(:numbers)
    ORDER BY e.id
    """
)
_BY_THE_CLOCK = frozenset({"remind", "escalate"})


def walks(session: Session) -> Mapping[bool, list[datetime]]:
    """Return when the ladders were walked: to escalate (True), to remind (False)."""
    found = session.execute(
        text(
            "SELECT act = 'escalate', at FROM events WHERE aggregate = 'clock'"
            " AND aggregate_id = 'ladder' AND act IN ('remind', 'escalate') ORDER BY at"
        )
    )
    made: dict[bool, list[datetime]] = {True: [], False: []}
    for escalating, at in found:
        made[escalating].append(at)
    return made


def calendars(session: Session) -> Iterator[tuple[datetime, WorkCalendar]]:
    """Yield every calendar that was put in force, with the moment, oldest first."""
    found = session.execute(
        text("SELECT set_at, document, version FROM calendars ORDER BY n")
    )
    for at, document, version in found:
        yield at, calendar_of(document, version)


def posts(session: Session) -> Mapping[tuple[str, str], int]:
    """Return the post of each (agency, duty)."""
    found = session.execute(text("SELECT agency_code, duty, id FROM posts"))
    return {(agency, duty): number for agency, duty, number in found}


def absences(session: Session) -> Mapping[int, Sequence[Away]]:
    """Return every absence of each post that was ever entered, oldest first."""
    found: dict[int, list[Away]] = defaultdict(list)
    for row in session.execute(
        text(
            "SELECT post_id, substitute_id, first_day, last_day, entered_at, ended_at"
            " FROM absences ORDER BY id"
        )
    ):
        found[row[0]].append(Away(*row))
    return found


def by_request(session: Session) -> frozenset[str]:
    """Return the agencies that are not under the chairman."""
    found = session.execute(text("SELECT code FROM agencies WHERE by_request"))
    return frozenset(code for (code,) in found)


def urgencies(session: Session) -> Mapping[int, str]:
    """Return the urgency of each directive."""
    found = session.execute(text("SELECT id, urgency FROM directives"))
    return dict(found.tuples().all())


def owed(session: Session, circumstances: Circumstances) -> Iterator[Owed]:
    """Yield every obligation that was ever given, batch by batch."""
    last = 0
    while True:
        given = {"last": last, "limit": BATCH}
        batch = session.execute(_ASSIGNMENTS, given).tuples().all()
        if not batch:
            return
        last = batch[-1][0]
        yield from _batch(session, batch, circumstances)


@dataclass(slots=True)
class _Chain:
    changes: list[Change]
    acts: list[datetime]
    promised_under: list[tuple[datetime, str | None]]


def _batch(
    session: Session,
    assignments: Sequence[tuple[int, str, str]],
    circumstances: Circumstances,
) -> Iterator[Owed]:
    numbers = [number for number, _, _ in assignments]
    named = {number: (code, policy) for number, code, policy in assignments}
    chains = _chains(session, numbers)
    given = {"numbers": numbers}
    told = _grouped(session, _TOLD, given, Told)
    raised = _grouped(session, _RAISED, given, Raised)
    spans = {
        number: spans
        for chain in chains.values()
        for number, spans in lives(chain.changes, circumstances).items()
    }
    for number, assignment, due_on, phase, agreed in session.execute(
        _OBLIGATIONS, given
    ):
        code, policy = named[assignment]
        if number not in spans:
            continue  # no event tells of it: `namro audit verify` says so
        chain = chains[assignment]
        yield Owed(
            where=f"obligation {number} ({code})",
            spans=spans[number],
            told=told[number],
            raised=raised[number],
            acts=chain.acts,
            promised_under=chain.promised_under,
            row=Row(due_on, agreed, phase, policy),
        )


def _chains(session: Session, numbers: Sequence[int]) -> Mapping[int, _Chain]:
    found: dict[int, _Chain] = defaultdict(lambda: _Chain([], [], []))
    given = {"chains": [str(number) for number in numbers]}
    for number, at, act, actor, policy, written in session.execute(_HISTORY, given):
        chain = found[number]
        if actor == "clock" and not written:
            if act in _BY_THE_CLOCK:
                chain.promised_under.append((at, policy))
            continue
        chain.acts.append(at)
        chain.changes += [Change(at, table, values) for table, values in written or ()]
    return found


def _grouped(
    session: Session,
    query: Any,  # noqa: ANN401 - a text clause
    given: Mapping[str, Any],
    kind: Any,  # noqa: ANN401 - Told or Raised
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for number, *values in session.execute(query, given):
        found[number].append(kind(*values))
    return found
