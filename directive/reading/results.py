"""What must be handed in, to whom, through whom, and what goes further up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from directive.reading.phrases import names_at
from directive.reading.rules import Rule
from directive.reading.text import matches, sentence_start
from directive.reading.words import ACTS, EXAMPLE, PURPOSE, either

if TYPE_CHECKING:
    from directive.reading.text import View

# Things on paper or signed. "nội quy", "quy trình" of somebody else stay out.
THINGS = (
    "báo cáo", "kế hoạch", "phương án", "đề án", "dự thảo", "danh sách",
    "danh mục", "hồ sơ(?! xử lý)", "biên bản", "quyết định", "tờ trình", "chương trình",
    "quy chế", "văn bản", "bộ tiêu chí", "tiêu chí", "nghị quyết", "nghị định",
    "thông tư", "biểu mẫu", "dự toán", "nhu cầu kinh phí", "chỉ thị", "hướng dẫn",
    "đề cương", "quy hoạch", "giải pháp cụ thể", "cơ sở dữ liệu", "kịch bản",
    "lộ trình", "bảng tổng hợp",
)  # fmt: skip
MAKES = (
    "xây dựng", "lập", "ban hành", "soạn thảo", "hoàn thiện", "phê duyệt",
    "đề xuất", "chuẩn bị", "rà soát", "tham mưu", "ký ban hành", "gửi", "nộp",
    "cung cấp", "công bố",
)  # fmt: skip
# Things whose name is a verb as well: "lập hồ sơ, báo cáo UBND tỉnh".
AS_VERBS = frozenset({"báo cáo", "hướng dẫn", "quyết định"})
AS_VERB = re.compile(r"(?:báo cáo|hướng dẫn|quyết định)(?: cho| với| về| lên)? ")
THING = either(*THINGS)
# The verb, not the second syllable of a noun.
SUBMITS = (
    r"(?<!chương )(?<!quy )(?<!lộ )(?<!tờ )(?<!công )(?<!quá )(?<!hành )(?<!tiến )trình"
)
# "xây dựng và tổ chức triển khai kế hoạch": more is done with it than drawn up.
MAKING = rf"(?:{either(*MAKES)}|(?<!\w){SUBMITS}(?!\w)|(?<=, )dự thảo)"
ALSO = r",? và (?:(?:chỉ đạo|tổ chức|triển khai|thực hiện) ?)+(?= )"
HAVE = (
    r"(?<!\w)(?<!khi )(?<!đã )(?<!chưa )(?<!nếu )có(?= (?:kế hoạch|phương án|văn bản))"
)
# "đôn đốc việc xây dựng kế hoạch": somebody else draws it up.
MAKE = re.compile(
    rf"(?:(?<!việc )(?<!không ){MAKING}(?:,? (?:và )?{MAKING})*(?:{ALSO})?|{HAVE})"
    rf"(?: các| những| bộ)? (?={THING})"
)
STOP = re.compile(
    r" ?[.;:()]| (?:theo|để|nhằm|tại|trên địa bàn|trước|trong|chậm nhất|gửi|về việc"
    rf"|{SUBMITS}|báo cáo"
    r" (?:cấp|ubnd|ủy ban|sở|thủ tướng|chính phủ|bộ)|vào ngày|định kỳ"
    r"|(?:hằng|hàng) (?:năm|tháng|tuần|quý|ngày)|khi có"
    rf"|(?<!không )(?:đảm bảo|bảo đảm)|phù hợp|làm cơ sở|và {either(*ACTS)}"
    r"|hoặc (?:tham mưu|đề xuất|báo cáo))(?!\w)"
    rf"|, (?!{either('kết quả', 'tình hình', *sorted(set(THINGS) - AS_VERBS))})"
)
REPORTS = re.compile(
    r"(?<!\w)báo cáo (?:nhanh |ngay |kịp thời |cụ thể |chi tiết )?"
    r"(?P<what>(?:kết quả|tình hình|tiến độ|số liệu)(?: (?!về "
    r"|trước |gửi |cho "
    r"|trong |định kỳ|hằng |hàng |chậm |qua |đến |tới |trên |theo |để |vào "
    r"|tại )[^ .;:,()]+){0,12})"
)
# "báo cáo UBND tỉnh kết quả …", "trình UBND Thành phố phương án …": whom, then what.
NAMED_AFTER = re.compile(
    r"(?: (?:hằng|hàng) \w+)? (?:về )?(?P<what>(?:kết quả|tình hình|tiến độ)(?!\w)"
    rf"|{either(*sorted(set(THINGS) - AS_VERBS))})"
)
BARE_REPORT = re.compile(r"(?<!\w)báo cáo(?!\w)")
# Words that carry a report to somebody: "báo cáo X", "gửi về Sở Y", "trình Z".
SENDS = re.compile(
    rf"(?<!\w)(?:(?P<verb>báo cáo(?:,? (?:kết quả|đề xuất|tham mưu))?|gửi|{SUBMITS}"
    r"|phản ánh|phản hồi)"
    r"(?: (?:về|đến|tới|cho|lên|gửi|với))?"
    r"|(?:về|đến|tới|cho)) (?=\w)"
)
SENT = re.compile(
    rf"(?<!\w)(?:báo cáo|gửi|{SUBMITS}|nộp|phản ánh|phản hồi|tổng hợp)(?!\w)"
)
THROUGH = re.compile(r"\(?(?<!\w)(?:qua|thông qua) ")
ONWARD = re.compile(
    r"[^.;:]{0,50}?(?<!\w)"
    r"(?P<aim>để (?:[^.;]{0,40}?)?(?:báo cáo|trình|tham mưu) )(?=\w)"
)
NOBODY = re.compile(
    r"(?:các )?(?:(?:cấp|cơ quan)(?: quản lý)? (?:có )?thẩm quyền|cơ quan chức năng)"
)

# "Quyết định số … của Thủ tướng phê duyệt Đề án": done there already.
CITED = re.compile(r"·(?: của [^,;·]{3,80})?(?: về (?:việc )?)?[ (]*$")
CONDITION = re.compile(
    r"(?<!\w)(?:nếu|trường hợp|khi (?:có (?!yêu cầu)|phát sinh|xảy ra|gặp))"
)
MOST_RESULTS = 50  # things that one point may ask for
MOST_SENT = 300  # times that one point says to whom something goes
LIST_REACH = 1500  # characters that a list of examples may run on


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the words stand in the view; None where the text says nothing."""

    results: tuple[tuple[int, int, Rule], ...] = ()
    report_to: tuple[int, int] | None = None
    report_via: tuple[int, int] | None = None
    onward: tuple[tuple[int, int], ...] = ()
    onward_span: tuple[int, int] | None = None


