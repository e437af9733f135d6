"""The list of assignments: filters and pages live in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import builders as b
import pytest

from office import status
from store.engine import unit_of_work
from store.tables import DirectiveRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

FILTERS = {
    "agency": ({"agency": "STP"}, "done"),
    "phase": ({"phase": "accepted"}, "done"),
    "timeliness": ({"timeliness": "on_time"}, "done"),
    "figure": ({"figure": "done_on_time"}, "done"),
    "words without accents": ({"q": "tu phap"}, "done"),
    "a name with đ": ({"q": "do &"}, "undated"),
    "part of a code": ({"q": "nv-2025", "phase": "accepted"}, "done"),
    "a range of days": (
        {"from": "2025-12-01", "to": "31/12/2025", "q": "tu phap"},
        "done",
    ),
    "blank filters": ({"agency": "", "phase": "accepted", "q": " "}, "done"),
}


@pytest.mark.parametrize(("params", "wanted"), FILTERS.values(), ids=FILTERS)
def test_filters_live_in_the_address(
    params: dict[str, str], wanted: str, site: Site, filled: Filled
) -> None:
    text = site.get("/assignments", params=params).text
    listed = text[text.index('role="search"') :]
    codes = re.findall(r'class="code" href="/assignments/([^"]+)"', listed)

    assert codes == [getattr(filled, wanted)]


def test_the_leader_in_charge_is_who_signed(site: Site, filled: Filled) -> None:
    def told(duty: str) -> set[str]:
        text = site.get("/assignments", params={"charge": duty}).text
        return set(re.findall(r'class="code" href="/assignments/([^"]+)"', text))

    unknown = told("vice_chairman"), told("chairman")
    with unit_of_work() as session:
        row = session.get_one(DirectiveRow, filled.directive)
        row.signed_by = "chairman"
        b.keep(session, "directive", row.id, row)

    everything = {filled.late, filled.done, filled.undated}
    assert unknown == (everything, set())
    assert (told("vice_chairman"), told("chairman")) == (set(), everything)


BAD = {
    "a phase that is none": {"phase": "xong"},
    "a timeliness that is none": {"timeliness": "soon"},
    "a figure that is none": {"figure": "all"},
    "a directive that is no number": {"directive": "1 OR 1=1"},
    "a number too large": {"directive": "9" * 30},
    "a place that is none": {"after": "0.2025-99-99.1"},
    "a day that is none": {"from": "31/02/2025"},
    "an order that is none": {"sort": "random"},
    "what is collected, but not so asked": {"collects": "SNV"},
    "a leader that is none": {"leader": "x"},
    "a leader who signs nothing": {"charge": "head"},
    "a control character": {"q": "a\x00b"},
    "a very long word": {"q": "x" * 500},
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("params", BAD.values(), ids=BAD)
def test_a_bad_filter_is_said_on_the_page(params: dict[str, str], site: Site) -> None:
    answer = site.get("/assignments", params=params)

    assert answer.status_code == 422
    assert "Không hiểu giá trị của bộ lọc" in answer.text
    assert 'role="search"' in answer.text


def test_pages_of_a_list_follow_each_other_both_ways(
    site: Site, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "PAGE", 1)
    seen, back, address = [], [""], "/assignments"
    for _ in range(4):
        text = site.get(address).text
        seen += re.findall(r'class="code" href="/assignments/([^"]+)"', text)
        back = re.findall(r'rel="prev" href="([^#"]+)', text)
        onward = re.findall(r'rel="next" href="([^#"]+)', text)
        address = onward[0] if onward else ""
    earlier = site.get(back[0]).text

    assert len(seen) == 4
    assert seen[0] == filled.late
    assert address == ""
    assert seen[2] in earlier
