"""Play a directive on a stage: take it in, issue it, let its life go by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from office import actor
from office.accounting import Json, account
from office.intake import confirm, receive
from office.issuing import issue
from office.rehearsing import rehearse
from runtime.clock import HANOI

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.stage import Stage
    from office.rehearsing import Day

RECEIVED_AT = time(7, 45)
ISSUED_AT = time(8, 0)


@dataclass(frozen=True, slots=True)
class Programme:
    """What is to be played: a document, from its day of issue to a last day."""

    text: str
    name: str
    number: str | None
    issued_on: date
    until: date
    seed: int

    @property
    def opens(self) -> datetime:
        """The moment at which the office opens, before anything is taken in."""
        return datetime.combine(self.issued_on - timedelta(days=1), ISSUED_AT, HANOI)

    @property
    def days(self) -> int:
        """How many days are played."""
        return (self.until - self.issued_on).days + 1


def play(
    programme: Programme, stage: Stage, *, progress: Callable[[Day], None]
) -> Json:
    """Play the programme and return its account, the same for the same seed.

    Raises:
        DirectiveError: The document cannot be read.
        OfficeError: It cannot be issued.
    """
    received = datetime.combine(programme.issued_on, RECEIVED_AT, HANOI)
    issued = datetime.combine(programme.issued_on, ISSUED_AT, HANOI)
    review = receive(
        programme.text,
        name=programme.name,
        house=stage.house,
        actor=actor.OFFICE,
        now=received,
    )
    confirm(review.directive_id, actor=actor.OFFICE, now=received)
    issuance = issue(
        review.directive_id,
        number=programme.number,
        issued_on=programme.issued_on,
        house=stage.house,
        actor=actor.OFFICE,
        now=issued,
    )
    played = rehearse(
        review.directive_id,
        issued=issued,
        until=programme.until,
        seed=programme.seed,
        house=stage.house,
        channels=stage.channels,
        progress=progress,
    )
    caught = [mail.message_id for mail in stage.catcher.messages()]
    told = account(played, issuance, instructions=review.instructions, caught=caught)
    return {"seed": programme.seed, **told}
