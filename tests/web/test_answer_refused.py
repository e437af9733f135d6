"""What is refused on an agency's page is said in its form, with what was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import AssignmentRow, ObligationRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site


@pytest.fixture
def clerk(site: Site) -> Site:
    """Give the site as the clerk of Sở Nội vụ sees it."""
    return site.seen_by(Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=8))


def owed(code: str) -> list[int]:
    with unit_of_work() as session:
        return list(
            session.scalars(
                select(ObligationRow.id)
                .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
                .where(AssignmentRow.code == code)
                .order_by(ObligationRow.id)
            )
        )


FOLDS = {
    "a day that is none": (
        "extension",
        {"until": "mai", "reason": "Chờ số liệu"},
        "Ngày xin gia hạn đến không đúng",
    ),
    "a note too long": ("progress", {"note": "Đã xong một nửa. " * 400}, "quá dài"),
    "no telephone": (
        "person",
        {"name": "Trưởng phòng", "phone": "abc"},
        "Số điện thoại “abc” không đúng",
    ),
}


@pytest.mark.parametrize(("act", "typed", "said"), FOLDS.values(), ids=FOLDS)
def test_what_is_refused_of_one_row_is_said_there_with_what_was_typed(
    act: str, typed: dict[str, str], said: str, clerk: Site, filled: Filled
) -> None:
    first, second = owed(filled.late)
    sent = {"code": filled.late, "obligation": str(first), **typed}
    answer = clerk.post(f"/answer/{filled.directive}/{act}", sent)
    shown = re.findall(r"<details open>.*?</details>", answer.text, re.DOTALL)

    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == len(shown) == 1
    assert said in shown[0]
    assert f'name="obligation" value="{first}"' in shown[0]
    for one in typed.values():
        assert one.strip() in shown[0]
    for one in (first, second):
        assert f'name="o" value="{one}" checked' in answer.text


def test_what_cannot_be_done_any_more_is_said_above(
    clerk: Site, filled: Filled
) -> None:
    first, _ = owed(filled.late)
    sent = {"obligation": str(first), "until": "2026-01-20", "reason": "Chờ số liệu"}
    address = f"/answer/{filled.directive}/extension"
    clerk.post(address, sent)
    again = clerk.post(address, sent).text

    assert "<details open>" not in again
    assert again.index("đang chờ quyết định.") < again.index("<article")
