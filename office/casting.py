"""How agencies behave in a rehearsal: drawn once from a seed, the same every time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from runtime.clock import HANOI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.calendar import WorkCalendar


class Temper(StrEnum):
    """How an agency answers."""

    PROMPT = "prompt"
    USUAL = "usual"
    LATE = "late"
    SILENT = "silent"


class Deed(StrEnum):
    """What somebody does in a rehearsal."""

    ACKNOWLEDGE = "acknowledge"
    NAME = "name"
    PROGRESS = "progress"
    ASK_EXTENSION = "ask_extension"
    SUBMIT = "submit"
    SUBMIT_UNDATED = "submit_undated"
    CHECK = "check"
    RETURN = "return"
    ACCEPT = "accept"
    GRANT_EXTENSION = "grant_extension"


WEIGHTS = {Temper.PROMPT: 40, Temper.USUAL: 35, Temper.LATE: 17, Temper.SILENT: 8}
_ACKNOWLEDGES = {Temper.PROMPT: (0, 0), Temper.USUAL: (0, 1), Temper.LATE: (2, 4)}
_NAMES = {Temper.PROMPT: (1, 3), Temper.USUAL: (2, 7), Temper.LATE: (6, 15)}
_SUBMITS = {Temper.PROMPT: (-15, -3), Temper.USUAL: (-4, 0), Temper.LATE: (1, 9)}
_PROGRESS_EVERY = {
    Temper.PROMPT: (20, 35),
    Temper.USUAL: (30, 60),
    Temper.LATE: (50, 110),
}
_RETURNED_ONE_IN = 9
_EXTENDS_ONE_IN = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """One deed of one agency at its moment (aware)."""

    at: datetime
    agency: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Part:
    """What one agency will do, and how its first result fares."""

    agency: str
    temper: Temper
    cues: tuple[Cue, ...]
    first_result_returned: bool


def cast(
    agency: str,
    *,
    seed: int,
    issued: datetime,
    last_working_day: date | None,
    until: date,
    calendar: WorkCalendar,
) -> Part:
    """Draw what an agency does between the issue and the end of a rehearsal.

    Args:
        agency: Its code; with the seed it decides everything.
        seed: Of the rehearsal.
        issued: The moment of issue, aware.
        last_working_day: Of its dated obligation; None when it has none.
        until: The last day of the rehearsal.
        calendar: The working days on which it acts.
    """
    dice = random.Random(f"{seed}/{agency}")  # noqa: S311 - a rehearsal, no secret
    temper = dice.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))[0]
    returned = dice.randrange(_RETURNED_ONE_IN) == 0
    if temper is Temper.SILENT:
        return Part(agency, temper, (), first_result_returned=False)
    script = _Script(agency, temper, dice, calendar, issued.astimezone(HANOI).date())
    cues = sorted(
        (cue for cue in script.cues(last_working_day, until) if cue.at > issued),
        key=lambda cue: cue.at,
    )
    return Part(agency, temper, tuple(cues), first_result_returned=returned)


@dataclass(frozen=True, slots=True)
class _Script:
    agency: str
    temper: Temper
    dice: random.Random
    calendar: WorkCalendar
    start: date

    def cues(self, last_working_day: date | None, until: date) -> Iterator[Cue]:
        yield self._after(self.start, _ACKNOWLEDGES, Deed.ACKNOWLEDGE)
        yield self._after(self.start, _NAMES, Deed.NAME)
        yield from self._progress(until)
        if last_working_day is None:
            return
        if self.temper is Temper.USUAL and not self.dice.randrange(_EXTENDS_ONE_IN):
            asks = self.calendar.add_working_days(last_working_day, -3)
            yield self._on(asks, Deed.ASK_EXTENSION)
        yield self._after(last_working_day, _SUBMITS, Deed.SUBMIT)
        if self.temper is Temper.PROMPT:
            yield self._after(last_working_day, _SUBMITS, Deed.SUBMIT_UNDATED)

    def _progress(self, until: date) -> Iterator[Cue]:
        day = self.start
        while True:
            day += timedelta(days=self.dice.randint(*_PROGRESS_EVERY[self.temper]))
            if day >= until:
                return
            yield self._on(self.calendar.next_working_day(day), Deed.PROGRESS)

    def _after(
        self, day: date, spans: dict[Temper, tuple[int, int]], deed: Deed
    ) -> Cue:
        days = self.dice.randint(*spans[self.temper])
        return self._on(self.calendar.add_working_days(day, days), deed)

    def _on(self, day: date, deed: Deed) -> Cue:
        """Return the cue at a moment within office hours."""
        minutes = self.dice.randrange(8 * 60 + 15, 11 * 60)
        moment = time(minutes // 60, minutes % 60)
        return Cue(datetime.combine(day, moment, HANOI), self.agency, deed)
