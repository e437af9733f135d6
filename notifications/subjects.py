"""The subject of each message: code, deadline and counts, never the directive's words.

A message about one assignment bears its code, so that a plain reply is understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications import messages
from notifications.wording import count, day, late, most_late_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.messages import AssignmentLine, Payload


_DECIDED = {
    "suspend": "Tạm dừng thực hiện",
    "resume": "Tiếp tục thực hiện",
    "withdraw": "Thu hồi",
    "reopen": "Mở lại",
    "reassign": "Giao lại cho cơ quan khác",
}


def subject(payload: Payload) -> str:
    """Return the subject, in Vietnamese, without a line break."""
    return " ".join(_words(payload).split())


def _words(payload: Payload) -> str:  # noqa: C901, PLR0911, PLR0912 - one case for each kind
    match payload:
        case messages.Issued(directive=directive, lines=lines):
            urgent = f"{directive.urgent}: " if directive.urgent else ""
            given = f"theo {directive.number_text}"
            many = f"Giao {count(len(lines))} nhiệm vụ {given}"
            return urgent + _one_or_many(lines, f"Giao nhiệm vụ {given}", many)
        case messages.Returned(line=line):
            return f"[{line.code}] Đề nghị hoàn thiện báo cáo kết quả"
        case messages.ExtensionDecided(line=line, granted=granted):
            holds = f" {day(line.due_on)}" if line.due_on else ""
            if granted:
                return f"[{line.code}] Đồng ý gia hạn, thời hạn mới{holds}"
            return f"[{line.code}] Không gia hạn, giữ nguyên thời hạn{holds}"
        case messages.DueSet(lines=lines):
            many = f"Ấn định thời hạn của {count(len(lines))} nhiệm vụ"
            if (due_on := lines[0].due_on) is None:
                return _one_or_many(lines, "Không còn ấn định thời hạn", many)
            return _one_or_many(lines, f"Ấn định thời hạn {day(due_on)}", many)
        case messages.AssignmentDecided(act=act, lines=lines):
            many = f"{_DECIDED[act]}: {count(len(lines))} nhiệm vụ"
            return _one_or_many(lines, _DECIDED[act], many)
        case messages.ExplanationAsked(line=line):
            return f"[{line.code}] Yêu cầu giải trình việc chậm thực hiện"
        case messages.FollowUpDigest(lines=lines):
            many = f"Theo dõi cảnh báo về {count(len(lines))} nhiệm vụ"
            return _one_or_many(lines, "Theo dõi cảnh báo", many)
        case messages.CalendarChanged(lines=lines):
            many = f"Lịch làm việc thay đổi: thời hạn của {count(len(lines))} nhiệm vụ"
            return _one_or_many(lines, "Lịch làm việc thay đổi: thời hạn mới", many)
        case messages.Receipt(done=str(), lines=lines):
            return _one_or_many(lines, "Đã ghi nhận trả lời", "Đã ghi nhận trả lời")
        case messages.Receipt(taken=taken, lines=lines):
            if not taken:
                return "Đã nhận thư, chưa ghi nhận là báo cáo kết quả"
            many = f"Đã nhận báo cáo kết quả của {count(len(lines))} nhiệm vụ"
            return _one_or_many(lines, "Đã nhận báo cáo kết quả", many)
        case messages.WeeklyReport(first_day=first, last_day=last, total=total):
            week = f"Báo cáo tuần {day(first)} - {day(last)}"
            return f"{week}: {count(total.open_overdue)} nhiệm vụ đang quá hạn"
        case _:
            return _digest(payload)


def _digest(
    payload: messages.ReminderDigest
    | messages.OverdueDigest
    | messages.EscalationDigest,
) -> str:
    lines = payload.lines
    dates = [line.due_on for line in lines if line.due_on]
    until = f", hạn {day(min(dates))}" if dates else ""
    worst = late(most_late_first(lines)[0])
    one = f"{worst or 'chưa có kết quả'}{until}"
    many = _so_late(lines)
    match payload:
        case messages.ReminderDigest():
            first = f", hạn sớm nhất {day(min(dates))}" if dates else ""
            return _one_or_many(
                lines, f"Nhắc việc{until}", f"Nhắc {count(len(lines))} nhiệm vụ{first}"
            )
        case messages.OverdueDigest():
            return _one_or_many(lines, f"Đôn đốc: {one}", f"Đôn đốc {many}")
        case messages.EscalationDigest():
            return _one_or_many(lines, f"Báo cáo: {one}", f"Báo cáo {many}")


def _one_or_many(lines: Sequence[AssignmentLine], one: str, many: str) -> str:
    return f"[{lines[0].code}] {one}" if len(lines) == 1 else many


def _so_late(lines: Sequence[AssignmentLine]) -> str:
    days = max(line.days_late or 0 for line in lines)
    if not days:
        return f"{count(len(lines))} nhiệm vụ chưa có kết quả"
    return f"{count(len(lines))} nhiệm vụ quá hạn, lâu nhất {count(days)} ngày làm việc"
