"""Search in a list of obligations: words of the order, names, numbers and codes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, any_, false, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from store.folding import literally, without_accents
from store.tables import AssignmentRow, FoldedRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

_CODE = re.compile(r"n(?:v(?:-\d{0,4}(?:-\d{0,12})?)?)?")
_NUMBER = re.compile(r"(?:(\d{4})-)?(\d{1,12})")
_YEARS = range(2020, 2041)  # of codes


def speaks_of(session: Session, words: str) -> ColumnElement[bool]:
    """Return the condition that each word stands somewhere about an obligation.

    Which instructions, agencies and documents speak of a word is asked first, of the
    few of them: the many assignments are then found by these numbers. The query has to
    join the assignment.
    """
    wanted = without_accents(words).split()
    patterns = [FoldedRow.words.like(f"%{literally(word)}%") for word in wanted]
    there = session.execute(
        select(FoldedRow.place, FoldedRow.key, *patterns).where(or_(*patterns))
    ).all()
    labels = session.scalars(
        select(ObligationRow.label).where(ObligationRow.kind == "onward").distinct()
    ).all()
    found = []
    for place, word in enumerate(wanted, 2):
        keys: dict[str, list[str]] = defaultdict(list)
        for row in there:
            if row[place]:
                keys[row[0]].append(row[1])
        onward = [one for one in labels if word in without_accents(one)]
        found.append(_somewhere(word, keys, onward))
    return and_(*found)


def _somewhere(
    word: str, keys: Mapping[str, list[str]], onward: list[str]
) -> ColumnElement[bool]:
    reports = select(ObligationRow.assignment_id).where(
        ObligationRow.kind == "onward", ObligationRow.label.in_(onward)
    )
    return or_(
        false(),
        *_coded(word),
        *_among(AssignmentRow.agency_code, keys["agencies"]),
        *_among(AssignmentRow.instruction_id, [*map(int, keys["instructions"])]),
        *_among(AssignmentRow.directive_id, [*map(int, keys["directives"])]),
        *([AssignmentRow.id.in_(reports)] if onward else []),
    )


def _among(
    column: InstrumentedAttribute[Any], found: Sequence[int] | Sequence[str]
) -> Iterator[ColumnElement[bool]]:
    """Yield the condition as one parameter, however many are found."""
    if found:
        yield column == any_(literal(found, ARRAY(column.type)))


def _coded(word: str) -> Iterator[ColumnElement[bool]]:
    """Yield that the code begins with a word, or has its number."""
    if _CODE.fullmatch(word):
        yield AssignmentRow.code.like(f"{word.upper()}%")
    elif number := _NUMBER.fullmatch(word):
        years = [number[1]] if number[1] else _YEARS
        yield AssignmentRow.code.in_([f"NV-{y}-{int(number[2]):06d}" for y in years])
