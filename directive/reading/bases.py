"""The documents that a directive rests on: those cited before its first order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.model import Amendment, LegalBasis

if TYPE_CHECKING:
    from directive.reading.citations import Citation
    from directive.reading.text import View

# What the cited document is about is not its name.
ABOUT = re.compile(
    r"[;.()]| (?:về|quy định|ban hành|hướng dẫn|của (?!chính|quốc|thủ|ban|bộ|ủy"
    r"|ubnd|tỉnh|thành|bch))"
)
ISSUER_WORDS = 60  # characters in which "của Chính phủ" may follow
ACTS = re.compile(
    r"(?:(?P<replace>thay thế)|(?P<revoke>bãi bỏ|thu hồi|hủy bỏ)|(?P<extend>gia hạn)"
    r"|(?P<amend>sửa đổi(?:, bổ sung)?|điều chỉnh)) (?:một số (?:điều|nội dung) "
    r"(?:của|tại) )?(?:các )?$"
)


def read_bases(
    view: View, cited: tuple[Citation, ...], start: int, end: int
) -> tuple[LegalBasis, ...]:
    """Return the documents cited in [start, end), with number and day where given."""
    bases = []
    for one in cited:
        if not start <= one.start < end:
            continue
        stop = one.end
        issuer = re.compile(r" của ").match(view.key, stop, end)
        if issuer:
            about = ABOUT.search(view.key, issuer.end(), min(end, stop + ISSUER_WORDS))
            stop = about.start() if about else stop
        bases.append(
            LegalBasis(
                text=view.shown[one.start : stop],
                number=one.number,
                dated=one.dated,
                span=view.span(one.start, stop),
            )
        )
    return tuple(bases)


def read_amendments(
    view: View, cited: tuple[Citation, ...], start: int, end: int
) -> tuple[Amendment, ...]:
    """Return what the document does to earlier ones: "thay thế Công văn số …"."""
    found = []
    for one in cited:
        if not start <= one.start < end or one.number is None:
            continue
        act = ACTS.search(view.key[max(start, one.start - 60) : one.start])
        if act:
            name = str(act.lastgroup)
            found.append(Amendment(name, one.number, view.span(one.start, one.end)))
    return tuple(found)
