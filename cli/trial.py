"""Try a ladder on what was: replay, draw the chart, and print the comparison."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from notifications.charts import messages_per_day
from office.simulating import simulate
from store.policy_file import read_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from directive.policy import Policy
    from office.house import House
    from office.simulating import Simulation

CHART = "rehearsal.svg"


def read(path: Path) -> Policy:
    """Return the ladder of a file.

    Raises:
        PolicyFileError: It cannot be used; the sentence names line and column.
    """
    policy, _ = read_policy(path)
    return policy


def try_on(policy: Policy, house: House) -> Simulation:
    """Replay the bound office's past through a ladder, with a bar on a terminal."""
    with _bar() as begin:
        return simulate(policy, house=house, begin=begin)


def tell(found: Simulation, *, chart: Path, as_json: bool) -> None:
    """Draw the chart into a file, then print: JSON, a table, or lines in a pipe."""
    days = found.compared.days
    drawn = messages_per_day(
        {day: pair.old for day, pair in days.items()},
        {day: pair.new for day, pair in days.items()},
    )
    chart.write_text(drawn.svg, encoding="utf-8")
    if as_json:
        from cli.trial_json import told  # noqa: PLC0415 - one of three is needed

        answer = told(found) | {"chart": str(chart)}
        print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 - the answer
        return
    if sys.stdout.isatty():
        from cli.trial_table import show  # noqa: PLC0415 - one of three is needed
    else:
        from cli.trial_plain import show  # noqa: PLC0415 - one of three is needed
    show(found)
    print(f"{drawn.summary}\nBiểu đồ: {chart}")  # noqa: T201 - the answer


@contextmanager
def _bar() -> Iterator[Callable[[int], Callable[[int], None]]]:
    bar = Progress(
        TextColumn("Phát lại nhiệm vụ"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(file=sys.stderr),
        disable=not sys.stderr.isatty(),
        transient=True,
    )

    def begin(total: int) -> Callable[[int], None]:
        task = bar.add_task("", total=total)
        return lambda done: bar.update(task, advance=done)

    with bar:
        yield begin
