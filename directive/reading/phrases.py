"""Names of those who act: one phrase for one name, a group with its shared head.

All patterns run on the folded view; `PROPER` and `RUN` look at the letters as
written, because only capitals tell where a name goes on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directive.reading.text import View

# Fields with a comma or "và" inside: "Sở Văn hóa, Thể thao và Du lịch" is one name.
FIELDS = (
    "nông nghiệp và môi trường", "nn và mt", "nn&mt",
    "nông nghiệp và phát triển nông thôn", "nn&ptnt", "tài nguyên và môi trường",
    "tn&mt", "khoa học và công nghệ", "kh&cn", "khcn", "giáo dục và đào tạo",
    "gd&đt", "gdđt", "văn hóa, thể thao và du lịch", "vh,tt&dl", "vhttdl",
    "vhtt&dl", "văn hóa và thể thao", "vh&tt", "du lịch", "dân tộc và tôn giáo",
    "dân tộc - tôn giáo", "kế hoạch và đầu tư", "kh&đt",
    "lao động - thương binh và xã hội", "lao động, thương binh và xã hội",
    "lđtbxh", "lđ-tb&xh", "thông tin và truyền thông", "tt&tt",
    "giao thông vận tải", "gtvt", "quy hoạch - kiến trúc", "nội vụ", "tư pháp",
    "tài chính", "công thương", "xây dựng", "y tế", "ngoại vụ", "ngoại giao",
    "quốc phòng", "công an", "an toàn thực phẩm", "dân tộc",
)  # fmt: skip
FIELD = (
    r"(?:"
    + "|".join(map(re.escape, sorted(FIELDS, key=len, reverse=True)))
    + r")(?!\w)"
)
FIELD_LIST = rf"{FIELD}(?:(?:, | và ){FIELD})*"

UNIT = (
    r"(?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|tỉnh|thành phố|thôn|tổ dân phố)"
)
UNITS = rf"{UNIT}(?:(?:, | và |/|, và ){UNIT})*(?!\w)"
LEVEL = rf"(?:cấp (?:{UNIT}|cơ sở)(?:(?:, | và )(?:cấp )?{UNIT})*(?!\w)|các cấp)"
COUNCIL = r"(?:ủy ban nhân dân|ủy ban nhân(?= thành phố)|ubnd|hội đồng nhân dân|hđnd)"
COUNCILS = rf"{COUNCIL}(?: \(ubnd\))?(?:(?:, | và ){COUNCIL})*(?!\w)"

# What several bodies are called together. A bare one ("đơn vị") names nobody:
# it needs "các" before it or a second one beside it.
COMMON = (
    "sở", "ban", "ngành", "ban ngành", "ban, ngành", "bộ", "cơ quan ngang bộ",
    "cơ quan thuộc chính phủ", "cơ quan trung ương", "cơ quan chuyên môn",
    "cơ quan hành chính khác", "cơ quan hành chính", "cơ quan nhà nước",
    "cơ quan báo chí", "cơ quan", "đơn vị sự nghiệp công lập", "đơn vị sự nghiệp",
    "đơn vị chủ rừng", "đơn vị thành viên", "đơn vị", "địa phương", "đoàn thể",
    "hội đoàn thể", "hội, đoàn thể", "tổ chức chính trị - xã hội",
    "tổ chức chính trị-xã hội", "tổ chức đoàn thể", "tổ chức", "hội",
    "doanh nghiệp", "chủ đầu tư", "chủ rừng là tổ chức", "chủ rừng", "nhà thầu",
    "tập đoàn", "tổng công ty", "trường", "cơ sở giáo dục", "lực lượng chức năng",
    "lực lượng vũ trang", "phòng chuyên môn", "phòng, ban", "ban quản lý dự án",
    "cá nhân", "chính quyền địa phương", "chính quyền các cấp", "cơ sở y tế",
    "hợp tác xã",
)  # fmt: skip
ONE_COMMON = (
    r"(?:"
    + "|".join(map(re.escape, sorted(COMMON, key=len, reverse=True)))
    + r")(?!\w)"
)
TAIL = (
    r"(?: (?:có )?liên quan(?! đến)| chức năng(?!,? nhiệm vụ)| chuyên môn"
    r"| trực thuộc(?! tỉnh)"
    r"| (?:của |trong |trên địa bàn )?(?:tỉnh|thành phố|thủ đô)(?! trực)(?!\w)"
    rf"| {LEVEL}"
    r"| khác| nhà nước| trung ương| địa phương| được giao| ở địa phương| sử dụng"
    rf"| (?:trực )?thuộc (?:{COUNCILS}|bộ|sở|chính phủ)(?: {UNIT})?| trên địa bàn)"
)
GROUP = re.compile(
    rf"(?:(?:tất cả |toàn thể )?(?:các|những|mỗi|mọi) {ONE_COMMON}(?:(?:, | và "
    rf"|; ){ONE_COMMON})*"
    rf"|{ONE_COMMON}(?:(?:, | và ){ONE_COMMON})+){TAIL}*"
)
NAMED_FIELDS = re.compile(
    rf"(?:các )?(?:sở|bộ)(?:, (?:ban|ngành|cơ quan))* ?: ?{FIELD_LIST}"
)
COUNCIL_NAME = re.compile(
    rf"{COUNCILS}(?: các)?(?: {LEVEL}| {UNITS})?(?: trực thuộc trung ương)?(?: ?: )?"
)
FIELD_NAME = re.compile(rf"(?:sở|bộ|ban) {FIELD}(?: {UNIT}(?!\w))?")
POST = re.compile(
    r"(?:(?:các )?đồng chí )?(?:phó )?(?:giám đốc|chủ tịch|thủ trưởng"
    r"|người đứng đầu|trưởng ban"
    r"|bộ trưởng|chủ nhiệm|tổng giám đốc|cục trưởng|hiệu trưởng|bí thư|lãnh đạo"
    r"|trưởng phòng"
    r"|chánh(?= văn phòng| thanh tra)|chi cục trưởng|trưởng(?= công an| phòng"
    r"| ban))(?!\w) ?"
)
# Heads of single bodies whose names go on in free words.
HEAD = re.compile(
    r"(?:tổng cục|chi cục|cục|vụ|sở|thanh tra|công an|bộ chỉ huy|bộ chqs|bộ tư lệnh"
    r"|bộ đội biên phòng|ban quản lý|ban chỉ huy|ban chỉ đạo|ban tổ chức|ban tuyên giáo"
    r"|ban dân vận|ban dân tộc|ban|bộ|văn phòng|vp|vpub|trung tâm|viện|trường"
    r"|đại học|bệnh viện"
    r"|báo|đài|kho bạc|bảo hiểm xã hội|bhxh|ngân hàng|thuế|hải quan|thống kê"
    r"|ủy ban|mặt trận"
    r"|mttq|liên đoàn|hội|đoàn|tỉnh đoàn|thành đoàn|liên minh|hiệp hội|quỹ|tổng công ty"
    r"|công ty|tập đoàn|phòng|tòa án|viện kiểm sát|đảng ủy|thành ủy|tỉnh ủy|huyện ủy"
    r"|thường trực|chính phủ|thủ tướng|phó thủ tướng|lực lượng|tổ công tác|các)(?!\w)"
)
# Heads that are verbs or common nouns as well: "Thống kê tai nạn", "Các nội dung".
DOUBLE = frozenset(
    {
        "thống kê", "thanh tra", "báo", "các", "hội", "đoàn", "ban", "bộ", "vụ",
        "trường", "phòng", "lực lượng", "đài", "quỹ", "viện",
}
)  # fmt: skip
WORD = re.compile(r"[\w&]+(?:[-/.][\w&]+)*")
SEPARATOR = re.compile(
    r" ?[;,] (?:và |cùng với |cùng )?|,? (?:và|cùng với|cùng|hoặc) (?:với )?"
)
# Syllables that verbs and function words begin with: a free name ends before them.
STOPS = frozenset(
    {
        "chủ", "phối", "có", "theo", "để", "trong", "tại", "về", "khi", "trước", "sau",
        "với", "cùng", "và", "tiếp", "khẩn", "căn", "thực", "là", "đã", "sẽ", "được",
        "chịu", "tổ", "tham", "báo", "tổng", "rà", "kiểm", "hướng", "chỉ", "tăng",
        "đẩy", "tập", "thường", "kịp", "xem", "trình", "gửi", "cần", "phải", "bảo",
        "đảm", "triển", "đôn", "nghiên", "khảo", "cung", "bố", "cân", "ban", "lập",
        "nhằm", "như", "nếu", "do", "qua", "mà", "thì", "đề", "yêu", "làm", "từ",
        "đến", "hoặc", "trên", "của", "đồng", "xác", "giải", "phê", "thẩm", "tự",
        "ngay",
    }
)  # fmt: skip
JOINERS = frozenset({"và", "-", "của"})
LOWER_TAILS = re.compile(
    rf" (?:{LEVEL}|{UNITS}|khu vực(?!\w)|quốc gia(?!\w)|trung ương(?!\w)"
    rf"|nhà nước(?!\w)|các {UNITS})"
)


def name_at(view: View, at: int, end: int) -> int | None:
    """Return where the name that begins at `at` ends, or None when there is none."""
    key = view.key
    post = POST.match(key, at, end)
    if post:
        rest = name_at(view, post.end(), end)
        if rest:
            return rest
        return _run(view, at, post.end() - (key[post.end() - 1] == " "), end)
    council = COUNCIL_NAME.match(key, at, end)
    if council:
        return _council(view, council, end)
    for pattern in (NAMED_FIELDS, FIELD_NAME, GROUP):
        found = pattern.match(key, at, end)
        if found:
            return _proper(view, found.end(), end)
    head = HEAD.match(key, at, end)
    if head and _is_named(view, at, head.end(), end):
        return _run(view, at, head.end(), end)
    return None


def names_at(view: View, at: int, end: int) -> list[tuple[int, int]]:
    """Return the names listed from `at` on: "Sở A, Sở B và UBND các xã"."""
    names: list[tuple[int, int]] = []
    while (stop := name_at(view, at, end)) is not None:
        names.append((at, stop))
        joint = SEPARATOR.match(view.key, stop, end)
        if joint is None:
            break
        at = joint.end()
    return names


def _council(view: View, found: re.Match[str], end: int) -> int:
    """End a council's name: "các tỉnh: A, B và C" is one name, "xã Bảo Lâm" too."""
    at = found.end()
    listed = view.key[at - 2 : at] == ": "
    bare = at - 2 if listed else at
    bare -= view.key[bare - 1] == " "
    if listed and "các" not in found[0]:
        return bare
    if not listed:
        return _proper(view, at, end)
    stop = _proper(view, at - 1, end)
    if stop == at - 1:
        return bare
    while (joint := SEPARATOR.match(view.key, stop, end)) is not None:
        if name_at(view, joint.end(), end) is not None:
            break
        more = _proper(view, joint.end() - 1, end)
        if more == joint.end() - 1:
            break
        stop = more
    return stop


