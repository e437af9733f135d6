"""One payload of each kind, about the model directive."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from notifications import messages
from notifications.messages import AssignmentLine

OFFICE = "Văn phòng UBND tỉnh Cao Bằng"
TITLE = (
    "V/v tăng cường công tác đảm bảo an toàn, vệ sinh lao động "
    "trên địa bàn tỉnh Cao Bằng"
)
NUMBER = "Công văn số 1234/UBND-VX ngày 20/8/2025"
WHY = (
    "Mức nhắc T+1: quá hạn từ 01 ngày làm việc thì báo người đứng đầu cơ quan; đếm từ "
    "ngày 15/12/2025, không kể ngày nghỉ. Nếu chưa có kết quả, đến hết ngày "
    "17/12/2025 sẽ báo cáo Văn phòng UBND tỉnh."
)


A_LINE = AssignmentLine(
    code="NV-2025-000123",
    what="Báo cáo kết quả thực hiện Chương trình ATVSLĐ tỉnh Cao Bằng giai đoạn "
    "2021 - 2025 về Sở Nội vụ để tổng hợp.",
    directive_title=TITLE,
    directive_number_text=NUMBER,
    due_on=date(2025, 12, 14),
    last_working_day=date(2025, 12, 12),
    collector="Sở Nội vụ",
    expected_result="Báo cáo kết quả thực hiện",
    why=WHY,
    days_late=None,
    agency="Sở Xây dựng",
)


def a_line(
    number: int = 123,
    **changes: Any,  # noqa: ANN401 - any field of the line
) -> AssignmentLine:
    return replace(A_LINE, code=f"NV-2025-{number:06}", **changes)


def figures(agency: str, *counts: int) -> messages.AgencyFigures:
    return messages.AgencyFigures(agency, *counts)


LATE = (
    a_line(124, days_late=1),
    a_line(123, days_late=3, what="Tổ chức kiểm tra ATVSLĐ tại nơi có nguy cơ cao."),
    a_line(
        130,
        days_late=8,
        directive_title="V/v rà soát, cắt giảm thủ tục hành chính",
        directive_number_text="Chỉ thị số 07/CT-UBND ngày 05/9/2025",
        due_on=date(2025, 12, 3),
        last_working_day=date(2025, 12, 3),
        collector=None,
        expected_result=None,
    ),
)

PAYLOADS: dict[str, messages.Payload] = {
    payload.kind: payload
    for payload in (
        messages.Issued(
            to="Văn thư Sở Xây dựng",
            office=OFFICE,
            directive=messages.DirectiveHeading(
                TITLE, NUMBER, "UBND tỉnh Cao Bằng", date(2025, 8, 20)
            ),
            lines=(a_line(), a_line(125, due_on=None, last_working_day=None)),
        ),
        messages.ReminderDigest(
            to="Văn thư Sở Xây dựng",
            office=OFFICE,
            on=date(2025, 12, 9),
            lines=(a_line(),),
        ),
        messages.OverdueDigest(
            to="Lãnh đạo Sở Xây dựng",
            office=OFFICE,
            on=date(2025, 12, 17),
            lines=LATE,
        ),
        messages.EscalationDigest(
            to="Chủ tịch UBND tỉnh",
            office=OFFICE,
            on=date(2025, 12, 26),
            lines=(*LATE, a_line(140, agency="UBND xã Đàm Thủy", days_late=10)),
            followed=(
                a_line(150, why="Cảnh báo T+5 báo ngày 19/12/2025 đã khép lại."),
            ),
        ),
        messages.Returned(
            to="Lãnh đạo Sở Xây dựng",
            office=OFFICE,
            line=a_line(),
            reason="Thiếu số liệu về huấn luyện an toàn lao động.",
            returned_by="Sở Nội vụ",
            returned_on=date(2025, 12, 11),
        ),
        messages.ExtensionDecided(
            to="Lãnh đạo Sở Xây dựng",
            office=OFFICE,
            line=a_line(due_on=date(2025, 12, 31), last_working_day=date(2025, 12, 31)),
            granted=True,
            asked_for=date(2025, 12, 31),
            due_before=date(2025, 12, 14),
            reason="Chờ số liệu của các huyện cũ.",
            decided_by="Chánh Văn phòng UBND tỉnh",
            decided_on=date(2025, 12, 10),
        ),
        messages.DueSet(
            to="Văn thư Sở Xây dựng",
            office=OFFICE,
            lines=(
                a_line(due_on=date(2025, 12, 31), last_working_day=date(2025, 12, 31)),
            ),
            reason="Mốc “ngày có hướng dẫn” là ngày 16/12/2025.",
            decided_by="Văn phòng UBND tỉnh",
            decided_on=date(2025, 12, 17),
        ),
        messages.AssignmentDecided(
            to="Văn thư Sở Xây dựng",
            office=OFFICE,
            act="suspend",
            lines=(a_line(),),
            reason="Chờ quy định mới của Bộ Nội vụ.",
            decided_by="Văn phòng UBND tỉnh",
            decided_on=date(2025, 12, 10),
        ),
        messages.ExplanationAsked(
            to="Lãnh đạo Sở Xây dựng",
            office=OFFICE,
            line=a_line(days_late=5),
            question="Nêu rõ lý do chậm và ngày hoàn thành.",
            asked_by="Phó Chủ tịch UBND tỉnh",
            asked_on=date(2025, 12, 22),
        ),
        messages.FollowUpDigest(
            to="Lãnh đạo Sở Xây dựng",
            office=OFFICE,
            on=date(2025, 12, 19),
            lines=(a_line(),),
        ),
        messages.CalendarChanged(
            to="Văn thư Sở Xây dựng",
            office=OFFICE,
            because="Thông báo nghỉ bù ngày 12/12/2025.",
            lines=(a_line(last_working_day=date(2025, 12, 11)),),
        ),
        messages.Receipt(
            to="Văn thư Sở Xây dựng",
            office=OFFICE,
            received_at=datetime(2025, 12, 12, 1, 5, tzinfo=UTC),
            taken=True,
            reason=None,
            files=1,
            lines=(a_line(),),
        ),
        messages.WeeklyReport(
            to="Chủ tịch UBND tỉnh",
            office=OFFICE,
            first_day=date(2025, 12, 22),
            last_day=date(2025, 12, 28),
            total=figures("Toàn tỉnh", 400, 250, 30, 100, 20, 0),
            agencies=(
                figures("UBND xã Đàm Thủy", 5, 1, 1, 1, 2, 0),
                figures("Sở Xây dựng", 6, 2, 1, 2, 1, 0),
            ),
            lines=LATE,
        ),
    )
}
