"""A province with very many open assignments, written by SQL in one go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from store import engine

if TYPE_CHECKING:
    from datetime import date

    from crash_world import Universe

# 20 of 100 are overdue by a working day or two, 10 are due within three days
_STATEMENTS = (
    "UPDATE obligations SET phase = 'withdrawn'",
    "UPDATE deliveries SET state = 'superseded'",
    """
    INSERT INTO agencies (code, name, kind, abbrev, aliases, by_request, sort_key,
        search_text)
    SELECT 'XA-' || i, 'Ủy ban nhân dân xã số ' || i, 'xa', NULL, '[]', false,
        'xa ' || i, 'xa ' || i FROM generate_series(1, %(agencies)s) i
    """,
    """
    INSERT INTO posts (id, agency_code, duty, title)
    SELECT nextval('ids'), a.code, d.duty, d.title || ' ' || a.name
    FROM agencies a CROSS JOIN (VALUES ('focal_point', 'Văn thư'),
        ('head', 'Chủ tịch')) d(duty, title) WHERE a.code LIKE 'XA-%%'
    """,
    """
    INSERT INTO contacts (id, post_id, channel, address, rank)
    SELECT nextval('ids'), id, 'email',
        replace(duty, '_', '') || '@' || lower(agency_code) || '.cao-bang.example', 1
    FROM posts WHERE agency_code LIKE 'XA-%%'
    """,
    """
    CREATE TEMPORARY TABLE orders AS SELECT nextval('ids') AS id, n,
        (SELECT min(id) FROM directives) AS directive_id
    FROM generate_series(1, %(orders)s) n
    """,
    """
    INSERT INTO instructions (id, directive_id, path, position, span_start, span_end,
        text, role, generic, reading, agency_codes, partner_codes, collector_code)
    SELECT o.id, o.directive_id, 'B.' || o.n, o.n, 0, 1, i.text, i.role, false,
        i.reading, '[]', '[]', NULL
    FROM orders o CROSS JOIN (SELECT * FROM instructions WHERE path = '1.3') i
    """,
    """
    INSERT INTO assignments (id, code, directive_id, instruction_id, agency_code, what,
        role, accountable, coordinating, collector_code, expected_result,
        policy_version, acknowledged_at, named_at)
    SELECT n.id, 'NV-2025-' || (1000000 + n.id), o.directive_id, o.id, a.code, i.text,
        'perform', 'Chủ tịch', '[]', NULL, 'Báo cáo kết quả', 'default-1',
        %(issued_at)s, %(issued_at)s
    FROM orders o JOIN instructions i ON i.id = o.id
    JOIN agencies a ON a.code LIKE 'XA-%%'
    CROSS JOIN LATERAL (
        SELECT nextval('ids') + 0 * (o.n + length(a.code)) AS id) n
    """,
    """
    INSERT INTO obligations (id, assignment_id, directive_id, agency_code, kind, label,
        phase, issued_on, issued_at, moved_on, due_on, due_at, last_working_day,
        original_due_on, due_revision)
    SELECT nextval('ids'), a.id, a.directive_id, a.agency_code, 'main',
        'Báo cáo kết quả', 'in_progress', %(issued_on)s, %(issued_at)s, %(today)s,
        d.due_on, NULL, d.due_on, d.due_on, 1
    FROM assignments a JOIN orders o ON o.id = a.instruction_id
    CROSS JOIN LATERAL (SELECT CASE
        WHEN o.n %% 10 IN (1, 2) THEN %(today)s::date - 1
        WHEN o.n %% 10 = 3 THEN %(today)s::date + 1 + (o.n / 10 %% 3)::int
        ELSE %(today)s::date + 90 END AS due_on) d
    """,
    "ANALYZE",
)


def fill(universe: Universe, agencies: int, assignments: int, *, today: date) -> str:
    """Make a world with so many open assignments; return how the office connects."""
    world = universe.world()
    issued_on = today - timedelta(days=30)
    given = {
        "agencies": agencies,
        "orders": assignments // agencies,
        "today": today,
        "issued_on": issued_on,
        "issued_at": f"{issued_on}T02:00:00+00",
    }
    with world.reading() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(statement, given if "%(" in statement else None)
    engine.release()
    return world.url
