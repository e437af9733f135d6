"""What a page says after an act was done, and how it gets there."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.responses import RedirectResponse

SAID = {
    "saved": "Đã lưu.",
    "signed_out": "Đã đăng xuất.",
    "link_sent": (
        "Nếu địa chỉ này có tài khoản, liên kết đăng nhập đã được gửi đến hộp thư;"
        " liên kết dùng được trong 30 phút."
    ),
    "acknowledged": "Đã tiếp nhận; Văn phòng UBND tỉnh đã biết.",
    "submitted": "Đã gửi báo cáo kết quả; kết quả đang chờ duyệt.",
    "person_named": "Đã ghi người chịu trách nhiệm.",
    "progress_kept": "Đã ghi tiến độ.",
    "extension_asked": (
        "Đã gửi đề nghị gia hạn; thời hạn cũ còn hiệu lực đến khi có quyết định."
    ),
    "declined": "Đã gửi lại Văn phòng UBND tỉnh kèm lý do.",
    "shares_kept": "Đã lưu phân công nội bộ.",
    "alert_seen": "Đã ghi là đã xem; nếu không có chuyển biến, cảnh báo sẽ quay lại.",
    "explanation_asked": "Đã yêu cầu thủ trưởng cơ quan giải trình.",
    "date_set": "Đã ấn định thời hạn mới và báo cơ quan.",
    "reassigned": "Đã giao lại cho cơ quan khác và báo cả hai cơ quan.",
    "judged": "Đã ghi quyết định về kết quả.",
    "steered": "Đã thực hiện và báo cơ quan.",
    "sent_again": "Thông báo đang chờ gửi lại.",
    "explained": "Đã gửi giải trình đến lãnh đạo.",
    "others_ended": "Đã đăng xuất mọi thiết bị khác.",
    "password_set": "Đã đổi mật khẩu; hãy đăng nhập lại.",
    "corrected": "Đã lưu; bản máy đọc vẫn được giữ để đối chiếu.",
    "reading_confirmed": "Đã xác nhận kết quả đọc; văn bản sẵn sàng ban hành.",
    "reading_reopened": "Đã mở lại để sửa; sửa xong phải xác nhận lần nữa.",
    "directive_issued": "Đã ban hành; các cơ quan được báo ngay.",
    "amended": "Đã xử lý các nhiệm vụ chưa xong của văn bản trước.",
    "taken_in": "Đã tiếp nhận và đọc văn bản; hãy kiểm tra trước khi ban hành.",
    "account_made": "Đã tạo tài khoản; hãy gửi liên kết đăng nhập cho người dùng.",
    "role_changed": "Đã đổi vai trò và đăng xuất tài khoản khỏi mọi thiết bị.",
    "account_ended": "Đã ngừng tài khoản và đăng xuất khỏi mọi thiết bị.",
    "invited": "Đã gửi liên kết đăng nhập; liên kết dùng được trong 30 phút.",
    "sessions_ended": "Đã đăng xuất tài khoản khỏi mọi thiết bị.",
    "agency_added": "Đã thêm cơ quan cùng đầu mối và thủ trưởng.",
    "agency_ended": "Đã chấm dứt cơ quan cùng đầu mối, kênh nhận tin và tài khoản.",
    "agency_back": "Đã mở lại cơ quan cùng kênh nhận tin và tài khoản.",
    "group_ended": "Đã bỏ nhóm; cụm từ của nhóm không còn chỉ cơ quan nào.",
    "group_kept": "Đã lưu nhóm cơ quan.",
    "contact_kept": "Đã lưu địa chỉ.",
    "channel_unlinked": "Đã ngắt kênh.",
    "absence_kept": "Đã ghi vắng mặt; thông báo đi đến người thay.",
    "post_back": "Chức danh tự nhận thông báo trở lại.",
    "links_revoked": "Đã thu hồi; các liên kết trả lời đã gửi không mở được nữa.",
    "calendar_set": "Đã áp dụng lịch mới, tính lại thời hạn và báo các cơ quan.",
    "policy_set": "Đã áp dụng thang mới cho văn bản ban hành từ bây giờ.",
    "sheet_kept": "Đã nhập bảng; những dòng đã có thì giữ nguyên.",
}
"""Sentences by their keys: an address carries the key, never the words."""


def after(address: str, said: str | None = None) -> RedirectResponse:
    """Return the answer that shows a page of ours after an act.

    Args:
        address: Its path, with a query if need be; another host's is not followed.
        said: The key of what the page shall say.
    """
    parts = urlsplit(address)
    path = parts.path if parts.path.startswith("/") else "/"
    query = [one for one in parse_qsl(parts.query) if one[0] != "said"]
    if said is not None:
        query.append(("said", said))
    path = "/" + path.lstrip("/\\")
    return RedirectResponse(
        urlunsplit(("", "", path, urlencode(query), parts.fragment)), status_code=303
    )
