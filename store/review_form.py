"""The form of a review file: what a person may write in each of its fields."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from directive.model import Deadline, DeadlineKind, Recurrence, Role, Urgency

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Listed = tuple[Words, ...]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeadlineForm(_Fields):
    """A deadline: only the fields that its kind has need be written."""

    kind: DeadlineKind
    text: Words | None = None
    date: dt.date | None = None
    inclusive: bool = True
    last_day: dt.date | None = None
    time: dt.time | None = None
    from_: dt.date | None = Field(default=None, alias="from")
    every: Literal["day", "week", "month", "quarter", "half_year", "year"] | None = None
    day: int | None = Field(default=None, ge=1, le=31)
    anchor: Words | None = None
    amount: int | None = Field(default=None, ge=1)
    unit: Literal["working_day", "day", "month", "hour"] | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> DeadlineForm:
        if self.kind is DeadlineKind.FIXED and not (self.date or self.last_day):
            raise ValueError("a fixed deadline needs its date")
        if self.every is not None and self.kind is not DeadlineKind.RECURRING:
            raise ValueError("only a recurring deadline says every what")
        if self.day is not None and self.every is None:
            raise ValueError("day is the day of a period: say every what")
        if (self.amount is None) != (self.unit is None):
            raise ValueError("amount and unit go together")
        return self

    def value(self) -> Deadline:
        """Return the deadline; what follows from its words is not worked out."""
        return Deadline(
            kind=self.kind,
            text=self.text,
            day=self.date,
            inclusive=self.inclusive,
            last_day=self.last_day,
            recurrence=Recurrence(self.every, self.day) if self.every else None,
            hour=self.time,
            start=self.from_,
            anchor=self.anchor,
            amount=self.amount,
            unit=self.unit,
        )


class OrderForm(_Fields):
    """One instruction; `words` only where the machine did not see it.

    `text` is what it says where the source spells it wrongly; None leaves it as read.
    """

    path: Words
    words: Words | None = None
    text: Words | None = None
    agencies: Listed
    agencies_except: Listed = ()
    role: Role
    accountable: Words | None = None
    coordinating: Listed = ()
    deadline: DeadlineForm
    more_deadlines: tuple[DeadlineForm, ...] = ()
    report_to: Words | None = None
    expected_result: Words | None = None
    generic: bool = False

    def values(self) -> dict[str, Any]:
        """Return the fields that a person may correct, in the model's types."""
        kept = {
            name: getattr(self, name)
            for name in type(self).model_fields
            if name not in {"path", "words"} and (name != "text" or self.text)
        }
        return kept | {
            "deadline": self.deadline.value(),
            "more_deadlines": tuple(one.value() for one in self.more_deadlines),
        }


class HeaderForm(_Fields):
    """The header of the document."""

    kind: Words | None
    number: Words | None
    symbol: Words | None
    issuer: Words | None
    issued_on: dt.date | None
    title: Words | None
    urgency: Urgency
    addressees: Listed

    def values(self) -> dict[str, Any]:
        """Return the header's fields, in the model's types."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class SourceForm(_Fields):
    """The document that was read: where it was, and the SHA-256 of its text."""

    name: Words
    file: Words | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Form(_Fields):
    """A whole review file."""

    review: Literal["1"]
    source: SourceForm
    directive: HeaderForm
    instructions: tuple[OrderForm, ...]
