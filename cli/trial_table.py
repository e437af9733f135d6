"""What trying a ladder came to as tables for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from cli.trial_words import differences, opening
from notifications.wording import day
from office import naming

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from directive.comparison import Pair
    from office.simulating import Simulation


def show(found: Simulation) -> None:
    """Print the counts by kind, by week, and by post with the weeks that differ."""
    compared = found.compared
    console = Console(highlight=False)
    for line in opening(found):
        console.print(line, markup=False)
    style = "red" if found.differences else "green"
    for line in differences(found):
        console.print(line, markup=False, style=style)
    kinds = {naming.MESSAGES[k]: pair for k, pair in sorted(compared.kinds.items())}
    console.print(_counts("Theo loại thông báo", "Loại", kinds))
    weeks = {day(week): pair for week, pair in compared.weeks.items()}
    console.print(_counts("Theo tuần", "Tuần từ", weeks))
    console.print(_posts(found))


def _counts(title: str, name: str, pairs: Mapping[str, Pair]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(name)
    for heading in ("Đang dùng", "Thử", "Thêm, bớt"):
        table.add_column(heading, justify="right")
    for label, pair in pairs.items():
        table.add_row(label, *_numbers(pair.old, pair.new))
    return table


def _posts(found: Simulation) -> Table:
    """Return a row for each post, those for whom most changes first."""
    table = Table(title="Theo chức danh và tuần", title_justify="left")
    table.add_column("Chức danh")
    for heading in ("Đang dùng", "Thử", "Thêm, bớt"):
        table.add_column(heading, justify="right")
    table.add_column("Tuần có thay đổi (tất cả các tuần: | cat)", overflow="fold")
    rows = []
    for number, desk in found.desks.items():
        weeks = found.compared.posts.get(number)
        if weeks is None:
            continue
        old = sum(pair.old for pair in weeks.values())
        new = sum(pair.new for pair in weeks.values())
        known = desk.agency_name in desk.title
        name = desk.title if known else f"{desk.agency_name}: {desk.title}"
        rows.append((-abs(new - old), (name, *_numbers(old, new), _changed(weeks))))
    for _, row in sorted(rows, key=lambda row: row[0]):
        table.add_row(*row)
    return table


def _changed(weeks: Mapping[date, Pair]) -> str:
    return ", ".join(
        f"{week:%d/%m} {pair.old}→{pair.new}"
        for week, pair in sorted(weeks.items())
        if pair.change
    )


def _numbers(old: int, new: int) -> tuple[str, str, str]:
    return str(old), str(new), f"{new - old:+d}" if new != old else "0"
