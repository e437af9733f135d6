"""What a point is about, said before a colon: "Về thi công: …", "Đối với dự án: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directive.reading.text import View

# "Về đề nghị sửa đổi Nghị quyết số 66.4/2025; …: giao Bộ X": what it is about.
LABEL = re.compile(r"(?:về|đối với|công tác)(?!\w)(?:[^.:]|\.(?! )){3,600}: ?")


# "…, yêu cầu các Bộ: Nội vụ, Tài chính": the colon belongs to a list of names.
LISTED = re.compile(
    r"(?<!\w)các (?:đồng chí |lãnh đạo )?(?:bộ|sở|cục|vụ|tập đoàn|tổng công ty|tỉnh"
    r"|thành phố|xã|phường)[^.;:,]{0,30}: $"
)


def label_end(view: View, start: int, end: int) -> int:
    """Return where a point begins after the words that only say what it is about."""
    label = label_of(view, start, end)
    return label.end() if label and label.end() < end else start


def label_of(view: View, start: int, end: int) -> re.Match[str] | None:
    """Return the words before a colon that say what a point is about."""
    label = LABEL.match(view.key, start, end)
    return None if label and LISTED.search(label[0]) else label
