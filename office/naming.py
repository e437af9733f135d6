"""What people read for the words of the program: acts, phases, kinds and states."""

from __future__ import annotations

from directive.acts import ACT_NAMES, PARTY_NAMES, Party, Phase
from directive.model import Clarity, Grade, Role
from directive.timeliness import Timeliness
from store.groups import Group

ROLES = {
    Role.LEAD: "chủ trì",
    Role.COORDINATE: "phối hợp",
    Role.PERFORM: "thực hiện",
}
CLARITIES = {
    Clarity.WHO: "Rõ người",
    Clarity.WHAT: "Rõ việc",
    Clarity.RESPONSIBILITY: "Rõ trách nhiệm",
    Clarity.DEADLINE: "Rõ thời gian",
    Clarity.RESULT: "Rõ kết quả",
}
GRADES = {
    Grade.CLEAR: "rõ",
    Grade.INHERITED: "rõ theo mặc định",
    Grade.VAGUE: "chưa rõ",
    Grade.MISSING: "thiếu",
}
SHORT_PHASES = {
    Phase.DRAFT: "dự thảo",
    Phase.ISSUED: "chưa tiếp nhận",
    Phase.ACKNOWLEDGED: "đã tiếp nhận",
    Phase.IN_PROGRESS: "đang thực hiện",
    Phase.SUBMITTED: "chờ duyệt",
    Phase.CHECKED: "đã kiểm tra, chờ duyệt",
    Phase.ACCEPTED: "đã hoàn thành",
    Phase.RETURNED: "bị trả lại",
    Phase.DECLINED: "từ chối",
    Phase.SUSPENDED: "tạm dừng",
    Phase.WITHDRAWN: "đã thu hồi",
}
GROUPS = {
    Group.ASSIGNED: "tổng giao",
    Group.DONE: "hoàn thành",
    Group.DONE_ON_TIME: "hoàn thành đúng hạn",
    Group.DONE_LATE: "hoàn thành quá hạn",
    Group.DONE_UNDATED: "hoàn thành, không thời hạn",
    Group.DOING: "đang thực hiện",
    Group.DOING_IN_TIME: "đang thực hiện trong hạn",
    Group.DOING_OVERDUE: "đang thực hiện quá hạn",
    Group.DOING_UNDATED: "đang thực hiện, không thời hạn",
    Group.DUE_SOON: "sắp đến hạn",
    Group.WAITING: "chờ duyệt",
    Group.OVERDUE_OVER_30: "quá hạn trên 30 ngày",
    Group.SILENT: "không thời hạn, 90 ngày không báo cáo",
    Group.RETURNED: "bị trả lại",
    Group.NOT_ACKNOWLEDGED: "chưa tiếp nhận",
    Group.NO_PERSON: "chưa phân công người",
    Group.NOT_COUNTED: "không tính (từ chối, tạm dừng, thu hồi)",
    Group.ESCALATED: "đang cảnh báo",
    Group.ORIGINAL_ON_TIME: "hoàn thành đúng hạn ban đầu",
    Group.ORIGINAL_LATE: "hoàn thành quá hạn ban đầu",
    Group.ORIGINAL_OVERDUE: "đang thực hiện quá hạn ban đầu",
    Group.SENT: "đã gửi",
    Group.NOT_SENT: "chưa gửi",
}
STAGES = {
    "received": "mới tiếp nhận",
    "confirmed": "đã xác nhận kết quả đọc",
    "issued": "đã giao",
    "withdrawn": "đã thu hồi",
}
URGENCY = {
    Timeliness.OVERDUE: "Quá hạn",
    Timeliness.DUE_SOON: "Sắp đến hạn",
    Timeliness.IN_TIME: "Còn hạn",
    Timeliness.NO_DEADLINE: "Không thời hạn",
}
URGENCIES = {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}
MESSAGES = {
    "issued": "giao nhiệm vụ",
    "reminder_digest": "đôn đốc",
    "overdue_digest": "báo quá hạn",
    "escalation_digest": "cảnh báo lên cấp trên",
    "urgent_digest": "đôn đốc văn bản khẩn",
    "returned": "trả lại kết quả",
    "extension_decided": "trả lời xin gia hạn",
    "due_set": "ấn định thời hạn",
    "assignment_decided": "tạm dừng, tiếp tục, thu hồi, giao lại",
    "explanation_asked": "yêu cầu giải trình",
    "follow_up_digest": "theo dõi cảnh báo",
    "calendar_changed": "đổi lịch làm việc",
    "receipt": "xác nhận đã nhận",
    "weekly_report": "báo cáo tuần",
    "sign_in": "liên kết đăng nhập",
    "answer_link": "liên kết trả lời mới",
    "chat_echo": "trả lời tin nhắn",
}
DELIVERIES = {
    "pending": "chờ gửi",
    "handing_over": "đang gửi",
    "sent": "đã gửi",
    "failed": "không gửi được",
    "superseded": "không cần gửi nữa",
}
ATTEMPTS = {
    "handing_over": "đang chuyển",
    "sent": "đã gửi",
    "temporary": "tạm thời chưa gửi được",
    "permanent": "bị từ chối",
    "reschedule": "hẹn gửi lại",
    "unknown": "không rõ đã đến hay chưa",
}
CHANNELS = {
    "email": "thư điện tử",
    "mail": "thư điện tử",
    "zalo_bot": "Zalo",
    "zalo_oa": "Zalo OA",
    "zalo_zns": "Zalo ZNS",
    "web": "trang web",
    "drop": "thư mục dùng chung",
    "cli": "dòng lệnh",
    "none": "chưa có kênh",
}
VERDICTS = {
    "waiting": "chờ duyệt",
    "checked": "cơ quan tổng hợp đã kiểm tra",
    "accepted": "đã duyệt",
    "returned": "trả lại",
}
EXTENSIONS = {"asked": "chờ quyết định", "granted": "cho gia hạn", "refused": "từ chối"}
TASKS = {
    "reading": "Kết quả đọc văn bản cần xác nhận",
    "extension": "Xin gia hạn",
    "declined": "Từ chối nhiệm vụ",
    "undeliverable": "Không gửi được thông báo",
    "zalo_login": "Đăng nhập lại Zalo OA",
    "channel": "Kênh gửi cần sửa",
    "inbound": "Thư đến cần xem",
    "amendment": "Văn bản mới thay đổi văn bản đã giao",
}
_ACTS: dict[str, str] = {
    "remind": "đôn đốc",
    "escalate": "cảnh báo lên cấp trên",
    "receive": "tiếp nhận văn bản",
    "confirm": "xác nhận kết quả đọc",
    "breakdown": "phân công nội bộ",
    "correct": "sửa kết quả đọc",
    "amended_withdraw": "thu hồi theo văn bản mới",
    "amended_move": "dời thời hạn theo văn bản mới",
    "amended_keep": "giữ nguyên khi có văn bản mới",
    "renew": "sang kỳ báo cáo mới",
    "hold": "chuyển sang ngày làm việc sau",
    "shift": "tính lại theo lịch mới",
    "calendar": "lịch làm việc thay đổi",
    "acknowledge_escalation": "tiếp nhận cảnh báo",
    "ask_explanation": "yêu cầu giải trình",
    "send_again": "gửi lại",
    "explain_escalation": "giải trình cảnh báo",
    **{str(one): name for one, name in ACT_NAMES.items()},
}


def act(name: str) -> str:
    """Return what an act of an event is called; an unknown one keeps its name."""
    return _ACTS.get(name, name)


def actor(text: str) -> str:
    """Return for whom an event says somebody acted: a party, an agency's code."""
    party, _, code = text.partition("#")[0].partition(":")
    return code or (PARTY_NAMES[Party(party)] if party in set(Party) else party)


def number_of(number: str | None, symbol: str | None) -> str:
    """Return a document's number as written; a blank one shows as "…"."""
    return f"{number or '…'}/{symbol}" if symbol else number or "…"
