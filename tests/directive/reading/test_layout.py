"""Headers and footers in the forms that documents really have."""

from __future__ import annotations

from datetime import date

import pytest

from directive.errors import DirectiveError, ImpossibleDateError
from directive.model import Signatory, Urgency
from directive.reading.layout import read_frame
from directive.reading.text import View

LETTER = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CAO BẰNG                Độc lập - Tự do - Hạnh phúc
-------
Số: 12/UBND-TH           Cao Bằng, ngày 05 tháng 11 năm 2025
V/v kiểm tra công vụ
HỎA TỐC
Kính gửi: Các sở, ban, ngành; UBND các xã, phường.
Chủ tịch UBND tỉnh yêu cầu:
1. Sở Nội vụ báo cáo trước ngày 15/12/2025.
Nơi nhận:
- Như trên;
- Lưu: VT, TH.
CHỦ TỊCH
(Đã ký)
Nguyễn Văn An
"""

ORDER = """\
BỘ XÂY DỰNG
-------

CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 96/CĐ-BXD

Hà Nội, ngày 22
tháng 11 năm 2025

CÔNG ĐIỆN
VỀ VIỆC ỨNG PHÓ MƯA LŨ
BỘ XÂY DỰNG điện:
- Cục Đường bộ Việt Nam;
- Sở Xây dựng các tỉnh, thành phố: Gia Lai, Đắk Lắk.
Bộ Xây dựng yêu cầu các cơ quan, đơn vị:
1. Tổ chức trực ban.
"""


def test_two_columns_on_one_line() -> None:
    found = read_frame(View.of(LETTER)).directive

    assert found.issuer == "Ủy ban nhân dân tỉnh Cao Bằng"
    assert (found.number, found.symbol) == ("12", "UBND-TH")
    assert (found.place, found.issued_on) == ("Cao Bằng", date(2025, 11, 5))
    assert (found.kind, found.title) == ("Công văn", "kiểm tra công vụ")
    assert found.urgency is Urgency.HOA_TOC
    assert found.addressees == ("Các sở, ban, ngành", "UBND các xã, phường")
    assert found.signatory == Signatory("Nguyễn Văn An", "CHỦ TỊCH")
    assert found.copies == ("Như trên", "Lưu: VT, TH")


def test_a_telegram_with_its_header_split_over_lines() -> None:
    found = read_frame(View.of(ORDER)).directive

    assert (found.kind, found.issuer) == ("Công điện", "Bộ Xây dựng")
    assert (found.number, found.symbol) == ("96", "CĐ-BXD")
    assert found.issued_on == date(2025, 11, 22)
    assert found.title == "VỀ VIỆC ỨNG PHÓ MƯA LŨ"
    assert found.addressees == (
        "Cục Đường bộ Việt Nam",
        "Sở Xây dựng các tỉnh, thành phố: Gia Lai, Đắk Lắk",
    )
    assert found.signatory is None


BLANKS = {
    "day blank": ("Cao Bằng, ngày     tháng 8 năm 2025", None, "2025-08"),
    "day dotted": ("Cao Bằng, ngày ..... tháng 8 năm 2025", None, "2025-08"),
    "month blank too": ("Cao Bằng, ngày    tháng     năm 2025", None, "2025"),
    "all there": ("Cao Bằng, ngày 20 tháng 8 năm 2025", date(2025, 8, 20), None),
}


@pytest.mark.parametrize(("line", "day", "partial"), BLANKS.values(), ids=BLANKS)
def test_a_blank_stays_blank(line: str, day: date | None, partial: str | None) -> None:
    text = f"Số:     /UBND-VX\n{line}\nKính gửi: Sở Nội vụ.\n"
    found = read_frame(View.of(text)).directive

    assert (found.number, found.issued_on, found.issued_partial) == (None, day, partial)


def test_a_day_of_issue_that_does_not_exist_is_an_error() -> None:
    text = "Số: 1/UBND-VX\nCao Bằng, ngày 31 tháng 6 năm 2025\nKính gửi: Sở Nội vụ.\n"

    with pytest.raises(ImpossibleDateError, match="31/6/2025"):
        read_frame(View.of(text))


def test_prose_is_not_a_directive() -> None:
    with pytest.raises(DirectiveError, match="not a directive"):
        read_frame(View.of("Hôm nay trời đẹp.\n1. Đi chợ.\n2. Về nhà."))


DATELINES = {
    "beside its number": (
        "Số: 454/UBND-TH Vị Thanh, ngày 6 tháng 4 năm 2026",
        "Vị Thanh",
        date(2026, 4, 6),
    ),
    "with the hour": (
        "Số: 454/UBND-TH\nCao Bằng, hồi 14 giờ 30 ngày 21 tháng 7 năm 2026",
        "Cao Bằng",
        date(2026, 7, 21),
    ),
}


@pytest.mark.parametrize(("line", "place", "day"), DATELINES.values(), ids=DATELINES)
def test_where_and_when_it_was_issued(line: str, place: str, day: date) -> None:
    first, last = "Số: 12/UBND-TH", "tháng 11 năm 2025\n"
    text = LETTER[: LETTER.index(first)] + line + LETTER[LETTER.index(last) :][17:]
    found = read_frame(View.of(text)).directive

    assert (found.number, found.place, found.issued_on) == ("454", place, day)


def test_addressees_may_begin_on_the_line_of_kinh_gui() -> None:
    text = LETTER.replace(
        "Kính gửi: Các sở, ban, ngành; UBND các xã, phường.",
        "Kính gửi: - Các sở, ban, ngành;\n- UBND các xã, phường.",
    )

    found = read_frame(View.of(text)).directive

    assert found.addressees == ("Các sở, ban, ngành", "UBND các xã, phường")


def test_an_office_of_a_council_is_named_with_it() -> None:
    text = LETTER.replace("-------", "VĂN PHÒNG", 1)

    issuer = read_frame(View.of(text)).directive.issuer

    assert issuer == "Văn phòng Ủy ban nhân dân tỉnh Cao Bằng"
