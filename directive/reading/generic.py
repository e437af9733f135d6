"""Closing boilerplate: "carry this out", "be informed", "report difficulties"."""

from __future__ import annotations

import re

from directive.reading.words import EXHORTING, verbs_of

# Verbs that carry a document out without saying anything new.
CARRYING = frozenset(
    {
        "báo cáo", "thực hiện", "triển khai", "tổ chức", "yêu cầu", "đề nghị",
        "giao", "thông báo", "gửi", "phản ánh", "kiến nghị", "tổng hợp",
        "tham mưu", "đề xuất", "trình", "xem xét", "giải quyết", "hướng dẫn",
        "phối hợp", "chỉ đạo", "xử lý", "quán triệt", "chủ động", "điều chỉnh",
        "bổ sung", "quy định", "thống nhất", "nghiên cứu", "căn cứ", "tháo gỡ",
        "quyết định",
}
)  # fmt: skip
# "… chịu trách nhiệm thi hành Quyết định này", and nothing else.
CARRIED_OUT = re.compile(
    r"^[ ,]*(?:và các [^.;:]{3,120} )?(?:chịu trách nhiệm|có trách nhiệm)?[ ,]*"
    r"(?:tổ chức |triển khai )?(?:thi hành|thực hiện) (?:nghiêm(?: túc)? )?"
    r"(?:quyết định|kế hoạch|chỉ thị|công điện|nghị quyết|quy chế) này[ ./]*$"
)
# Verbs that are only part of a name.
NAMES = re.compile(r"\([^()]{1,160}\)|cấp có thẩm quyền|ban quản lý")
TOLD_TO_ALL = re.compile(
    r"thông báo (?:để|đến) [^.;]{3,400} biết,? (?:và )?(?:tổ chức |triển khai )?"
    r"thực hiện[ ./]*$"
)
THIS_DOCUMENT = re.compile(
    r"(?:chỉ thị|kế hoạch|công điện|công văn|thông báo|quyết định|nội dung|chỉ đạo"
    r"|văn bản)"
    r"[^.;]{0,30}(?:này|nêu trên|trên)|biết,? (?:và )?thực hiện|khó khăn,? vướng mắc"
    r"|(?:nếu|khi|trường hợp)[^.;]{0,40}(?:khó khăn|vướng mắc)"
    r"|(?:quan tâm|phối hợp),? (?:phối hợp,? )?thực hiện ?[./]*$"
    r"|nhiệm vụ (?:được )?giao|(?:triển khai|tổ chức),? thực hiện(?: nghiêm| đúng"
    r"|\.|/|$)"
)

LONGEST = 2000  # characters; what orders nothing of its own says it in few words


def is_generic(words: str, ordered: str, *, closing: bool) -> bool:
    """Tell whether folded `words` order nothing but to carry the document out.

    `ordered` are those of them after the names of who must act: names hold verbs.
    """
    if CARRIED_OUT.search(ordered) or TOLD_TO_ALL.search(words):
        return True
    if not (closing or "vướng mắc" in words) or not THIS_DOCUMENT.search(words):
        return False
    short = len(ordered) < LONGEST
    return short and verbs_of(NAMES.sub("", ordered)) <= CARRYING | EXHORTING
