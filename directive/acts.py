"""The phases, acts and parties of the lifecycle, and their Vietnamese names."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where an obligation stands; how timely it is, is derived elsewhere."""

    DRAFT = "draft"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What somebody, or the clock, does to an obligation."""

    ISSUE = "issue"
    ACKNOWLEDGE = "acknowledge"
    NAME_PERSON = "name_person"
    REPORT_PROGRESS = "report_progress"
    SUBMIT = "submit"
    CHECK = "check"
    ACCEPT = "accept"
    RETURN = "return"
    DECLINE = "decline"
    REASSIGN = "reassign"
    DELEGATE = "delegate"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    SET_DUE = "set_due"
    SUSPEND = "suspend"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


class Party(StrEnum):
    """On whose behalf an act is done."""

    OFFICE = "office"
    AGENCY = "agency"
    COLLECTOR = "collector"
    LEADER = "leader"
    CLOCK = "clock"


PHASE_NAMES: dict[Phase, str] = {
    Phase.DRAFT: "dự thảo",
    Phase.ISSUED: "đã giao, chưa tiếp nhận",
    Phase.ACKNOWLEDGED: "đã tiếp nhận",
    Phase.IN_PROGRESS: "đang thực hiện",
    Phase.SUBMITTED: "đã báo cáo kết quả, chờ duyệt",
    Phase.CHECKED: "cơ quan tổng hợp đã kiểm tra, chờ duyệt",
    Phase.ACCEPTED: "đã hoàn thành",
    Phase.RETURNED: "bị trả lại, phải làm lại",
    Phase.DECLINED: "cơ quan từ chối vì không thuộc chức năng",
    Phase.SUSPENDED: "tạm dừng",
    Phase.WITHDRAWN: "đã thu hồi",
}

ACT_NAMES: dict[Act, str] = {
    Act.ISSUE: "giao",
    Act.ACKNOWLEDGE: "tiếp nhận",
    Act.NAME_PERSON: "phân công người chịu trách nhiệm",
    Act.REPORT_PROGRESS: "báo cáo tiến độ",
    Act.SUBMIT: "báo cáo kết quả",
    Act.CHECK: "kiểm tra kết quả",
    Act.ACCEPT: "duyệt kết quả",
    Act.RETURN: "trả lại",
    Act.DECLINE: "từ chối",
    Act.REASSIGN: "giao lại cho cơ quan khác",
    Act.DELEGATE: "giao cho đơn vị trực thuộc",
    Act.ASK_EXTENSION: "xin gia hạn",
    Act.GRANT_EXTENSION: "cho gia hạn",
    Act.REFUSE_EXTENSION: "không cho gia hạn",
    Act.SET_DUE: "ấn định thời hạn",
    Act.SUSPEND: "tạm dừng",
    Act.RESUME: "tiếp tục",
    Act.WITHDRAW: "thu hồi",
    Act.REOPEN: "mở lại",
}

PARTY_NAMES: dict[Party, str] = {
    Party.OFFICE: "Văn phòng UBND tỉnh",
    Party.AGENCY: "cơ quan thực hiện",
    Party.COLLECTOR: "cơ quan tổng hợp",
    Party.LEADER: "lãnh đạo UBND tỉnh",
    Party.CLOCK: "hệ thống",
}
