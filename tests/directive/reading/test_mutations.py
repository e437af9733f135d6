"""Documents damaged by chance: every reading ends, in time, with true spans."""

from __future__ import annotations

import random
import signal
import time
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from small_documents import document, read_text

from directive.errors import DirectiveError
from directive.reading.text import collapse

if TYPE_CHECKING:
    from collections.abc import Callable

    from directive.model import Reading

MODEL = (
    resources.files("store.data")
    .joinpath("directive-cao-bang-atvsld.txt")
    .read_text(encoding="utf-8")
)
PLAN = document(
    "UBND tỉnh ban hành Kế hoạch như sau:\n\nI. NỘI DUNG\n1. Tập huấn\n"
    "- Cơ quan chủ trì: Sở Nội vụ.\n- Thời gian thực hiện: Quý IV/2026.\n"
    "II. TỔ CHỨC THỰC HIỆN\n1.\nSở Y tế\n-\nChủ trì, phối hợp với các sở, ban, "
    "ngành rà soát; báo cáo UBND tỉnh trước ngày 15/12/2025.\n"
    "2. UBND các xã, phường (trừ xã A): định kỳ hằng quý báo cáo kết quả thực hiện "
    "về Sở Y tế trong thời hạn 05 ngày làm việc kể từ ngày kết thúc quý.\n",
    kind="KẾ HOẠCH\nCẢI CÁCH",
    symbol="KH-UBND",
)
PIECES = (
    "\n", "\n\n", " ", "\t", "-", "1. ", "a) ", "II. ", "Điều 4. ", ":", ";", ".", "(",
    "Sở Nội vụ ", "các ", "giao ", "trước ngày 31/12/2025 ", "hằng năm ", "để ",
    "\u0301", "\u00ad", "STT\n\nNhiệm vụ\n\nChủ trì\n\n1\n\n", "KT. CHỦ TỊCH\n",
    "Nơi nhận:\n",
)  # fmt: skip
SLOW = 4.0  # seconds of processor time: 2 alone, more beside a busy neighbour
HANGS = 30.0  # seconds after which waiting is given up


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text[:start] + text[start + chance.randrange(200) :]


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(PIECES) * chance.randrange(1, 4) + text[at:]


