"""What a mail says by itself."""

import pytest

from directive.quoting import strip_quoted

NEW = "Kính gửi Văn phòng,\n\nSở gửi báo cáo NV-2025-000123."
OLD = "Nhắc: NV-2025-000999 còn 3 ngày."

QUOTED = {
    "nothing quoted": NEW,
    "angle brackets": f"{NEW}\n\n> {OLD}\n>> và nữa",
    "brackets first": f"> {OLD}\n{NEW}",
    "gmail in Vietnamese": (
        f"{NEW}\n\nVào Th 2, 15 thg 12, 2025 vào lúc 08:00 Văn phòng UBND tỉnh "
        f"<vanphong@cao-bang.example> đã viết:\n{OLD}"
    ),
    "gmail, broken over lines": (
        f"{NEW}\n\nVào Th 2, 15 thg 12, 2025 vào lúc 08:00 Văn phòng\n"
        f"<vanphong@cao-bang.example> đã\nviết:\n\n{OLD}"
    ),
    "gmail in English": (
        f"{NEW}\n\nOn Mon, 15 Dec 2025 at 08:00, Office <o@x.example> wrote:\n{OLD}"
    ),
    "outlook": f"{NEW}\n\n-----Original Message-----\nFrom: o@x.example\n{OLD}",
    "forwarded": f"{NEW}\n\n---------- Forwarded message ---------\n{OLD}",
    "header block in Vietnamese": (
        f"{NEW}\n\nTừ: Văn phòng UBND tỉnh\nĐã gửi: 15/12/2025 08:00\n"
        f"Đến: Sở Nội vụ\nChủ đề: Nhắc việc\n\n{OLD}"
    ),
    "header block in English": (
        f"{NEW}\n\n*From:* Office\n*Sent:* Monday\n*To:* Sở\n*Subject:* x\n\n{OLD}"
    ),
    "windows lines": f"{NEW}\n\n> {OLD}".replace("\n", "\r\n"),
    "a signature": f"{NEW}\n-- \nSở Nội vụ, {OLD}",
}

KEPT = {
    "a period": "Từ: 01/7/2025 đến nay Sở đã kiểm tra 12 cơ sở.",
    "a sentence with on": "On 15 Dec 2025 the report was signed.",
    "a sentence with vào": "Vào ngày 15/12/2025 Sở đã họp.\nKết quả: đạt.",
    "a colon": "Sở báo cáo như sau:\n- đã kiểm tra\n- đã tập huấn",
}


@pytest.mark.parametrize("text", QUOTED.values(), ids=QUOTED)
def test_only_the_new_text_stays(text: str) -> None:
    assert strip_quoted(text) == NEW


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_a_report_is_not_taken_for_a_quote(text: str) -> None:
    assert strip_quoted(text) == text
