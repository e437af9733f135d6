"""An agency's own rows under an assignment, held to the same five clarities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive import questions
from directive.clarity import NOBODY, RELATED
from directive.reading.text import collapse, fold
from directive.reading.words import EXHORTING, verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from directive.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a breakdown: who, what, answering for what, by when, with what."""

    person: str
    work: str
    responsibility: str
    due_on: date | None
    result: str


def unclear(share: Share) -> Iterator[Sentence]:
    """Yield a question in Vietnamese for each clarity that the row leaves open.

    The words that make an instruction vague make a row vague: work that only
    exhorts ("tăng cường …"), and people or partners that are merely "concerned".
    A row may name its work by a noun, so work without a verb is not asked about.
    """
    if not share.person.strip():
        yield questions.SHARE_WHO
    elif _is_nobody(share.person):
        yield questions.SHARE_WHO_OF.filled(share.person)
    if not share.work.strip():
        yield questions.SHARE_WHAT
    elif _only_exhorts(share.work):
        yield questions.SHARE_WHAT_OF.filled(share.work)
    if not share.responsibility.strip():
        yield questions.SHARE_DUTY
    elif RELATED.search(_folded(share.responsibility)):
        yield questions.SHARE_DUTY_OF.filled(share.responsibility)
    if share.due_on is None:
        yield questions.SHARE_DEADLINE
    if not share.result.strip():
        yield questions.SHARE_RESULT
    elif _only_exhorts(share.result):
        yield questions.SHARE_RESULT_OF.filled(share.result)


def _is_nobody(person: str) -> bool:
    return NOBODY.fullmatch(_folded(person)) is not None


def _only_exhorts(words: str) -> bool:
    orders = verbs_of(_folded(words))
    return bool(orders) and orders <= EXHORTING


def _folded(words: str) -> str:
    return fold(collapse(words))
