"""Progress bars of a rehearsal: setting up, then day by day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from cli.stage import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from office.rehearsing import Day


class Curtain:
    """Shows how far it is, on standard error and on a terminal or a plain log."""

    def __init__(self, *, quiet: bool) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(file=sys.stderr),
            disable=quiet,
        )

    def __enter__(self) -> Self:
        self._progress.start()
        self._steps = self._progress.add_task("Chuẩn bị", total=STEPS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the bars as they are, and the terminal to others."""
        self._progress.stop()

    def step(self, name: str) -> None:
        """Begin a step of the set-up."""
        self._progress.update(self._steps, description=name, advance=1)

    def day(self, total: int) -> Callable[[Day], None]:
        """Begin the days, and return what is told of each."""
        task = self._progress.add_task("Ngày", total=total)

        def over(day: Day) -> None:
            label = f"Ngày {day.day:%d/%m/%Y}"
            self._progress.update(task, description=label, advance=1)

        return over
