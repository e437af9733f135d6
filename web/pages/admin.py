"""Administration: the first page, which leads to the others."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from office.rights import Right
from web.access import Asking, needs
from web.pages import (
    admin_agencies,
    admin_calendar,
    admin_endings,
    admin_groups,
    admin_ladder,
    admin_policy,
    admin_posts,
    admin_users,
    admin_zalo,
    my_channels,
)
from web.rendering import page

router = APIRouter()
for pages in (
    admin_users,
    admin_agencies,
    admin_endings,
    admin_groups,
    admin_posts,
    my_channels,
    admin_calendar,
    admin_ladder,
    admin_policy,
    admin_zalo,
):
    router.routes.extend(pages.router.routes)


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the administration, and whom the table of rights lets there."""

    path: str
    name: str
    about: str
    right: Right


PLACES = (
    Place(
        "/admin/agencies",
        "Cơ quan",
        "Tên, tên gọi khác, loại; đầu mối của từng cơ quan; nhập, xuất bảng.",
        Right.REGISTER,
    ),
    Place(
        "/admin/groups",
        "Nhóm cơ quan",
        "Cụm từ như “các sở, ban, ngành” gồm những cơ quan nào.",
        Right.REGISTER,
    ),
    Place(
        "/admin/posts",
        "Đầu mối và kênh nhận tin",
        "Ai nhận tin qua đâu, ai chưa có kênh nào, ai vắng mặt; nhập, xuất danh bạ.",
        Right.REGISTER,
    ),
    Place(
        "/admin/users",
        "Tài khoản người dùng",
        "Thêm, ngừng tài khoản; gửi liên kết đăng nhập; đăng xuất khỏi mọi thiết bị.",
        Right.ACCOUNTS,
    ),
    Place(
        "/admin/policy",
        "Thang nhắc việc và cảnh báo",
        "Nhắc ai, khi nào; soạn bản mới, kiểm tra, so với quá khứ, áp dụng.",
        Right.RULE,
    ),
    Place(
        "/admin/calendar",
        "Lịch làm việc",
        "Ngày nghỉ, ngày làm bù; xem trước thời hạn nào đổi rồi mới áp dụng.",
        Right.RULE,
    ),
    Place(
        "/admin/zalo",
        "Zalo",
        "Đăng nhập Zalo OA, hạn mức ZNS trong ngày.",
        Right.REGISTER,
    ),
)


@router.get("/admin", response_class=HTMLResponse, dependencies=[needs(Right.REGISTER)])
def administration(request: Request, asking: Asking) -> HTMLResponse:
    """Show the pages that this viewer may open."""
    return page(
        request, "admin.html", places=[p for p in PLACES if asking.may(p.right)]
    )
