"""A rehearsal makes the periods that come back, and its agencies answer them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from small_documents import document
from sqlalchemy import select

from cli import stage
from cli.play import Programme, play
from store.engine import unit_of_work
from store.tables import ObligationRow

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTHLY = document(
    "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính:\n- Rà soát số liệu, báo cáo kết "
    "quả thực hiện về UBND tỉnh trước ngày 25 hằng tháng.\n"
)


def played(until: date, seed: int) -> Sequence[tuple[str, date, str]]:
    programme = Programme(
        text=MONTHLY,
        name="hang-thang.txt",
        number=None,
        issued_on=date(2025, 11, 5),
        until=until,
        seed=seed,
    )
    with stage.opened(now=programme.opens, told=lambda _: None) as opened:
        play(programme, opened, progress=lambda _: None)
        with unit_of_work() as session:
            rows = session.execute(
                select(ObligationRow.label, ObligationRow.due_on, ObligationRow.phase)
                .where(ObligationRow.deadline.is_not(None))
                .order_by(ObligationRow.due_on)
            )
            return [(row[0], row[1], row[2]) for row in rows]


SPANS = [
    pytest.param(date(2025, 12, 1), 1, 3, id="two months"),
    pytest.param(date(2026, 2, 10), 3, 5, id="four", marks=pytest.mark.long),
]
MONTHS = ["11/2025", "12/2025", "1/2026", "2/2026", "3/2026"]


@pytest.mark.parametrize(("until", "answered", "made"), SPANS)
def test_each_month_is_owed_and_answered_by_itself(
    until: date, answered: int, made: int
) -> None:
    rows = played(until, seed=1)

    assert [row[0] for row in rows] == [f"tháng {month}" for month in MONTHS[:made]]
    assert {row[2] for row in rows[:answered]} == {"accepted"}
    assert rows[-1][2] != "accepted"
