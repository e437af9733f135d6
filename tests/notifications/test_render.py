"""What each message says, and that it looks the same to everybody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from sample_payloads import LATE, NUMBER, PAYLOADS, TITLE, WHY, a_line

from notifications import messages, wording
from notifications.messages import KINDS, AssignmentLine, Payload
from notifications.render import MOST_LINES, Rendered, lines_of, render

SITE = "https://nhiemvu.cao-bang.example"
REHEARSED = datetime(2025, 12, 31, 1, 0, tzinfo=UTC)

SUBJECTS = {
    "issued": "Giao 02 nhiệm vụ theo Công văn số 1234/UBND-VX ngày 20/8/2025",
    "reminder_digest": "[NV-2025-000123] Nhắc việc, hạn 14/12/2025",
    "overdue_digest": "Đôn đốc 03 nhiệm vụ quá hạn, lâu nhất 08 ngày làm việc",
    "escalation_digest": "Báo cáo 04 nhiệm vụ quá hạn, lâu nhất 10 ngày làm việc",
    "returned": "[NV-2025-000123] Đề nghị hoàn thiện báo cáo kết quả",
    "extension_decided": "[NV-2025-000123] Đồng ý gia hạn, thời hạn mới 31/12/2025",
    "due_set": "[NV-2025-000123] Ấn định thời hạn 31/12/2025",
    "assignment_decided": "[NV-2025-000123] Tạm dừng thực hiện",
    "explanation_asked": "[NV-2025-000123] Yêu cầu giải trình việc chậm thực hiện",
    "follow_up_digest": "[NV-2025-000123] Theo dõi cảnh báo",
    "calendar_changed": "[NV-2025-000123] Lịch làm việc thay đổi: thời hạn mới",
    "receipt": "[NV-2025-000123] Đã nhận báo cáo kết quả",
    "weekly_report": "Báo cáo tuần 22/12/2025 - 28/12/2025: 20 nhiệm vụ đang quá hạn",
}


def overdue(*lines: AssignmentLine) -> Payload:
    return messages.OverdueDigest("Lãnh đạo Sở", "Văn phòng", date(2025, 12, 17), lines)


def plainly(payload: Payload) -> Rendered:
    return render(payload, base_url=SITE, as_of=None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def words(html: str) -> str:
    """Return what a reader of the HTML sees, on one line."""
    reader = _Reader()
    reader.feed(html.partition("<body")[2])
    return " ".join(" ".join(reader.seen).split())


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(PAYLOADS) == set(KINDS) == set(SUBJECTS)


@pytest.mark.parametrize("kind", KINDS)
def test_subjects(kind: str) -> None:
    assert plainly(PAYLOADS[kind]).subject == SUBJECTS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_every_message_says_what_by_when_to_whom_and_why(kind: str) -> None:
    payload = PAYLOADS[kind]
    rendered = plainly(payload)

    for said in (" ".join(rendered.text.split()), words(rendered.html)):
        assert f"Kính gửi: {payload.to}" in said
        assert WHY in said
        for line in lines_of(payload):
            assert line.code in said
            assert line.directive_number_text in said
            assert line.directive_title in said
            assert wording.brief(line.what) in said
            assert wording.deadline(line) in said
            assert (line.collector or payload.office) in said


@pytest.mark.parametrize(
    "kind", ["issued", "reminder_digest", "overdue_digest", "returned", "due_set"]
)
def test_who_must_act_is_told_how_to_answer(kind: str) -> None:
    rendered = plainly(PAYLOADS[kind])

    assert "ghi mã nhiệm vụ (ví dụ NV-2025-000" in rendered.text
    assert "đính kèm văn bản báo cáo kết quả" in words(rendered.html)


@pytest.mark.parametrize("kind", KINDS)
def test_a_shifted_clock_is_said_everywhere(kind: str) -> None:
    notice = "08:00 ngày 31/12/2025"
    real = plainly(PAYLOADS[kind])
    shifted = render(PAYLOADS[kind], base_url=SITE, as_of=REHEARSED)

    for said in (shifted.text, shifted.html, shifted.short):
        assert f"hời gian giả định: {notice}" in said
    for said in (real.text, real.html, real.short):
        assert "giả định" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_site_there_are_no_links(kind: str) -> None:
    rendered = render(PAYLOADS[kind], base_url=None, as_of=None)

    assert "http" not in rendered.text + rendered.html + rendered.short


@pytest.mark.parametrize("kind", KINDS)
def test_the_short_text_holds_code_date_and_link_only(kind: str) -> None:
    payload = PAYLOADS[kind]
    short = plainly(payload).short

    assert SITE in short
    assert len(short) <= 2000
    for line in lines_of(payload):
        assert line.code in short
        assert line.what not in short
    assert TITLE not in short


@pytest.mark.parametrize("kind", KINDS)
def test_payloads_survive_json(kind: str) -> None:
    written = json.dumps(messages.to_data(PAYLOADS[kind]))

    assert messages.from_data(json.loads(written)) == PAYLOADS[kind]


def test_the_most_late_directive_and_line_come_first() -> None:
    text = plainly(overdue(*LATE)).text

    codes = ["NV-2025-000130", "NV-2025-000123 -", "NV-2025-000124 -"]
    places = [text.index(code) for code in codes]
    assert places == sorted(places)
    assert text.count(NUMBER) == 1


def test_a_long_digest_is_cut_and_says_how_many_are_left() -> None:
    lines = [a_line(n, days_late=n) for n in range(1, MOST_LINES + 13)]

    rendered = plainly(overdue(*lines))

    assert f"và 12 nhiệm vụ khác: {SITE}" in rendered.text
    assert "và 12 nhiệm vụ khác:" in words(rendered.html)
    assert rendered.html.count("Nội dung:") == MOST_LINES
    assert "NV-2025-000042" in rendered.text
    assert "NV-2025-000012" not in rendered.text
    assert "và 32 nhiệm vụ khác" in rendered.short


def test_reasons_that_differ_are_said_line_by_line() -> None:
    rendered = plainly(overdue(a_line(1, why="Lý A."), a_line(2, why="Lý B.")))

    assert "Lý do gửi: Lý A." in rendered.text
    assert "Lý do gửi: Lý B." in words(rendered.html)


def test_what_people_wrote_cannot_become_html() -> None:
    evil = '<script>alert("x")</script>'

    html = plainly(overdue(a_line(what=evil, why=evil, directive_title=evil))).html

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_note_says_why_and_how_to_do_it_right() -> None:
    payload = messages.Receipt(
        to="Văn thư Sở Xây dựng",
        office="Văn phòng",
        received_at=REHEARSED,
        taken=False,
        reason="Thư không kèm văn bản báo cáo.",
        files=0,
        lines=(),
    )

    rendered = plainly(payload)

    assert rendered.subject == "Đã nhận thư, chưa ghi nhận là báo cáo kết quả"
    for said in (rendered.text, words(rendered.html)):
        assert "Thư không kèm văn bản báo cáo." in said
        assert "tình trạng nhiệm vụ không thay đổi" in said
        assert "ghi một mã nhiệm vụ ở tiêu đề thư" in said


def test_a_refused_extension_keeps_the_date() -> None:
    granted = PAYLOADS["extension_decided"]
    assert isinstance(granted, messages.ExtensionDecided)

    rendered = plainly(replace(granted, granted=False, line=a_line()))

    assert rendered.subject.endswith("Không gia hạn, giữ nguyên thời hạn 14/12/2025")
    assert "không đồng ý gia hạn" in rendered.text


def test_an_urgent_directive_says_so_first() -> None:
    issued = PAYLOADS["issued"]
    assert isinstance(issued, messages.Issued)
    directive = replace(issued.directive, urgent="HỎA TỐC")

    rendered = plainly(replace(issued, directive=directive))

    assert rendered.subject.startswith("HỎA TỐC: Giao 02 nhiệm vụ")
    assert "ĐỘ KHẨN: HỎA TỐC" in rendered.text
    assert "Độ khẩn: HỎA TỐC" in rendered.html


DAYS = {
    "a Sunday": (date(2025, 12, 14), "14/12/2025", "Chủ nhật"),
    "small day, small month": (date(2026, 1, 5), "05/01/2026", "thứ Hai"),
    "small day, other month": (date(2025, 9, 5), "05/9/2025", "thứ Sáu"),
}


@pytest.mark.parametrize(("on", "written", "weekday"), DAYS.values(), ids=DAYS)
def test_days(on: date, written: str, weekday: str) -> None:
    assert (wording.day(on), wording.weekday(on)) == (written, weekday)


SUNDAY = (
    "hết ngày 14/12/2025 (Chủ nhật); ngày làm việc cuối cùng là 12/12/2025 (thứ Sáu)"
)
DEADLINES = {
    "rest day": (
        a_line(),
        SUNDAY,
    ),
    "working day": (
        a_line(due_on=date(2025, 12, 12)),
        "hết ngày 12/12/2025 (thứ Sáu)",
    ),
    "no date": (a_line(due_on=None), "văn bản không ấn định ngày"),
}


@pytest.mark.parametrize(("line", "expected"), DEADLINES.values(), ids=DEADLINES)
def test_deadlines(line: AssignmentLine, expected: str) -> None:
    assert wording.deadline(line) == expected


def test_long_words_are_cut_between_words() -> None:
    assert wording.brief("một  hai\nba bốn", 8) == "một hai …"


def test_an_agency_answers_by_the_link_of_each_directive() -> None:
    rendered = render(
        PAYLOADS["issued"],
        base_url="https://namro.example",
        as_of=None,
        answer_url="https://namro.example/l/{}".format,
    )

    for said in (rendered.text, rendered.html):
        assert "https://namro.example/l/0" in said
        assert "không cần mật khẩu" in said
    assert rendered.short.endswith("https://namro.example/l/0")
