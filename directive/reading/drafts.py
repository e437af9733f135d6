"""An instruction while it is read: view positions first, words and spans last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.model import (
    NO_DEADLINE,
    DeadlineKind,
    Evidence,
    Instruction,
    Onward,
    Role,
)
from directive.reading.results import Outcome
from directive.reading.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directive.reading.found import Found, Reader

Place = tuple[int, int]

# One post answers: "Giám đốc Sở Nội vụ". "Thủ trưởng các cơ quan" are many.
ONE_POST = re.compile(
    r"(?:đồng chí )?(?:giám đốc|chủ tịch|chánh|thủ trưởng|trưởng ban|cục trưởng"
    r"|bộ trưởng)"
    r"(?!.*(?:các|những) )"
)
NEXT_WORD = 3  # characters to the words that follow
NO_OUTCOME = Outcome()


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found of one instruction, as places in the view."""

    path: str
    place: Place
    names: tuple[Place, ...] = ()
    names_rule: str = ""
    left_out: tuple[Place, ...] = ()
    role: Role = Role.PERFORM
    role_place: Place = (0, 0)
    role_rule: str = ""
    partners: tuple[Place, ...] = ()
    deadlines: tuple[Found, ...] = ()
    outcome: Outcome = NO_OUTCOME
    generic: bool = False


def build(reader: Reader, draft: Draft) -> Instruction:
    """Return the instruction: its words, and the span and rule of every field."""
    view = reader.view
    outcome = draft.outcome
    further = _further(draft)
    due = [found for found in draft.deadlines if found is not further]
    main, others = _main_deadline(due)
    names = _words(reader, draft.names)
    post = names[0] if len(names) == 1 and ONE_POST.match(names[0].lower()) else None
    written = (view.shown[a:b] for a, b, _ in outcome.results)
    results = tuple({words.lower(): words for words in written}.values())
    report_to, report_via = (
        view.shown[slice(*place)] if place else None
        for place in (outcome.report_to, outcome.report_via)
    )
    return Instruction(
        path=draft.path,
        span=view.span(*draft.place),
        text=view.shown[slice(*draft.place)],
        agencies=names,
        agencies_except=_words(reader, draft.left_out),
        accountable=post,
        role=draft.role,
        coordinating=_words(reader, draft.partners),
        deadline=main.deadline if main else NO_DEADLINE,
        more_deadlines=tuple(found.deadline for found in others),
        report_to=report_to,
        report_via=report_via,
        onward=_onward(reader, report_to, outcome, further),
        expected_result=results[0] if results else None,
        more_results=results[1:],
        generic=draft.generic,
        evidence=_evidence(reader, draft, [*([main] if main else []), *others], post),
    )


def _evidence(
    reader: Reader, draft: Draft, deadlines: Sequence[Found], post: str | None
) -> dict[str, tuple[Evidence, ...]]:
    """Return the words and the rule of every field that is not empty."""
    outcome = draft.outcome
    given = draft.role_place[1] > draft.role_place[0]
    places: dict[str, list[tuple[int, int, str]]] = {
        "agencies": [(*name, draft.names_rule) for name in draft.names],
        "agencies_except": [(*name, Rule.LEFT_OUT) for name in draft.left_out],
        "role": [(*draft.role_place, draft.role_rule)] if given else [],
        "coordinating": [(*name, Rule.WORKS_WITH) for name in draft.partners],
        "deadline": [(f.start, f.end, f.deadline.rule) for f in deadlines],
        "report_to": _one(outcome.report_to, Rule.GOES_TO),
        "report_via": _one(outcome.report_via, Rule.GOES_THROUGH),
        "expected_result": list(outcome.results),
        "onward": _one(outcome.onward_span, Rule.GOES_FURTHER),
        "accountable": _one(draft.names[0] if post else None, Rule.POST_NAMED),
    }
    return {
        field: tuple(Evidence(reader.view.span(a, b), rule) for a, b, rule in found)
        for field, found in places.items()
        if found
    }


def _one(place: Place | None, rule: str) -> list[tuple[int, int, str]]:
    return [(*place, rule)] if place else []


def _words(reader: Reader, places: Sequence[Place]) -> tuple[str, ...]:
    return tuple(reader.view.shown[slice(*place)] for place in places)


def _main_deadline(found: Sequence[Found]) -> tuple[Found | None, tuple[Found, ...]]:
    """Return the first deadline that has an end, and the others but `ongoing`."""
    ending = [f for f in found if f.deadline.kind is not DeadlineKind.ONGOING]
    if ending:
        return ending[0], tuple(ending[1:])
    return (found[0], ()) if found else (None, ())


def _further(draft: Draft) -> Found | None:
    """Return the deadline of the collector's own report: it follows its addressees."""
    at = draft.outcome.onward_span
    if at is None:
        return None
    near = range(at[1], at[1] + NEXT_WORD)
    return next((found for found in draft.deadlines if found.start in near), None)


def _onward(
    reader: Reader, by: str | None, outcome: Outcome, further: Found | None
) -> tuple[Onward, ...]:
    if not (by and outcome.onward and outcome.onward_span):
        return ()
    to = _words(reader, outcome.onward)
    span = reader.view.span(*outcome.onward_span)
    deadline = further.deadline if further else None
    return (Onward(by=by, to=to, span=span, deadline=deadline),)
