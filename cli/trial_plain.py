"""What trying a ladder came to as plain lines, for pipes and files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cli.trial_words import differences, opening
from notifications.wording import day
from office import naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from office.simulating import Simulation


def show(found: Simulation) -> None:
    """Print every count, tabs between the columns: by kind, by week, by post."""
    lines = [*opening(found), *differences(found), ""]
    lines += ["\t".join(row) for row in _rows(found)]
    sys.stdout.write("\n".join(lines) + "\n\n")


def _rows(found: Simulation) -> Iterator[tuple[str, ...]]:
    compared = found.compared
    yield "Loại", "Thang đang dùng", "Thang thử"
    for kind, pair in sorted(compared.kinds.items()):
        yield naming.MESSAGES[kind], str(pair.old), str(pair.new)
    yield ()
    yield "Tuần từ", "Thang đang dùng", "Thang thử"
    for week, pair in compared.weeks.items():
        yield day(week), str(pair.old), str(pair.new)
    yield ()
    yield "Cơ quan", "Chức danh", "Tuần từ", "Thang đang dùng", "Thang thử"
    for number, desk in found.desks.items():
        for week, pair in sorted(compared.posts.get(number, {}).items()):
            who = (desk.agency_name, desk.title)
            yield *who, day(week), str(pair.old), str(pair.new)
