"""On paper: what was asked, and how much of it the page holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from office import status

if TYPE_CHECKING:
    from site_client import Site

PRINTED = {
    "a first page": (
        {"phase": "in_progress", "q": "so"},
        "Lọc theo: Tìm: so; Bước: đang thực hiện",
    ),
    "the whole list": ({}, "Dòng 1–2 / 4"),
}


def on_paper(text: str) -> str:
    shown = text.partition('class="only-print"')[2].partition("</div>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("params", "said"), PRINTED.values(), ids=PRINTED)
def test_a_printed_list_says_what_it_holds(
    params: dict[str, str], said: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "PAGE", 2)

    assert said in on_paper(site.get("/assignments", params=params).text)


@pytest.mark.usefixtures("filled")
def test_a_later_page_says_that_it_is_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "PAGE", 2)
    onward = re.findall(r'rel="next" href="([^#"]+)', site.get("/assignments").text)

    assert "Chỉ 2 dòng của trang đang xem" in on_paper(site.get(onward[0]).text)


def test_paper_has_its_own_style(site: Site) -> None:
    page = site.get("/sign-in").text
    style = site.get("/static/print.css").text

    assert '<link rel="stylesheet" href="/static/print.css" media="print">' in page
    assert re.search(r"\ntr, li[^{]*\{ break-inside: avoid; \}", style)
    assert not re.search(r"\.card[^{}]*\{[^}]*break-inside", style)
