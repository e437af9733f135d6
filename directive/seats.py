"""Who may hear a rung: the auditor's own reading of the reporting line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from directive.promises import Span

ABOVE_HEAD = ("monitoring", "deputy_chief", "vice_chairman", "chairman")
_LINE = ("focal_point", "head", *ABOVE_HEAD)


@dataclass(frozen=True, slots=True)
class Away:
    """A post whose holder is away on some days; moments are those it was known."""

    post_id: int
    substitute_id: int | None
    first_day: date
    last_day: date | None
    entered_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Seats:
    """The post of each (agency, duty), and the absences of each post.

    `office` and `chair` are the agencies whose posts monitor and decide.
    """

    posts: Mapping[tuple[str, str], int]
    away: Mapping[int, Sequence[Away]]
    office: str
    chair: str

    def hearer(
        self, audience: str, span: Span, *, before: int, day: date, at: datetime
    ) -> int:
        """Return the post that hears a rung: the first up the line that can.

        Args:
            audience: Whom the rung is for.
            span: The obligation as it stood.
            before: The number of the promise; a post with a higher one came later.
            day: The office day on which it was promised.
            at: The moment, aware, as of which absences were known.
        """
        line = self._line(audience, span)
        return self._first(line, before=before, day=day, at=at)

    def at_agency(
        self, duty: str, agency: str, *, before: int, day: date, at: datetime
    ) -> int:
        """Return the post that hears a decision at once: as `hearer`, by its duty."""
        line = (self._place(agency, above) for above in _LINE[_LINE.index(duty) :])
        return self._first(line, before=before, day=day, at=at)

    def _first(
        self, line: Iterable[tuple[str, str]], *, before: int, day: date, at: datetime
    ) -> int:
        for place in line:
            post = self.posts.get(place)
            if post is None or post > before:
                continue
            absence = self._absence(post, day, at)
            if absence is None:
                return post
            other = absence.substitute_id
            if other is not None and self._absence(other, day, at) is None:
                return other
        return self.posts[self.office, "monitoring"]

    def _line(self, audience: str, span: Span) -> Iterator[tuple[str, str]]:
        agency, first = span.agency, audience
        if audience == "checker":
            collected = span.collector is not None and span.collector != agency
            if span.phase == "submitted" and collected:
                agency, first = str(span.collector), "focal_point"
            else:
                first = "monitoring"
        elif span.by_request and audience in ABOVE_HEAD:
            first = "monitoring"
        for duty in _LINE[_LINE.index(first) :]:
            yield self._place(agency, duty)
        yield self._place(agency, "monitoring")

    def _place(self, agency: str, duty: str) -> tuple[str, str]:
        if duty in _LINE[:2]:
            return agency, duty
        at_office = duty in {"monitoring", "deputy_chief"}
        return (self.office if at_office else self.chair), duty

    def _absence(self, post: int, day: date, at: datetime) -> Away | None:
        holding = [
            absence
            for absence in self.away.get(post, ())
            if absence.entered_at <= at
            and (absence.ended_at is None or absence.ended_at > at)
            and absence.first_day <= day
            and (absence.last_day is None or day <= absence.last_day)
        ]
        return holding[-1] if holding else None
