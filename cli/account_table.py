"""The account of a rehearsal as tables for the terminal, in Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from directive.ladder import AUDIENCE_NAMES, DEFAULT_POLICY

if TYPE_CHECKING:
    from rich.console import Console

    from office.accounting import Json

_MESSAGES = {
    "issued": "Giao nhiệm vụ",
    "reminder_digest": "Nhắc việc",
    "overdue_digest": "Đôn đốc thủ trưởng cơ quan",
    "escalation_digest": "Báo cáo Văn phòng và lãnh đạo",
    "urgent_digest": "Đôn đốc văn bản khẩn",
    "returned": "Trả lại",
    "extension_decided": "Quyết định gia hạn",
    "due_set": "Ấn định thời hạn",
    "follow_up_digest": "Theo dõi cảnh báo",
    "calendar_changed": "Đổi lịch làm việc",
    "receipt": "Biên nhận",
    "weekly_report": "Báo cáo tuần",
}
_ANSWERS = {
    "acknowledged": "Nhiệm vụ được tiếp nhận",
    "named": "Phân công người chịu trách nhiệm",
    "progress_reports": "Báo cáo tiến độ",
    "submissions": "Văn bản báo cáo kết quả",
    "checked": "Cơ quan tổng hợp đã kiểm tra",
    "returned": "Trả lại",
    "accepted": "Nghĩa vụ được duyệt",
    "extensions": "Gia hạn",
}


def show(told: Json, console: Console) -> None:
    """Print what happened, from the first day to the last."""
    console.print(
        f"\n[bold]Từ {_day(told['from'])} đến {_day(told['to'])}[/bold]:"
        f" {told['instructions']} nội dung chỉ đạo,"
        f" {told['agencies']} cơ quan, {told['assignments']} nhiệm vụ,"
        f" {told['due']} nghĩa vụ có thời hạn\n"
    )
    console.print(_ladder(told))
    console.print(_counts("Thư đã gửi", _MESSAGES, _by_kind(told)))
    console.print(_counts("Các cơ quan và Văn phòng đã làm", _ANSWERS, told))
    mails = told["mails"]
    good = not told["lost"] and not told["doubled"] and mails["caught"] == mails["sent"]
    console.print(
        f"Máy chủ thư nhận [bold]{mails['caught']}[/bold] thư, sổ gửi ghi"
        f" [bold]{mails['sent']}[/bold]: mất {told['lost']}, trùng {told['doubled']}",
        style="green" if good else "red",
    )
    audit = told["audit"]
    console.print(
        f"Nhật ký: {audit['events']} sự kiện trong {audit['chains']} chuỗi,"
        f" {audit['checkpoints']} mốc niêm phong: {audit['fault'] or 'nguyên vẹn'}",
        style="red" if audit["fault"] else "green",
    )


def _ladder(told: Json) -> Table:
    table = Table(title="Thang nhắc việc và cảnh báo", title_justify="left")
    table.add_column("Mốc")
    table.add_column("Ý nghĩa")
    table.add_column("Báo ai")
    table.add_column("Số lần", justify="right")
    for rung in DEFAULT_POLICY.rungs:
        counts = told["escalations"] if rung.escalates else told["reminders"]
        if counts.get(rung.key):
            table.add_row(
                rung.key,
                rung.purpose,
                AUDIENCE_NAMES[rung.audience],
                str(counts[rung.key]),
            )
    return table


def _counts(title: str, names: dict[str, str], counts: Json) -> Table:
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column("Việc")
    table.add_column("Số lượng", justify="right")
    for key, name in names.items():
        if counts.get(key):
            table.add_row(name, str(counts[key]))
    return table


def _by_kind(told: Json) -> Json:
    return {kind: sum(found.values()) for kind, found in told["messages"].items()}


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
