"""`namro check`: a draft's grades and questions, in a terminal, piped, as a page."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, model_text
from typer.testing import CliRunner

from cli.check_page import page
from cli.main import app
from directive.correcting import distinct
from directive.reading.encode import read
from runtime import settings
from store.calendar_file import load_calendar

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

FILE = str(resources.files("store.data").joinpath(MODEL))
CLEAR = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 12/UBND-VX
Cao Bằng, ngày 20 tháng 8 năm 2025

Kính gửi: Sở Y tế.

Chủ tịch UBND tỉnh yêu cầu:
1. Giám đốc Sở Y tế chịu trách nhiệm rà soát các trạm y tế; gửi báo cáo kết quả rà soát
về Sở Nội vụ trước ngày 15/12/2025.
"""


def check(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *words], input=stdin)


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if given.get("href"):
            self.links.append(str(given["href"]))

    def handle_data(self, data: str) -> None:
        self.said += data


def test_piped_it_is_plain_and_asks_the_author() -> None:
    done = check(FILE)

    assert done.exit_code == 1
    assert "\x1b" not in done.stdout
    for words in (
        "10 nội dung chỉ đạo, 10 nội dung còn điểm chưa rõ: 22 câu hỏi",
        "? Rõ trách nhiệm: “các cơ quan liên quan” là những cơ quan nào",
        "Rõ người: “Các Sở, Ban ngành, đoàn thể tỉnh; UBND các xã, phường”",
    ):
        assert words in done.stdout
    assert "thẩm quyền" not in done.stdout


def test_in_a_terminal_the_words_are_underlined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    mine, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "cli", "check", FILE],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ) as running:
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(mine, 65_536):
                seen += part
        except OSError:  # the other side was closed: it has ended
            pass
        code = running.wait(60)
    os.close(mine)

    assert code == 1
    assert re.search(r"\x1b\[4;\d+mtrước ngày", seen.decode())


def test_a_clear_draft_passes() -> None:
    done = check("-", stdin=CLEAR)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 nội dung chỉ đạo, tất cả đều rõ." in done.stdout


def test_json_says_where() -> None:
    done = check(FILE, "--json")

    answer = json.loads(done.stdout)
    source = model_text()
    assert (done.exit_code, answer["clear"], answer["file"]) == (1, False, MODEL)
    assert answer["counts"]["deadline"] == {"missing": 7, "clear": 1, "vague": 2}
    third = answer["instructions"][2]
    words = {source[m["span"][0] : m["span"][1]] for m in third["marks"]}
    assert {"trước ngày 15/12/2025", "Báo cáo kết quả thực hiện"} <= words


def test_the_sixth_clarity_is_asked_by_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = json.loads(check(FILE, "--json", "--scheme", "6").stdout)
    assert asked["counts"]["authority"] == {"missing": 10}
    assert "authority" not in json.loads(check(FILE, "--json").stdout)["counts"]

    monkeypatch.setenv("NAMRO_CLARITY_SCHEME", "6")
    settings.load.cache_clear()
    by_setting = json.loads(check(FILE, "--json").stdout)
    settings.load.cache_clear()

    assert by_setting == asked


def test_the_page_stands_alone_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    out = tmp_path / "page.html"

    done = check(FILE, "--html", str(out), "--scheme", "6")

    html = out.read_text("utf-8")
    page = _Page(html)
    assert f"Đã ghi: {out}" in done.stdout.replace("\n", "")
    assert {"script", "link", "img", "iframe"}.isdisjoint(page.tags)
    assert "://" not in html
    assert "url(" not in html
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert 'lang="vi"' in html
    assert "@media print" in html
    said = " ".join(page.said.split())
    for words in (
        "Nội dung 2.4",
        "“các cơ quan liên quan” là những cơ quan nào",
        "Căn cứ nhiệm vụ giao",
        "Ai quyết định, phê duyệt kết quả",
    ):
        assert words in said


def test_two_points_of_one_name_have_places_of_their_own() -> None:
    calendar = load_calendar()
    reading = read(CLEAR, working_day_on_or_before=calendar.last_working_day)
    twice = replace(reading, instructions=reading.instructions * 2)

    shown = _Page(page(distinct(twice), CLEAR, name="a"))

    assert {"noi-dung-1", "noi-dung-1-(2)", "van-ban-1-(2)"} <= set(shown.ids)
    assert len(shown.ids) == len(set(shown.ids))


def test_words_of_a_draft_are_never_markup(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    text = CLEAR.replace("các trạm y tế", "<script>alert(1)</script> & các trạm")

    check("-", "--html", str(out), stdin=text)

    assert "script" not in _Page(out.read_text("utf-8")).tags
    assert "&lt;script&gt;" in out.read_text("utf-8")


REFUSED = {
    "no such file": (("none.txt",), 2, "there is no such file"),
    "no directive": (("-",), 2, "not a directive"),
    "a scheme of four": ((FILE, "--scheme", "4"), 1, "--scheme 4"),
    "nowhere to write": (
        (FILE, "--html", "/nowhere/page.html"), 1, "/nowhere/page.html"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "code", "said"), REFUSED.values(), ids=REFUSED)
def test_refuses_in_one_line(words: tuple[str, ...], code: int, said: str) -> None:
    done = check(*words, stdin="Giấy mời họp.\n")

    assert done.exit_code == code
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
