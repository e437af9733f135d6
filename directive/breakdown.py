"""An agency's own rows under an assignment, held to the same five clarities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.clarity import NOBODY, RELATED
from directive.reading.text import collapse, fold
from directive.reading.words import EXHORTING, verbs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a breakdown: who, what, answering for what, by when, with what."""

    person: str
    work: str
    responsibility: str
    due_on: date | None
    result: str


def unclear(share: Share) -> Iterator[str]:
    """Yield a question in Vietnamese for each clarity that the row leaves open.

    The words that make an instruction vague make a row vague: work that only
    exhorts ("tăng cường …"), and people or partners that are merely "concerned".
    A row may name its work by a noun, so work without a verb is not asked about.
    """
    if not share.person.strip():
        yield "Ai là người thực hiện (rõ người)?"
    elif _is_nobody(share.person):
        yield f"“{share.person}” gồm những ai (rõ người)?"
    if not share.work.strip():
        yield "Phải làm việc gì (rõ việc)?"
    elif _only_exhorts(share.work):
        yield f"“{share.work}” là làm việc cụ thể gì (rõ việc)?"
    if not share.responsibility.strip():
        yield "Chịu trách nhiệm đến đâu (rõ trách nhiệm)?"
    elif RELATED.search(_folded(share.responsibility)):
        yield (f"“{share.responsibility}” là với ai, phần việc nào (rõ trách nhiệm)?")
    if share.due_on is None:
        yield "Xong vào ngày nào (rõ thời gian)?"
    if not share.result.strip():
        yield "Kết quả cụ thể là gì (rõ kết quả)?"
    elif _only_exhorts(share.result):
        yield f"“{share.result}” thì sản phẩm là gì (rõ kết quả)?"


def _is_nobody(person: str) -> bool:
    return NOBODY.fullmatch(_folded(person)) is not None


def _only_exhorts(words: str) -> bool:
    orders = verbs_of(_folded(words))
    return bool(orders) and orders <= EXHORTING


def _folded(words: str) -> str:
    return fold(collapse(words))
