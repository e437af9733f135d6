"""Queries of when to look at which ladder: what is due, by how it stands.

What stands alike is read as one row, its obligations as one text ("{1,2,3}") that is
handed back to the server as it came: a walk that finds nothing to say reads no rows.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import TextClause
    from sqlalchemy.orm import Session

_ALIKE = text("""
SELECT o.phase, d.urgency, a.policy_version, o.issued_on,
    CASE WHEN d.urgency <> 'normal' THEN o.issued_at END AS issued_at,
    a.acknowledged_at IS NOT NULL AS acknowledged, a.named_at IS NOT NULL AS named,
    o.due_on, o.last_working_day,
    CAST(o.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date) AS submitted_on,
    CASE WHEN o.moved_on > o.issued_on THEN o.moved_on END AS moved_on,
    g.by_request, l.look_at, CAST(array_agg(o.id) AS text) AS numbers,
    CAST(array_agg(l.changes) AS text) AS changes
FROM next_looks l JOIN obligations o ON o.id = l.obligation_id
JOIN assignments a ON a.id = o.assignment_id JOIN directives d ON d.id = o.directive_id
JOIN agencies g ON g.code = o.agency_code
WHERE l.obligation_id = ANY(CAST(:numbers AS bigint[]))
    AND l.obligation_id BETWEEN :first AND :last AND o.id BETWEEN :first AND :last
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
""")
# The slices are as many obligations as are read together.
_SLICES = """
SELECT min(number) AS first, max(number) AS last,
    CAST(array_agg(number) AS text) AS numbers
FROM (
    SELECT l.obligation_id AS number,
        (row_number() OVER (ORDER BY l.obligation_id) - 1) / 50000 AS slice
    FROM next_looks l WHERE {which}
) found GROUP BY slice ORDER BY slice
"""
_IS_DUE = (
    "(l.reckoned_by < :rules OR l.reckoned_by > :rules"
    " OR (l.reckoned_by = :rules AND l.look_at <= :now))"
)
_DUE = text(_SLICES.format(which=_IS_DUE))
_OF_URGENCY = (
    "l.obligation_id IN (SELECT o.id FROM obligations o"
    " JOIN directives d ON d.id = o.directive_id WHERE d.urgency = ANY(:urgencies))"
)
_DUE_BY_URGENCY = text(_SLICES.format(which=f"{_IS_DUE} AND {_OF_URGENCY}"))
_RESTING = text(
    _SLICES.format(
        which="l.reckoned_by = :rules AND (l.look_at IS NULL OR l.look_at > :now)"
    )
)
_TOLD = text("""
SELECT o.id, array_agg(r.rung), (SELECT max(v.set_at) FROM due_revisions v
    WHERE v.obligation_id = o.id AND v.n > 1)
FROM obligations o LEFT JOIN reminders r ON r.obligation_id = o.id
    AND r.promised_at >= o.issued_at
    AND (r.due_revision = o.due_revision OR r.rung !~ '^T[+-]')
WHERE o.id = ANY(CAST(:numbers AS bigint[])) GROUP BY o.id
""")
# What an act holds just now it has changed, or will: it is looked at again anyway.
_SETTLE = text("""
UPDATE next_looks l SET reckoned_by = :rules, look_at = :look_at
FROM (
    SELECT f.obligation_id FROM next_looks f
    JOIN unnest(CAST(:numbers AS bigint[]), CAST(:changes AS bigint[]))
        AS seen(number, changes) ON f.obligation_id = seen.number
    WHERE f.changes = seen.changes FOR UPDATE OF f SKIP LOCKED
) free
WHERE l.obligation_id = free.obligation_id
""")


@dataclass(frozen=True, slots=True)
class Alike:
    """Obligations that stand alike, and how often each had changed when it was read.

    Days are days in Asia/Ho_Chi_Minh. `numbers` and `changes` are arrays as the
    server spells them, in one order.
    """

    phase: str
    urgency: str
    policy_version: str
    issued_on: date
    issued_at: datetime | None  # of urgent documents only
    acknowledged: bool
    named: bool
    due_on: date | None
    last_working_day: date | None
    submitted_on: date | None
    moved_on: date | None  # None when it has not moved since it was issued
    by_request: bool
    look_at: datetime | None  # as it was reckoned; None for never, and since a change
    numbers: str
    changes: str


@dataclass(frozen=True, slots=True)
class Look:
    """When to look at some obligations again; never when `look_at` is None."""

    numbers: str
    changes: str
    look_at: datetime | None


def due(
    session: Session, *, rules: str, now: datetime, urgencies: Collection[str] | None
) -> Iterator[Alike]:
    """Yield what has to be looked at: its moment has come, it changed, or the rules.

    Only of documents of these urgencies, when they are given.
    """
    given = {"rules": rules, "now": now}
    if urgencies is None:
        return _alike(session, _DUE, given)
    return _alike(session, _DUE_BY_URGENCY, given | {"urgencies": list(urgencies)})


def resting(session: Session, *, rules: str, now: datetime) -> Iterator[Alike]:
    """Yield what is not to be looked at until after `now`."""
    return _alike(session, _RESTING, {"rules": rules, "now": now})


def told(
    session: Session, numbers: str
) -> Iterator[tuple[int, frozenset[str], datetime | None]]:
    """Yield of each obligation what was promised, and when its date was last revised.

    Rungs counted from the due date only under its present revision; none that was
    promised before the obligation was given to its present agency.
    """
    for number, rungs, revised_at in session.execute(_TOLD, {"numbers": numbers}):
        yield number, frozenset(filter(None, rungs)), revised_at


def settle(session: Session, looks: Iterable[Look], *, rules: str) -> None:
    """Write when to look again at what has not changed since it was read."""
    for look in looks:
        session.execute(
            _SETTLE,
            {
                "rules": rules,
                "look_at": look.look_at,
                "numbers": look.numbers,
                "changes": look.changes,
            },
        )


@contextmanager
def settled_meanwhile(looks: Sequence[Look], *, rules: str) -> Iterator[None]:
    """Settle, in a transaction of its own, while the block does something else.

    Only for what needs no promise: it holds whether the block's work is kept or not.
    """
    if not looks:
        yield
        return
    with ThreadPoolExecutor(1, "looks") as thread:
        settling = thread.submit(_settle_apart, looks, rules)
        yield
        settling.result()


def _settle_apart(looks: Sequence[Look], rules: str) -> None:
    with unit_of_work() as session:
        settle(session, looks, rules=rules)


def forget(session: Session, looks: Iterable[Look]) -> None:
    """Let the next walk look at what has not changed since it was read."""
    settle(session, looks, rules="")


def spelled(numbers: Iterable[int]) -> str:
    """Return an array as the server spells it."""
    return f"{{{','.join(map(str, numbers))}}}"


def parsed(numbers: str) -> list[int]:
    """Return what an array holds that the server spelled."""
    return [int(number) for number in numbers[1:-1].split(",")]


def _alike(
    session: Session, wanted: TextClause, given: Mapping[str, object]
) -> Iterator[Alike]:
    for part in session.execute(wanted, given).mappings().all():
        for row in session.execute(_ALIKE, dict(part)):
            yield Alike(*row)
