"""An agency's own rows under an assignment, held to the same five clarities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    """Yield a question in Vietnamese for each clarity that the row leaves open."""
    if not share.person.strip():
        yield "Ai là người thực hiện (rõ người)?"
    if not share.work.strip():
        yield "Phải làm việc gì (rõ việc)?"
    if not share.responsibility.strip():
        yield "Chịu trách nhiệm đến đâu (rõ trách nhiệm)?"
    if share.due_on is None:
        yield "Xong vào ngày nào (rõ thời gian)?"
    if not share.result.strip():
        yield "Kết quả cụ thể là gì (rõ kết quả)?"