def outcome_of(
    view: View, masked: str, start: int, end: int, *, timed: bool
) -> Outcome:
    """Return what is due from [start, end); `timed` says that it has a deadline."""
    report_to, after = _addressee(view, masked, start, end)
    results = sorted(
        [
            *_made(view, masked, start, end),
            *_reported(masked, start, end, report_to, timed=timed),
        ]
    )
    via = onward_span = None
    onward: tuple[tuple[int, int], ...] = ()
    if report_to:
        channel = THROUGH.match(view.key, min(after + 1, end), end)
        if channel and (names := names_at(view, channel.end(), end)):
            via, after = names[0], names[-1][1]
        passed = ONWARD.match(view.key, after, end)
        if passed and (names := names_at(view, passed.end(), end)):
            onward = tuple(names)
            onward_span = (passed.start("aim"), names[-1][1])
    return Outcome(tuple(results), report_to, via, onward, onward_span)


def _made(view: View, masked: str, start: int, end: int) -> list[tuple[int, int, Rule]]:
    """Things to be drawn up: "lập biên bản …", not the examples after "như:".

    In "đề xuất, báo cáo UBND tỉnh" the second word is a verb: somebody follows it.
    """
    found = []
    for match in islice(MAKE.finditer(masked, start, end), MOST_RESULTS):
        if _is_aside(masked, start, match.start()):
            continue
        verb = AS_VERB.match(masked, match.end(), end)
        if verb and (
            NOBODY.match(masked, verb.end(), end) or names_at(view, verb.end(), end)
        ):
            continue
        stop = STOP.search(masked, match.end() + 1, end)
        found.append(
            (match.end(), stop.start() if stop else end, Rule.THING_TO_DRAW_UP)
        )
    return found


def _reported(
    masked: str,
    start: int,
    end: int,
    report_to: tuple[int, int] | None,
    *,
    timed: bool,
) -> list[tuple[int, int, Rule]]:
    """A report counts only with somebody to report to, or a time to do it."""
    if not (report_to or timed):
        return []
    found = []
    for match in matches(REPORTS, masked, start, end, "báo cáo "):
        if _is_aside(masked, start, match.start()) or _on_condition(
            masked, start, match.start()
        ):
            continue
        if report_to or timed:
            found.append((match.start(), match.end(), Rule.REPORT_OF))
    if found or not report_to or _on_condition(masked, start, report_to[0]):
        return found
    named = NAMED_AFTER.match(masked, report_to[1], end)
    if named:
        stop = STOP.search(masked, named.end(), end)
        return [(named.start("what"), stop.start() if stop else end, Rule.REPORT_OF)]
    for match in BARE_REPORT.finditer(masked, start, report_to[0]):
        if not _is_aside(masked, start, match.start()):
            found.append((match.start(), match.end(), Rule.REPORT))
            break
    return found


def _addressee(
    view: View, masked: str, start: int, end: int
) -> tuple[tuple[int, int] | None, int]:
    """Return whom the report goes to and where the words of it end."""
    for match in islice(SENDS.finditer(masked, start, end), MOST_SENT):
        names = names_at(view, match.end(), end)
        if not names or NOBODY.match(masked, names[0][0]):
            continue
        sentence = sentence_start(masked, start, match.start())
        if not match["verb"] and not SENT.search(masked, sentence, match.start()):
            continue
        if match["verb"] in {"gửi", "báo cáo"} and not SENT.search(
            masked, sentence, match.end()
        ):
            continue
        if not _is_aside(masked, start, match.start()):
            return (names[0][0], names[-1][1]), names[-1][1]
    return None, end


def _on_condition(masked: str, start: int, at: int) -> bool:
    """Tell a report that is due only if something happens."""
    return bool(CONDITION.search(masked[sentence_start(masked, start, at) : at]))


def _is_aside(masked: str, start: int, at: int) -> bool:
    """Tell a purpose, an example or a cited document's words from what is ordered."""
    words = masked[sentence_start(masked, start, at) : at]
    if CITED.search(words):
        return True
    opened = list(PURPOSE.finditer(words))
    if opened and "," not in words[opened[-1].end() :].replace("tổng hợp,", "tổng hợp"):
        return True
    begin = max(start, at - LIST_REACH)
    return bool(EXAMPLE.search(masked[max(begin, masked.rfind(". ", begin, at)) : at]))
