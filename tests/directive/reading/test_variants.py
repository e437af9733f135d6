"""The model directive in other clothes reads the same: wraps, columns, forms."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from importlib import resources

import pytest

from directive.calendar import WorkCalendar
from directive.reading.encode import read

SOURCE = (
    resources.files("store.data")
    .joinpath("directive-cao-bang-atvsld.txt")
    .read_text(encoding="utf-8")
)
# A line that begins a paragraph of its own.
BEGINS = re.compile(
    r"-|\d+\.|Căn cứ nhiệm|Nơi nhận|KT\.|PHÓ|Trịnh|Kính|Cao Bằng, |V/v|Số:|Độc|CỘNG"
    r"|TỈNH|ỦY|Thực hiện Luật"
)
HEADER = SOURCE[: SOURCE.index("V/v")]
COLUMNS = """\
   ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH CAO BẰNG             Độc lập - Tự do - Hạnh phúc

 Số:       /UBND-VX         Cao Bằng, ngày        tháng 8 năm 2025
"""


def _paragraphs() -> list[str]:
    paragraphs: list[str] = []
    for line in filter(None, map(str.strip, SOURCE.split("\n"))):
        if paragraphs and not BEGINS.match(line):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return paragraphs


def _wrapped(width: int, between: str) -> str:
    return between.join(
        "\n".join(textwrap.wrap(p, width, break_on_hyphens=False))
        for p in _paragraphs()
    )


def _columns() -> str:
    body = SOURCE[len(HEADER) :]
    return COLUMNS + body.replace("Cao Bằng, ngày        tháng 8 năm 2025", "", 1)


VARIANTS = {
    "without blank lines": re.sub(r"\n\s*\n", "\n", SOURCE),
    "decomposed": unicodedata.normalize("NFD", SOURCE),
    "Windows line ends": SOURCE.replace("\n", "\r\n"),
    "one line a paragraph": "\n".join(_paragraphs()),
    "narrow": _wrapped(60, "\n"),
    "narrow, spaced": _wrapped(60, "\n\n"),
    "wide": _wrapped(110, "\n"),
    "two columns": _columns(),
    "other dashes": SOURCE.replace("\n- ", "\n– "),
    "a page number": SOURCE.replace("2. Sở Nội vụ:", "2\n\n2. Sở Nội vụ:"),
}


def _facts(text: str) -> list[tuple[object, ...]]:
    reading = read(text, working_day_on_or_before=WorkCalendar().last_working_day)
    directive = reading.directive
    facts: list[tuple[object, ...]] = [
        (directive.symbol, directive.issuer, directive.place, directive.title),
        (directive.issued_partial, directive.addressees, directive.signatory),
    ]
    for one in reading.instructions:
        deadline = one.deadline.text, one.deadline.last_working_day
        facts.append((one.path, one.text, one.agencies, one.role, *deadline))
        facts.append((one.report_to, one.expected_result, one.coordinating))
    return facts


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS)
def test_reads_the_same(text: str) -> None:
    assert _facts(text) == _facts(SOURCE)