def _proper(view: View, at: int, end: int) -> int:
    """Go on over a place's name: capitalised words only."""
    while at < end and view.shown[at] == " ":
        word = WORD.match(view.shown, at + 1, end)
        if (
            word is None
            or not word[0][0].isupper()
            or HEAD.match(view.key, at + 1, end)
        ):
            break
        at = word.end()
    return at


def _is_named(view: View, at: int, head: int, end: int) -> bool:
    """Tell a body from a common noun: "Ban Quản lý", not "ban hành"."""
    if view.shown[at].isupper() and view.key[at:head] not in DOUBLE:
        return True
    tail = LOWER_TAILS.match(view.key, head, end)
    word = WORD.match(view.shown, head + 1, end)
    return bool(tail or (word and word[0][0].isupper()))


def _run(view: View, start: int, at: int, end: int) -> int:
    """Go on over a free name: up to punctuation, a verb or a function word."""
    while at < end and view.shown[at] == " ":
        tail = LOWER_TAILS.match(view.key, at, end)
        if tail:
            at = _proper(view, tail.end(), end)
            continue
        word = WORD.match(view.shown, at + 1, end)
        if word is None:
            break
        upper = word[0][0].isupper()
        if word[0] in JOINERS and not upper:
            after = WORD.match(view.shown, word.end() + 1, end)
            if (
                not after
                or not after[0][0].isupper()
                or name_at(view, word.end() + 1, end)
            ):
                break
        elif not upper and view.key[word.start() : word.end()] in STOPS:
            break
        at = word.end()
    return max(at, start)