def _move(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return "".join(lines)


def _wrap(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    return " ".join(words[:at]) + "\n" + " ".join(words[at:])


def _repeat(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text + text[start : start + chance.randrange(400)]


DAMAGE: tuple[Callable[[str, random.Random], str], ...] = (
    _cut,
    _insert,
    _move,
    _wrap,
    _repeat,
)


def _damaged(seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311 - damage has to come out the same again
    text = chance.choice((MODEL, PLAN))
    for _ in range(chance.randrange(1, 12)):
        text = chance.choice(DAMAGE)(text, chance) or "x"
    return text


def _read(text: str) -> Reading | None:
    try:
        return read_text(text)
    except DirectiveError:
        return None


def _read_in_time(text: str) -> Reading | None:
    """Read, and tell when it takes longer than it may; a hang ends too."""

    def give_up(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    start = time.process_time()
    try:
        reading = _read(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert time.process_time() - start < SLOW
    return reading


def _check(seed: int) -> None:
    text = _damaged(seed)
    reading = _read_in_time(text)
    for one in reading.instructions if reading else ():
        assert collapse(text[one.span.start : one.span.end]) == collapse(one.text)
        spans = [found.span for fields in one.evidence.values() for found in fields]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        named = [found.span for found in one.evidence.get("agencies", ())]
        names = [_bare(text[span.start : span.end]) for span in named]
        assert names == [_bare(name) for name in one.agencies]


def _bare(words: str) -> str:
    """Return words without marks that no letter takes: a name ends before them."""
    return "".join(c for c in collapse(words) if not unicodedata.combining(c))


@pytest.mark.parametrize("first", range(0, 500, 50))
def test_damaged_documents(first: int) -> None:
    for seed in range(first, first + 50):
        _check(seed)


@pytest.mark.long
@pytest.mark.parametrize("first", range(500, 10_000, 500))
def test_many_damaged_documents(first: int) -> None:
    for seed in range(first, first + 500):
        _check(seed)


HOSTILE = {
    "one word": "a",
    "points": "1. Sở Nội vụ rà soát.\n",
    "letters": "a) rà soát\n",
    "paragraphs": "Sở Nội vụ rà soát\n\n",
    "names": "Sở Nội vụ, ",
    "groups": "các sở, ",
    "posts": "Giám đốc Sở A, ",
    "partners": "phối hợp với ",
    "reports": "báo cáo UBND tỉnh ",
    "sentences": "Sở Y tế rà soát hồ sơ. Sở Nội vụ rà soát. ",
    "dates": "trước ngày 15/12/2025; ",
    "hours": "trước 17h00 ngày 1/1 ",
    "windows": "từ ngày 1/1 đến ",
    "periods": "định kỳ hằng tháng ",
    "examples": "như: lập kế hoạch, ",
    "signatures": "KT. CHỦ TỊCH\n",
    "tables": "STT\n\nNhiệm vụ\n\nChủ trì\n\nThời gian\n\n1\n\nRà soát\n\n",
    "tabs": "a\t",
    "columns": "ab   ",
    "other line ends": "rà soát hồ sơ, sổ sách và báo cáo\u2028",
    "brackets": "(",
    "marks": "e\u0302\u0301",
    "laws": "Luật A ",
    "cited": "Công văn số 12/UBND-VX ngày 1/1/2025 ",
    "exceptions": "UBND các xã (trừ xã A, ",
}
LINE = 330  # characters, so that a megabyte stays below the most lines that are read


def _shapes(words: str) -> dict[str, str]:
    """Return a megabyte of the words: as one order, as points, as paragraphs."""
    head = MODEL[: MODEL.index("Thực hiện Luật")] + "UBND tỉnh yêu cầu:\n"
    line = " ".join((words * (LINE // len(words))).split("\n"))
    lines = range(1_000_000 // LINE)
    return {
        "point": f"{head}1. {words * (1_000_000 // len(words))}",
        "order": f"{head}1. Sở Y tế rà soát {words * (1_000_000 // len(words))}",
        "points": head + "".join(f"{i % 99 + 1}. {line}\n" for i in lines),
        "paragraphs": f"{head}1. Sở Y tế rà soát\n" + f"\n{line}.\n" * len(lines),
    }


@pytest.mark.parametrize("name", ["names", "sentences", "hours", "periods", "columns"])
def test_a_megabyte_of_orders_ends_in_time(name: str) -> None:
    _read_in_time(_shapes(HOSTILE[name])["order"])


@pytest.mark.long
@pytest.mark.parametrize("shape", ["point", "order", "points", "paragraphs"])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_of_one_thing_ends_in_time(words: str, shape: str) -> None:
    _read_in_time(_shapes(words)[shape])


HEADERS = {
    "a blank number": ("Số: ", "./", "CT"),
    "a blank day": ("Số: 1/CT-UBND\nHà Nội, ngày", " .", "\n"),
    "a blank month": ("Số: 1/CT-UBND\nHà Nội, ngày 1 tháng", "…", "\n"),
    "addressees": ("Số: 1/CT-UBND\nKính gửi: Sở A\n", "và các đơn vị khác\n", ""),
    "copies": ("Số: 1/CT-UBND\nNơi nhận:\n- A\n", "và các đơn vị khác\n", ""),
}


@pytest.mark.parametrize(("begins", "words", "ends"), HEADERS.values(), ids=HEADERS)
def test_a_header_without_end_is_left_in_time(
    begins: str, words: str, ends: str
) -> None:
    _read_in_time(f"{begins}{words * (500_000 // len(words))}{ends}CHỈ THỊ\n1. Rà soát")
