"""Every rule by its name: three hits of three issuers at least, and a silence."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from small_documents import document, read_text

from directive.reading.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = Path(__file__).with_name("rule_rows.tsv")
PLAN = {"kind": "KẾ HOẠCH\nTRIỂN KHAI CẢI CÁCH", "symbol": "KH-UBND"}
# Around the words of a row: a bullet under a heading, a field of time in a plan.
FRAMES = {
    "point": "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ:\n- {}.\n- Kiểm tra cơ sở.\n",
    "field": (
        "I. NHIỆM VỤ\n1. Công tác tuyên truyền\n- Tổ chức hội nghị tập huấn.\n"
        "- Cơ quan chủ trì: Sở Y tế.\n- Thời gian thực hiện: {}.\n"
    ),
    "body": "{}\n",
    "plan": "{}\n",
}
IN_PLANS = frozenset({"field", "plan"})
LEAST = 3  # hits, and issuers that they come from


class Row(NamedTuple):
    """Words of an issuer, and what a rule must find in them: nothing when empty."""

    rule: str
    source: str
    frame: str
    words: str
    found: str


def _rows() -> Iterator[Row]:
    with ROWS.open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(table)
        yield from (Row(*cells) for cells in table)


TABLE = tuple(_rows())


def _found(row: Row) -> list[str]:
    """Return the words that the row's rule read in the first point or table row."""
    words = row.words.replace("\\n", "\n").replace("¦", "\t")
    body = FRAMES[row.frame].format(words)
    text = document(body, **PLAN) if row.frame in IN_PLANS else document(body)
    found = read_text(text).instructions
    return [
        " ".join(text[one.span.start : one.span.end].split())
        for evidence in found[-1 if "\t" in words else 0].evidence.values()
        for one in evidence
        if one.rule == row.rule
    ]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.rule}: {row.words[:40]}")
def test_a_rule_finds_its_words_or_leaves_them(row: Row) -> None:
    found = _found(row)

    assert row.found in found if row.found else found == []


def test_every_rule_has_three_hits_of_three_issuers_and_a_silence() -> None:
    hits, silences = defaultdict(list), defaultdict(int)
    for row in TABLE:
        if row.found:
            hits[row.rule].append(row.source)
        else:
            silences[row.rule] += 1

    assert set(hits) == set(Rule)
    few = {rule for rule, by in hits.items() if min(len(by), len(set(by))) < LEAST}
    assert few == set()
    assert set(silences) == set(Rule)
