"""How much processor time an audit of many open assignments takes.

    python bench/audit.py [--assignments 100000] [--days 12]

The ladders are walked on so many mornings, then all is audited: every promise, message
and chain of events. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import timedelta

import many_assignments
from crash_world import HOUSE, at, universe
from sqlalchemy import text

from office.auditing import audit_promises
from office.reminding import escalate, remind
from store import engine
from store.engine import unit_of_work

NOW = at("2025-12-16", "08:30")
AGENCIES = 1_000
MINE = "NV-2025-1"  # how the codes of what is filled in begin
_EVENTS = """
    INSERT INTO events (aggregate, aggregate_id, seq, act, actor, at, schema_version,
        policy_version, calendar_version, rows, previous, hash)
    SELECT 'assignment', a.id, 1, 'enter', 'office', o.issued_at, 1,
        a.policy_version, NULL, jsonb_build_object('written', jsonb_build_array(
            jsonb_build_object('table', 'assignments', 'values', to_jsonb(a)),
            jsonb_build_object('table', 'obligations', 'values', to_jsonb(o)))),
        repeat('0', 64), repeat('0', 64)
    FROM assignments a JOIN obligations o ON o.assignment_id = a.id
    WHERE a.code LIKE 'NV-2025-1______'
"""
_HEADS = """
    INSERT INTO heads (aggregate, aggregate_id, seq, hash)
    SELECT 'assignment', id, 1, repeat('0', 64) FROM assignments
    WHERE code LIKE 'NV-2025-1______'
"""
_REVISIONS = """
    INSERT INTO due_revisions (id, obligation_id, n, due_on, last_working_day, reason,
        set_at)
    SELECT nextval('ids'), o.id, 1, o.due_on, o.last_working_day, 'ban hành',
        o.issued_at
    FROM obligations o JOIN assignments a ON a.id = o.assignment_id
    WHERE a.code LIKE 'NV-2025-1______'
"""


def main(assignments: int, days: int) -> None:
    """Fill an office, walk its ladders, audit it, and print what that took."""
    now = NOW
    with universe() as made:
        url = many_assignments.fill(made, AGENCIES, assignments, today=NOW.date())
        engine.bind(url)
        with unit_of_work() as session:
            for statement in (_EVENTS, _HEADS, _REVISIONS):
                session.execute(text(statement))
        for day in range(days):
            now = NOW + timedelta(days=day)
            remind(house=HOUSE, now=now)
            escalate(house=HOUSE, now=now)
        began, wall = time.process_time(), time.perf_counter()
        found = audit_promises(HOUSE, now + timedelta(minutes=15))
        cpu, seconds = time.process_time() - began, time.perf_counter() - wall
        engine.release()
    print(found.line)
    print(
        json.dumps(
            {
                "obligations": found.obligations,
                "promises": found.promises,
                "differences": sum(MINE in one.where for one in found.findings),
                "cpu_seconds": round(cpu, 1),
                "seconds": round(seconds, 1),
            }
        )
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignments", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=12)
    asked = parser.parse_args()
    main(asked.assignments, asked.days)
