"""The model directive, read in full: every fact that is stated about it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from importlib import resources

import pytest

from directive.calendar import WorkCalendar
from directive.model import FIVE, Clarity, DeadlineKind, Grade, Reading, Role, Span
from directive.reading.contract import as_json
from directive.reading.encode import read
from directive.reading.text import collapse
from directive.resolution import assign, near_misses, resolved
from store.registry_file import load_registry

SOURCE = (
    resources.files("store.data")
    .joinpath("directive-cao-bang-atvsld.txt")
    .read_text(encoding="utf-8")
)
ALL = ("Các Sở, Ban ngành, đoàn thể tỉnh", "UBND các xã, phường")
COMMUNES = ("UBND các xã, phường",)
HOME = ("Sở Nội vụ",)
RELATED = ("các cơ quan liên quan",)
NONE, ONGOING, FIXED = DeadlineKind.NONE, DeadlineKind.ONGOING, DeadlineKind.FIXED
TALLY = "biên bản ghi nhận tai nạn lao động"
REPORT = "Báo cáo kết quả thực hiện"

# path: agencies, role, coordinating, deadline, report_to, result, first words
FACTS = {
    "1.1": (ALL, Role.PERFORM, (), NONE, None, None, "Thực hiện tốt các mục tiêu"),
    "1.2": (ALL, Role.PERFORM, (), NONE, None, None, "Tăng cường hướng dẫn"),
    "1.3": (ALL, Role.PERFORM, (), FIXED, "Sở Nội vụ", REPORT, "Tiếp tục triển"),
    "2.1": (HOME, Role.LEAD, RELATED, NONE, None, None, "Chủ trì, phối hợp với các"),
    "2.2": (HOME, Role.PERFORM, (), NONE, None, None, "Hướng dẫn, kiểm tra người"),
    "2.3": (HOME, Role.LEAD, (), NONE, None, None, "Chủ trì, phối hợp thực hiện"),
    "2.4": (HOME, Role.COORDINATE, RELATED, NONE, None, None, "Phối hợp với các cơ"),
    "3.1": (COMMUNES, Role.PERFORM, (), ONGOING, None, None, "Thực hiện công tác"),
    "3.2": (COMMUNES, Role.PERFORM, (), ONGOING, None, None, "Đôn đốc các doanh"),
    "3.3": (COMMUNES, Role.PERFORM, (), NONE, None, TALLY, "Thống kê, báo cáo tai"),
    "close": (
        ("các cơ quan, đơn vị",),
        Role.PERFORM,
        (),
        NONE,
        None,
        None,
        "Căn cứ nhiệm vụ giao, các cơ quan, đơn vị triển khai thực hiện",
    ),
}

# path: responsibility, deadline, result (who and what are clear throughout)
GRADES = {
    "1.1": "inherited missing missing",
    "1.2": "inherited missing missing",
    "1.3": "inherited clear clear",
    "2.1": "vague missing missing",
    "2.2": "inherited missing missing",
    "2.3": "vague missing missing",
    "2.4": "missing missing missing",
    "3.1": "inherited vague missing",
    "3.2": "inherited vague missing",
    "3.3": "inherited missing vague",
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    calendar = WorkCalendar()
    return read(SOURCE, working_day_on_or_before=calendar.last_working_day)


def test_header_says_what_the_source_says_and_blanks_stay_blank(
    reading: Reading,
) -> None:
    directive = reading.directive

    assert (directive.number, directive.symbol) == (None, "UBND-VX")
    assert (directive.issued_on, directive.issued_partial) == (None, "2025-08")
    assert (directive.kind, directive.place) == ("Công văn", "Cao Bằng")
    assert directive.issuer == "Ủy ban nhân dân tỉnh Cao Bằng"
    assert directive.title == (
        "tăng cường công tác đảm bảo an toàn, vệ sinh lao động "
        "trên địa bàn tỉnh Cao Bằng"
    )
    assert directive.urgency == "normal"
    assert directive.amends == ()


def test_frame_names_addressees_signatory_and_copies(reading: Reading) -> None:
    directive = reading.directive

    assert directive.addressees == (
        "Các Sở, Ban ngành, đoàn thể tỉnh",
        "Ủy ban nhân dân các xã, phường",
    )
    assert directive.signatory is not None
    assert directive.signatory.name == "Trịnh Trường Huy"
    assert directive.signatory.position == "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"
    assert directive.copies[0] == "Như trên"
    assert directive.copies[-1] == "Lưu: VT, VX(TT)"
    assert len(directive.copies) == 8


def test_legal_bases_are_those_of_the_preamble(reading: Reading) -> None:
    bases = [(basis.number, basis.dated) for basis in reading.directive.legal_bases]

    assert bases == [
        (None, date(2015, 6, 25)),
        ("39/2016/NĐ-CP", date(2016, 5, 15)),
        ("44/2016/NĐ-CP", date(2016, 5, 15)),
        ("907/BNV-CVL", date(2025, 4, 2)),
    ]


def test_instructions_are_these_and_no_others(reading: Reading) -> None:
    assert [one.path for one in reading.instructions] == list(FACTS)
    assert [one.path for one in reading.instructions if one.generic] == ["close"]


@pytest.mark.parametrize("path", FACTS)
def test_each_instruction(reading: Reading, path: str) -> None:
    one = next(i for i in reading.instructions if i.path == path)
    found = (
        one.agencies,
        one.role,
        one.coordinating,
        one.deadline.kind,
        one.report_to,
        one.expected_result,
    )

    assert found == FACTS[path][:-1]
    assert one.text.startswith(FACTS[path][-1])


@pytest.mark.parametrize("path", GRADES)
def test_grades(reading: Reading, path: str) -> None:
    one = next(i for i in reading.instructions if i.path == path)

    assert [str(one.clarity[c]) for c in FIVE] == [
        "clear",
        "clear",
        *GRADES[path].split(),
    ]


def test_the_one_deadline(reading: Reading) -> None:
    deadline = next(i for i in reading.instructions if i.path == "1.3").deadline

    assert (deadline.text, deadline.rule) == ("trước ngày 15/12/2025", "before_day")
    assert (deadline.day, deadline.inclusive) == (date(2025, 12, 15), False)
    assert deadline.last_day == date(2025, 12, 14)
    assert deadline.last_working_day == date(2025, 12, 12)


def test_the_collector_owes_a_report_without_a_date(reading: Reading) -> None:
    one = next(i for i in reading.instructions if i.path == "1.3")
    (onward,) = one.onward
    (gap,) = one.gaps

    assert (onward.by, onward.to) == ("Sở Nội vụ", ("UBND tỉnh", "Bộ Nội vụ"))
    assert onward.deadline is None
    assert gap.clarity is Clarity.DEADLINE
    assert gap.span == onward.span
    assert "Sở Nội vụ" in gap.question


def test_every_gap_asks_its_question(reading: Reading) -> None:
    for one in reading.instructions:
        asked = {gap.clarity for gap in one.gaps}
        open_ = {c for c, g in one.clarity.items() if g in {Grade.VAGUE, Grade.MISSING}}
        assert asked >= (set() if one.generic else open_)
        assert all(gap.question.endswith("?") for gap in one.gaps)


def _words(span: Span) -> str:
    return collapse(SOURCE[span.start : span.end])


def test_every_span_carries_the_words_it_claims(reading: Reading) -> None:
    for one in reading.instructions:
        assert _words(one.span) == one.text
        claims = {
            "agencies": one.agencies,
            "coordinating": one.coordinating,
            "report_to": [one.report_to] if one.report_to else [],
            "expected_result": [one.expected_result] if one.expected_result else [],
            "deadline": [one.deadline.text] if one.deadline.text else [],
        }
        for name, words in claims.items():
            found = one.evidence.get(name, ())
            assert [_words(e.span) for e in found] == list(words), (one.path, name)


def test_registry_gives_400_assignments_76_of_them_due(reading: Reading) -> None:
    drafts = assign(reading, load_registry())

    assert len(drafts) == 3 * 76 + 4 + 3 * 56 == 400
    assert len({draft.agency for draft in drafts}) == 76
    due = [draft for draft in drafts if draft.due_on]
    assert len(due) == 76
    assert {d.collector for d in due} == {"SNV"}
    assert {(d.instruction, d.due_on, d.last_working_day) for d in due} == {
        ("1.3", date(2025, 12, 14), date(2025, 12, 12))
    }
    assert Counter(draft.collector for draft in drafts)["SNV"] == 76


def test_one_assignment_in_full(reading: Reading) -> None:
    drafts = assign(reading, load_registry())
    answer = as_json(reading, drafts)
    one = next(
        a
        for a in answer["assignments"]
        if (a["instruction"], a["agency"]) == ("1.3", "01290")
    )

    assert one.pop("what").startswith("Tiếp tục triển khai thực hiện")
    assert one == {
        "instruction": "1.3",
        "agency": "01290",
        "name": "UBND xã Bảo Lâm",
        "role": "perform",
        "accountable": "Chủ tịch UBND xã Bảo Lâm",
        "coordinating": [],
        "collector": "SNV",
        "due_on": "2025-12-14",
        "last_working_day": "2025-12-12",
        "expected_result": "Báo cáo kết quả thực hiện",
    }


def test_what_names_nobody_is_listed(reading: Reading) -> None:
    listed = resolved(reading, load_registry()).unresolved

    assert [one.phrase for one in listed] == [
        "các cơ quan liên quan",
        "các cơ quan liên quan",
        "các cơ quan, đơn vị",
    ]


def test_near_misses_are_those_an_officer_may_expect() -> None:
    names = [a.name for a in near_misses(ALL[0], load_registry())]

    assert "Công an tỉnh" in names
    assert "Bộ Chỉ huy Quân sự tỉnh" in names
    assert "Văn phòng Ủy ban nhân dân tỉnh" in names
    assert "Bảo hiểm xã hội tỉnh Cao Bằng" in names
    assert near_misses(ALL[1], load_registry()) == ()


def test_the_same_text_gives_the_same_bytes(reading: Reading) -> None:
    calendar = WorkCalendar()
    again = read(SOURCE, working_day_on_or_before=calendar.last_working_day)

    first, second = (
        json.dumps(as_json(r), ensure_ascii=False) for r in (reading, again)
    )
    assert first == second
