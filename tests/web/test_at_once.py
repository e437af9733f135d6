"""Several rows at once: each done or refused by itself, and the page says which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from office.rights import Role
from office.viewer import Viewer

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

STP = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=8)


def ticks(site: Site) -> list[str]:
    return re.findall(r'name="o" value="(\d+)"', site.get("/assignments").text)


def test_what_cannot_be_done_does_not_stop_the_rest(site: Site, filled: Filled) -> None:
    answer = site.post(
        "/assignments/at-once",
        {"act": "suspend", "reason": "chờ sắp xếp", "o": ticks(site), "back": "/x"},
    )
    after = site.get("/assignments", params={"phase": "suspended"}).text

    assert "Đã làm 2, không làm được 1." in answer.text
    assert filled.done in answer.text
    assert "Không thể tạm dừng" in answer.text
    assert filled.late in after


WRONG = {
    "no row": ({"act": "suspend", "reason": "x"}, "Hãy đánh dấu"),
    "no reason": ({"act": "withdraw", "o": "1"}, "Phải nêu lý do"),
    "no date": ({"act": "set_due", "o": "1", "reason": "x"}, "Hãy chọn ngày"),
    "no such act": ({"act": "issue", "o": "1", "reason": "x"}, "Hãy chọn việc"),
    "no day": (
        {"act": "set_due", "o": "1", "reason": "x", "until": "31/02/2026"},
        "Thời hạn không đúng",
    ),
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("form", "said"), WRONG.values(), ids=WRONG)
def test_what_is_missing_is_said(form: dict[str, str], said: str, site: Site) -> None:
    answer = site.post("/assignments/at-once", form)

    assert answer.status_code == 409
    assert said in answer.text


@pytest.mark.usefixtures("filled")
def test_an_agency_has_no_ticks_and_no_such_form(site: Site) -> None:
    seen = site.seen_by(STP)

    assert ticks(seen) == []
    form = {"act": "suspend", "o": "1", "reason": "x"}
    assert seen.post("/assignments/at-once", form).status_code == 403
