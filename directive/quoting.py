"""What a mail says by itself, without the mails it answers."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(
    r"^\s*[-_]{2,}\s*"
    r"(?:original message|forwarded message|thư gốc|tin nhắn gốc|thư đã chuyển tiếp|"
    r"tin nhắn chuyển tiếp|thư chuyển tiếp)\s*[-_]{2,}\s*$|^\s*_{20,}\s*$",
    re.IGNORECASE,
)
"""Outlook's and Gmail's lines before the mail that is answered or forwarded."""

_ATTRIBUTION = re.compile(
    r"^\s*(?:on\b.{3,300}\bwrote|vào\b.{3,300}\bđã viết"
    r"|.{3,300}<\S+@\S+>\s+(?:wrote|đã viết))\s*:\s*$",
    re.IGNORECASE,
)
""" "Vào T.2, 15 thg 12, 2025 vào lúc 08:00 Văn thư <a@b.example> đã viết:"."""

_ATTRIBUTION_BEGINS = re.compile(r"^\s*(?:on|vào)\b.*(?:\d|@)", re.IGNORECASE)
_MOST_ATTRIBUTION_LINES = 4
_LONGEST_LINE = 400
"""No mail program writes a longer head; a hostile line is not searched."""

_HEADER = re.compile(
    r"^\s*\*?(?P<name>từ|from|gửi|ngày gửi|đã gửi|sent|date|ngày|đến|tới|to|cc|bcc|"
    r"chủ đề|tiêu đề|subject)\s*:\*?\s*\S",
    re.IGNORECASE,
)
_FIRST_HEADER = re.compile(r"^\s*\*?(?:từ|from)\s*:\*?\s*\S", re.IGNORECASE)
_HEADERS_ENOUGH = 3
"""One "Từ: 15/12/2025" in a report is no header block; three such lines are."""

_SIGNATURE = "-- "


def strip_quoted(text: str) -> str:
    """Return the new text of a mail: no quoted lines, nothing below a reply's head.

    Everything from the first attribution ("Vào … đã viết:", "On … wrote:"), the
    first separator ("-----Original Message-----") or the first header block
    ("Từ: … Ngày gửi: … Đến: …") on is dropped, and so are lines that begin with
    ">" above it and what follows a signature mark.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if line == _SIGNATURE or _quotes_from(lines, number):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return "\n".join(kept).strip()


def _quotes_from(lines: list[str], number: int) -> bool:
    line = lines[number]
    if len(line) > _LONGEST_LINE:
        return False
    return bool(
        _SEPARATOR.match(line)
        or _is_attribution(lines, number)
        or (_FIRST_HEADER.match(line) and _is_header_block(lines, number))
    )


def _is_attribution(lines: list[str], number: int) -> bool:
    """Tell whether an attribution begins here; programs break it over lines."""
    if _ATTRIBUTION.match(lines[number]):
        return True
    if not _ATTRIBUTION_BEGINS.match(lines[number]):
        return False
    joined = ""
    for line in lines[number : number + _MOST_ATTRIBUTION_LINES]:
        if not line.strip():
            return False
        joined = f"{joined} {line.strip()[:_LONGEST_LINE]}"
        if _ATTRIBUTION.match(joined):
            return True
    return False


def _is_header_block(lines: list[str], number: int) -> bool:
    names = set()
    for line in lines[number : number + 8]:
        match = _HEADER.match(line)
        if match:
            names.add(match["name"].lower())
        elif not line.strip() and names:
            break
    return len(names) >= _HEADERS_ENOUGH
