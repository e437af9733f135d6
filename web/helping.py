"""The help: for each kind of people what they do here, step by step, with pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from office.rights import Role

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `picture` is a file of `static/help`, made by the tests."""

    title: str
    text: str
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """The help for some roles."""

    key: str
    title: str
    about: str
    steps: tuple[Step, ...]


OFFICE = Guide(
    "office",
    "Văn phòng UBND tỉnh",
    "Tiếp nhận văn bản, kiểm tra 5 rõ, giao việc, theo dõi và duyệt kết quả.",
    (
        Step(
            "Đưa văn bản vào",
            "Mở mục Văn bản, kéo thả hoặc chọn tệp (PDF, Word, ODT, văn bản thường)."
            " Văn bản mang dấu mật bị từ chối ngay và không được lưu.",
            "office-directives.png",
        ),
        Step(
            "Kiểm tra bài đọc",
            "Bên trái là văn bản gốc, bên phải là từng nội dung chỉ đạo với 5 rõ."
            " Bấm vào một ô để xem lời của văn bản được tô. Sửa ô nào chưa đúng, trả"
            " lời các câu hỏi về điểm chưa rõ.",
            "office-reading.png",
        ),
        Step(
            "Xem trước rồi ban hành",
            "Trang ban hành cho biết cơ quan nào nhận việc gì, hạn nào, được nhắc"
            " khi nào và qua kênh nào. Bấm Ban hành để giao cho tất cả cùng lúc.",
            "office-issue.png",
        ),
        Step(
            "Theo dõi",
            "Trang Tổng quan có số liệu theo mẫu báo cáo và những việc cần làm hôm"
            " nay. Mỗi con số mở ra đúng danh sách của nó.",
            "office-overview.png",
        ),
        Step(
            "Duyệt hoặc trả lại kết quả",
            "Mở nhiệm vụ đang chờ duyệt, xem minh chứng, bấm Duyệt hoặc Trả lại kèm"
            " lý do. Không ai được duyệt báo cáo của chính mình.",
        ),
    ),
)
AGENCY = Guide(
    "agency",
    "Cơ quan thực hiện",
    "Trả lời ngay từ liên kết trong thư hoặc Zalo, không cần nhớ mật khẩu.",
    (
        Step(
            "Mở liên kết trong thư",
            "Bấm “Trả lời văn bản này”. Liên kết chỉ mở văn bản đó cho cơ quan mình,"
            " có thời hạn, xin không chuyển tiếp.",
            "agency-answer.png",
        ),
        Step(
            "Tiếp nhận và phân công",
            "Bấm Tiếp nhận một lần cho cả văn bản. Ghi người chịu trách nhiệm, chức"
            " vụ, điện thoại; phân công nội bộ theo 5 rõ trên trang hoặc bằng tệp"
            " Excel.",
            "agency-breakdown.png",
        ),
        Step(
            "Báo cáo kết quả",
            "Các nội dung đã được chọn sẵn; ghi một dòng kết quả cho mỗi nội dung,"
            " chọn tệp hoặc chụp ảnh, bấm Gửi. Không có tệp thì ghi số và ngày văn"
            " bản.",
        ),
        Step(
            "Xin gia hạn, hoặc báo không thuộc chức năng",
            "Mở nội dung đó, chọn việc cần làm và nêu lý do. Thời hạn cũ còn hiệu"
            " lực cho đến khi có quyết định.",
        ),
        Step(
            "Trả lời qua Zalo",
            "Liên kết Zalo bằng mã dùng một lần, rồi nhắn: “đã nhận”; “xong” kèm"
            " ảnh; “xin gia hạn đến 20/12 vì …”. Hệ thống luôn nhắn lại đã ghi nhận"
            " gì.",
        ),
    ),
)
LEADER = Guide(
    "leader",
    "Lãnh đạo",
    "Chỉ những cảnh báo cần đến mình, quyết định bằng một lần bấm.",
    (
        Step(
            "Xem cảnh báo",
            "Trang Cảnh báo xếp việc nặng nhất lên đầu: văn bản, cơ quan, số ngày"
            " chậm, đã nhắc những gì, cơ quan giải trình ra sao, bước tiếp theo là"
            " gì.",
            "leader-alerts.png",
        ),
        Step(
            "Quyết định",
            "Bấm Đã xem, Yêu cầu giải trình, Ấn định thời hạn mới hoặc Giao cơ quan"
            " khác. Nhiều cơ quan chậm cùng một nội dung thì gộp một khung: quyết"
            " định một lần cho cả nhóm, hoặc mở từng cơ quan. Sau khi quyết định,"
            " trang hiện cảnh báo kế tiếp.",
        ),
        Step(
            "So sánh công bằng",
            "Trang Xếp hạng dùng tỷ lệ, tính đúng hạn theo cả thời hạn ban đầu và"
            " thời hạn đã thống nhất.",
            "leader-ranking.png",
        ),
    ),
)
ADMINISTRATOR = Guide(
    "administrator",
    "Quản trị",
    "Tài khoản, danh bạ, lịch làm việc, thang nhắc việc.",
    (
        Step(
            "Tài khoản",
            "Tạo tài khoản theo chức danh, gửi liên kết đăng nhập; đổi vai trò hoặc"
            " ngừng tài khoản thì mọi phiên của nó hết hiệu lực ngay.",
            "administrator-users.png",
        ),
        Step(
            "Danh bạ và kênh liên hệ",
            "Xem đầu mối nào liên lạc được bằng kênh nào, đầu mối nào chưa có kênh;"
            " nhập, xuất bằng Excel hoặc CSV, lỗi được báo theo dòng và cột. Cơ quan"
            " sáp nhập, giải thể thì chấm dứt ở trang của cơ quan, sau khi giao lại"
            " việc chưa xong.",
        ),
        Step(
            "Lịch và thang nhắc việc",
            "Thêm ngày nghỉ, ngày làm bù kèm lý do; xem trước bao nhiêu thời hạn sẽ"
            " dời. Thang nhắc việc sửa trong bảng, xem chỗ khác rồi áp dụng; chỉ dùng"
            " cho văn bản ban hành sau đó.",
        ),
    ),
)
GUIDES: Mapping[str, Guide] = {
    one.key: one for one in (OFFICE, AGENCY, LEADER, ADMINISTRATOR)
}
OF_ROLE: Mapping[Role, Guide] = {
    Role.OFFICER: OFFICE,
    Role.OFFICE_HEAD: OFFICE,
    Role.CLERK: AGENCY,
    Role.AGENCY_HEAD: AGENCY,
    Role.BEARER: AGENCY,
    Role.LEADER: LEADER,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}


def words() -> list[str]:
    """Return every sentence of the help, for the catalogues."""
    return [
        said
        for guide in GUIDES.values()
        for said in (
            guide.title,
            guide.about,
            *(text for step in guide.steps for text in (step.title, step.text)),
        )
    ]
