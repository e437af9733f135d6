"""A small document, and its one instruction as `namro encode` reads it."""

from __future__ import annotations

from typing import Any

WORDS = "Báo cáo kết quả thực hiện trước ngày 15/12/2025 về Sở Nội vụ"
SOURCE = f"1. Các Sở, Ban ngành:\n- {WORDS}.\n"
START = SOURCE.index(WORDS)


def _at(words: str) -> list[int]:
    return [SOURCE.index(words), SOURCE.index(words) + len(words)]


READING: dict[str, Any] = {
    "path": "1.3",
    "span": [START, START + len(WORDS)],
    "evidence": {
        "agencies": [{"span": _at("Các Sở, Ban ngành"), "rule": "section_heading"}],
        "deadline": [{"span": _at("trước ngày 15/12/2025"), "rule": "before_day"}],
        "report_to": [{"span": _at("Sở Nội vụ"), "rule": "goes_to"}],
    },
    "text": WORDS,
    "agencies": ["Các Sở, Ban ngành"],
    "agencies_except": [],
    "accountable": None,
    "role": "perform",
    "coordinating": [],
    "deadline": {
        "kind": "fixed",
        "text": "trước ngày 15/12/2025",
        "date": "2025-12-15",
        "inclusive": False,
        "last_day": "2025-12-14",
        "last_working_day": "2025-12-12",
        "recurrence": None,
        "time": None,
        "from": None,
        "anchor": None,
        "amount": None,
        "unit": None,
        "rule": "before_day",
        "span": _at("trước ngày 15/12/2025"),
    },
    "more_deadlines": [],
    "report_to": "Sở Nội vụ",
    "report_via": None,
    "onward": [],
    "expected_result": "Báo cáo kết quả thực hiện",
    "more_results": [],
    "generic": False,
    "clarity": {
        "who": "clear",
        "what": "clear",
        "responsibility": "inherited",
        "deadline": "clear",
        "result": "clear",
    },
    "gaps": [
        {"clarity": "deadline", "question": "Tổng hợp xong ngày nào?", "span": None}
    ],
}
