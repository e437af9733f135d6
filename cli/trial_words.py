"""What is said of a trial beside its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.wording import day
from office import naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from office.simulating import Simulation

_LISTED = 10


def opening(found: Simulation) -> Iterator[str]:
    """Yield what was replayed, and what it comes to in all."""
    old, new = found.compared.total
    yield (
        f"Thử thang {found.version} trên {found.assignments} nhiệm vụ đã giao:"
        f" {old} thông báo theo thang đang dùng, {new} theo thang thử"
        f" ({new - old:+d})."
    )
    yield (
        f"Thang nhắc việc không quyết định {found.others} thông báo khác (giao việc,"
        " trả lại, báo cáo tuần …): chúng giữ nguyên."
    )


def differences(found: Simulation) -> Iterator[str]:
    """Yield whether the replay of the ladder in force is what was really sent."""
    if not found.differences:
        yield "Phát lại thang đang dùng khớp với sổ gửi: không sai khác nào."
        return
    yield (
        f"Phát lại thang đang dùng khác sổ gửi ở {len(found.differences)} chỗ"
        " (chức danh, ngày, loại thông báo):"
    )
    for one in found.differences[:_LISTED]:
        desk = found.desks[one.sent.post]
        yield (
            f"  {day(one.sent.day)}, {desk.title} ({desk.agency_name}),"
            f" {naming.MESSAGES[one.sent.kind]}: sổ gửi {one.really}, phát lại"
            f" {one.replayed}"
        )
    if len(found.differences) > _LISTED:
        yield "  … tất cả có trong --json."
