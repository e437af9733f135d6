"""A row of an agency is held to the same five clarities as an instruction."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directive.breakdown import Share, unclear

CLEAR = Share("Phòng A", "Lập báo cáo", "Chủ trì", date(2025, 12, 1), "Báo cáo")
CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all clear": ({}, []),
    "nobody": ({"person": " "}, ["rõ người"]),
    "only the concerned": ({"person": "Các đơn vị liên quan"}, ["rõ người"]),
    "a named unit among the concerned": ({"person": "Phòng A và Phòng B"}, []),
    "no work": ({"work": ""}, ["rõ việc"]),
    "work that only exhorts": ({"work": "Tăng cường, nâng cao"}, ["rõ việc"]),
    "decomposed letters": (
        {"work": unicodedata.normalize("NFD", "Tăng cường quan tâm")},
        ["rõ việc"],
    ),
    "an act beside the exhortation": ({"work": "Tăng cường quản lý đất đai"}, []),
    "work named by a noun": ({"work": "Kế hoạch năm 2026"}, []),
    "no responsibility": ({"responsibility": ""}, ["rõ trách nhiệm"]),
    "with the concerned": (
        {"responsibility": "Phối hợp các đơn vị liên quan"},
        ["rõ trách nhiệm"],
    ),
    "no day": ({"due_on": None}, ["rõ thời gian"]),
    "no result": ({"result": ""}, ["rõ kết quả"]),
    "a result that only exhorts": ({"result": "Thực hiện tốt"}, ["rõ kết quả"]),
    "nothing at all": (
        {"person": "", "work": "", "responsibility": "", "due_on": None, "result": ""},
        ["rõ người", "rõ việc", "rõ trách nhiệm", "rõ thời gian", "rõ kết quả"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_asks_about_what_is_open(changes: dict[str, Any], expected: list[str]) -> None:
    questions = list(unclear(replace(CLEAR, **changes)))

    assert len(questions) == len(expected)
    for question, clarity in zip(questions, expected, strict=True):
        assert f"({clarity})?" in question
