"""Refuse a document that bears a secrecy mark (Luật Bảo vệ bí mật nhà nước)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.errors import SecretDocumentError

if TYPE_CHECKING:
    from directive.reading.text import View

MARKS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}
NO_LETTERS = re.compile(r"[\W\d_]+")
LONGEST = 80  # characters of a mark with the stars and rules around it
# "Độ mật: Tối mật" is a mark in any case; a mark alone is in capitals.
LABEL = re.compile(r"(?:độ|mức độ) mật ?: ?(tuyệt mật|tối mật|mật)(?!\w)")
# "… BẢO VỆ BÍ / MẬT NHÀ NƯỚC": a title's wrapped word is not a mark.
CUT_WORD = ("BÍ", "BẢO", "CƠ")


def refuse_secret(view: View) -> None:
    """Raise when a mark stands alone on a line or in a column of its own.

    The message never repeats the document's words.

    Raises:
        SecretDocumentError: With the mark and the line it stands on.
    """
    for line in view.lines:
        if view.key.find("ậ", line.start, line.end) < 0:
            continue
        for start, end in ((line.start, line.end), *line.cells):
            mark = _mark(view.shown[start:end], view.key[start:end])
            if mark and not view.shown.endswith(CUT_WORD, 0, max(start - 1, 0)):
                row = view.source.count("\n", 0, view.starts[start]) + 1
                message = (
                    f"line {row} bears the secrecy mark {mark}: this document must not "
                    "enter namro; handle it by the rules for state secrets"
                )
                raise SecretDocumentError(message)


def _mark(shown: str, key: str) -> str | None:
    if "ậ" not in key:
        return None  # every mark has this letter
    if len(shown) <= LONGEST:
        letters = NO_LETTERS.sub("", shown)
        if letters in MARKS:
            return MARKS[letters]
    label = LABEL.search(key) if "mật" in key else None
    return label[1].upper() if label else None
