"""A directive that replaces another: shown, asked about, decided in one act."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from model_office import model_text
from sqlalchemy import func, select

from store import audit, figures
from store.engine import unit_of_work
from store.tables import (
    DueRevisionRow,
    EventRow,
    MessageRow,
    ObligationRow,
    OfficeTaskRow,
)

if TYPE_CHECKING:
    from conftest import Desk

NEWER = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 1300/UBND-VX
Cao Bằng, ngày 25 tháng 8 năm 2025

Kính gửi: Các Sở, Ban ngành tỉnh.

Chủ tịch UBND tỉnh yêu cầu:
1. Sở Y tế rà soát các trạm y tế trước ngày 15/12/2025.
2. Văn bản này thay thế Công văn số 1234/UBND-VX ngày 20/8/2025 của UBND tỉnh.
"""


@pytest.fixture
def earlier(desk: Desk) -> str:
    """Issue the model directive as 1234/UBND-VX; return its number here."""
    taken = desk.namro("import", "-", "--yes", "--json", stdin=model_text())
    number = str(json.loads(taken.stdout)["directive_id"])
    desk.namro("issue", number, "--number", "1234", "--date", "2025-08-20")
    desk.set(now="2025-08-26T08:00:00+07:00")
    return number


def import_newer(desk: Desk) -> dict[str, object]:
    done = desk.namro("import", "-", "--yes", "--json", stdin=NEWER)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def phases(directive: str) -> dict[str, int]:
    with unit_of_work() as session:
        found = session.execute(
            select(ObligationRow.phase, func.count())
            .where(ObligationRow.directive_id == int(directive))
            .group_by(ObligationRow.phase)
        )
        return dict(found.tuples().all())


def tasks() -> list[OfficeTaskRow]:
    with unit_of_work() as session:
        return list(
            session.scalars(
                select(OfficeTaskRow).where(
                    OfficeTaskRow.kind == "amendment",
                    OfficeTaskRow.closed_at.is_(None),
                )
            )
        )


def test_the_import_shows_it_and_the_office_is_asked(desk: Desk, earlier: str) -> None:
    shown = desk.namro("import", "-", stdin=NEWER)
    assert tasks() == []

    answer = import_newer(desk)

    words = " ".join(shown.stdout.split())
    assert f"thay thế văn bản số 1234/UBND-VX (mã {earlier})" in words
    assert f"namro amend {earlier} --withdraw" in words
    (link,) = answer["amends"]  # type: ignore[misc] - an object of JSON
    assert (link["act"], link["earlier"], link["open"]) == (
        "replace", int(earlier), 400
    )  # fmt: skip
    (task,) = tasks()
    assert task.directive_id == int(earlier)
    assert "còn 400 nhiệm vụ chưa xong" in task.reason
    assert phases(earlier) == {"issued": 401}


def test_what_the_office_does_not_have_is_not_linked(desk: Desk) -> None:
    (link,) = import_newer(desk)["amends"]  # type: ignore[misc] - an object of JSON

    assert (link["earlier"], link["open"], tasks()) == (None, 0, [])


def test_all_open_work_is_withdrawn_in_one_act(desk: Desk, earlier: str) -> None:
    import_newer(desk)

    done = desk.namro("amend", earlier, "--withdraw", "--json")

    assert len(json.loads(done.stdout)["changed"]) == 400
    assert phases(earlier) == {"withdrawn": 401}
    assert tasks() == []
    with unit_of_work() as session:
        assert figures.differences(session) == 0
        acts = session.scalars(select(EventRow.act).distinct()).all()
        reason = session.scalar(
            select(DueRevisionRow.reason).order_by(DueRevisionRow.id.desc()).limit(1)
        )
    with unit_of_work() as session:
        assert audit.verify(session).fault is None
    assert {"withdraw", "amended_withdraw"} <= set(acts)
    assert reason == "Theo Công văn số 1300/UBND-VX ngày 25/8/2025."


def test_the_dates_are_moved_and_told_once_to_each_agency(
    desk: Desk, earlier: str
) -> None:
    import_newer(desk)

    done = desk.namro("amend", earlier, "--until", "31/01/2026", "--json")

    answer = json.loads(done.stdout)
    assert len(answer["changed"]) == 76
    assert {one["why"] for one in answer["left"]} == {
        "Nhiệm vụ này không có thời hạn để dời."
    }
    with unit_of_work() as session:
        dates = session.execute(
            select(ObligationRow.due_on, ObligationRow.original_due_on)
            .where(ObligationRow.due_on.is_not(None))
            .distinct()
        ).all()
        letters = session.scalars(
            select(MessageRow.text).where(MessageRow.kind == "due_set")
        ).all()
    assert [tuple(one) for one in dates] == [(date(2026, 1, 31), date(2025, 12, 14))]
    assert len(letters) == 76
    assert "Theo Công văn số 1300/UBND-VX" in letters[0]
    assert tasks() == []


def test_it_may_be_left_as_it_is(desk: Desk, earlier: str) -> None:
    import_newer(desk)

    assert "giữ nguyên" in desk.namro("amend", earlier, "--keep").stdout
    assert (tasks(), phases(earlier)) == ([], {"issued": 401})
    assert "Không có câu hỏi" in desk.refused("amend", earlier, "--keep", code=1)


REFUSED = {
    "no decision": ((), "--withdraw, --until or --keep"),
    "two of them": (("--withdraw", "--keep"), "--withdraw, --until or --keep"),
    "not a day": (("--until", "soon"), "--until soon is not a day"),
    "a day that is past": (("--until", "2025-01-01"), "đã qua"),
    "nobody says why": (("--withdraw",), "Phải nêu lý do"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_refuses_in_one_line(
    desk: Desk, earlier: str, words: tuple[str, ...], said: str
) -> None:
    assert said in desk.refused("amend", earlier, *words, code=1)
    assert phases(earlier) == {"issued": 401}


def test_a_directive_that_does_not_exist(desk: Desk) -> None:
    assert "no directive x" in desk.refused("amend", "x", "--withdraw", code=1)
    assert "Không tìm thấy" in desk.refused("amend", "1", "--withdraw", code=1)
