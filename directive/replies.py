"""What an inbound answer is: a submission, a note for the office, or nothing.

Only codes in the subject or in the new, unquoted text count, and in their absence
the one assignment of the message whose signed address is answered. A submission needs
a known sender, exactly one code and evidence; a machine's answer changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directive.quoting import strip_quoted

__all__ = [
    "Ignored",
    "InboundFacts",
    "Note",
    "ReplyDocument",
    "Submission",
    "Verdict",
    "Why",
    "assignment_codes",
    "judge",
    "reply_document",
    "strip_quoted",
]

_CODE = re.compile(
    r"(?<![\w-])NV-(?P<year>\d{4})-(?P<number>\d{6})(?![\w-])", re.IGNORECASE
)

_SYMBOL = r"[A-ZĐƯƠÂĂÊÔ][A-Z0-9ĐƯƠÂĂÊÔ]*(?:-[A-Z0-9ĐƯƠÂĂÊÔ&.]+)*"
_NUMBER = re.compile(
    rf"\b[Ss]ố\s*:?\s*(?P<number>\d{{1,6}}[a-z]?/(?:\d{{4}}/)?{_SYMBOL})"
)
_DATED = re.compile(
    r"(?:,?\s*(?:được\s+)?(?:ban hành|ký)?,?\s*)ngày\s+(?:"
    r"(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>\d{4}))"
)
_CITES = re.compile(
    r"(?:thực hiện|(?<!kèm )theo|căn cứ|phúc đáp|trả lời|tại|triển khai)\s+"
    r"(?:nội dung\s+|chỉ đạo\s+|tại\s+)*"
    r"(?:công văn|chỉ thị|công điện|kế hoạch|thông báo|quyết định|văn bản)?\s*$",
    re.IGNORECASE,
)
_CITES_WITHIN = 80
"""Words before a number that cite what is answered, and so are no evidence; what is
"kèm theo", and a report, is what the agency answers with."""


class Why(StrEnum):
    """Why a mail is not a submission; the value is the sentence for the office."""

    UNKNOWN_SENDER = "Người gửi không có trong danh bạ của cơ quan nào."
    OTHER_AGENCY = "Người gửi không thuộc cơ quan được giao nhiệm vụ này."
    NO_CODE = "Thư không nêu mã nhiệm vụ nào."
    SEVERAL_CODES = "Thư nêu nhiều mã nhiệm vụ, không rõ báo cáo nhiệm vụ nào."
    UNKNOWN_CODE = "Mã nhiệm vụ trong thư không có trong hệ thống."
    NO_EVIDENCE = "Thư không có tệp đính kèm hoặc số, ngày của văn bản báo cáo."
    AUTO_SUBMITTED = "Thư trả lời tự động."
    BOUNCE = "Thư báo không gửi được hoặc báo phát của máy chủ thư."


@dataclass(frozen=True, slots=True)
class ReplyDocument:
    """The document that an agency answers by: number with symbol, and day."""

    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class InboundFacts:
    """What is known of one inbound mail before anything is decided.

    Attributes:
        sender_agency: Code of the agency whose contact sent it; None is unknown.
        subject: Its subject.
        new_text: Its text without what it quotes (`strip_quoted`).
        owners: For each code of the mail that exists, the agency that owes it.
        has_attachments: It carries at least one file that is not the letterhead.
        auto_submitted: Auto-Submitted other than "no", or the like.
        answers: Codes of the message whose signed reply address it came to.
        is_bounce: From MAILER-DAEMON, an empty return path or a delivery report.
    """

    sender_agency: str | None
    subject: str
    new_text: str
    owners: dict[str, str]
    has_attachments: bool = False
    auto_submitted: bool = False
    is_bounce: bool = False
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """Evidence for one assignment; `document` is None when only files came."""

    code: str
    document: ReplyDocument | None


@dataclass(frozen=True, slots=True)
class Note:
    """Kept, and made a task for the office; it changes no phase."""

    reason: Why
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignored:
    """A machine wrote it; it changes no phase and asks nobody."""

    reason: Why


Verdict = Submission | Note | Ignored


def judge(facts: InboundFacts) -> Verdict:
    """Decide what an inbound mail is.

    1. Bounces, then automatic answers, are ignored.
    2. The sender must be a contact of an agency, and name exactly one code; without
       a code, the message it answers must be about exactly one assignment.
    3. The code must exist and be owed by the sender's agency.
    4. There must be a file, or a reply document with number and date.
    """
    if facts.is_bounce:
        return Ignored(Why.BOUNCE)
    if facts.auto_submitted:
        return Ignored(Why.AUTO_SUBMITTED)
    codes = assignment_codes(f"{facts.subject}\n{facts.new_text}") or facts.answers
    document = reply_document(facts.new_text) or reply_document(facts.subject)
    reason = _objection(facts, codes, document)
    return Note(reason, codes) if reason else Submission(codes[0], document)


def assignment_codes(text: str) -> tuple[str, ...]:
    """Return the codes such as NV-2025-000123 in a text, each once, in order."""
    found = (
        f"NV-{match['year']}-{match['number']}"
        for match in _CODE.finditer(text.replace("\u2011", "-").replace("\u2013", "-"))
    )
    return tuple(dict.fromkeys(found))


def reply_document(text: str) -> ReplyDocument | None:
    """Return the first document that names its number and its day; None without one.

    "Báo cáo số 12/BC-SNV ngày 10/12/2025" is one; a document that is only cited
    ("thực hiện Công văn số 1/UBND-VX ngày 20/8/2025") and a day that does not
    exist are none.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    for match in _NUMBER.finditer(text):
        dated = _DATED.match(text, match.end())
        before = max(0, match.start() - _CITES_WITHIN)
        if dated is None or _CITES.search(text, before, match.start()):
            continue
        day = _day(dated)
        if day:
            return ReplyDocument(match["number"], day)
    return None


def _objection(
    facts: InboundFacts, codes: tuple[str, ...], document: ReplyDocument | None
) -> Why | None:
    """Return the first reason why it is not a submission."""
    if facts.sender_agency is None:
        return Why.UNKNOWN_SENDER
    if len(codes) != 1:
        return Why.SEVERAL_CODES if codes else Why.NO_CODE
    owner = facts.owners.get(codes[0])
    if owner is None:
        return Why.UNKNOWN_CODE
    if owner != facts.sender_agency:
        return Why.OTHER_AGENCY
    if not (facts.has_attachments or document):
        return Why.NO_EVIDENCE
    return None


def _day(match: re.Match[str]) -> date | None:
    day, month, year = (match[name] or match[f"{name}2"] for name in ("d", "m", "y"))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
