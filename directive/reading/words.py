"""The vocabulary of orders, folded (see `text.fold`)."""

from __future__ import annotations

import re


def either(*words: str) -> str:
    """Return a pattern for any of the words, the longest first, whole words only.

    The words are letters, blanks, commas, "&" and "-", or patterns.
    """
    ordered = sorted(words, key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(ordered) + r")(?!\w)"


# Words before the ordered verb that say how, not what.
MANNERS = (
    "tiếp tục", "chủ động", "khẩn trương", "kịp thời", "tích cực", "thường xuyên",
    "tập trung", "nghiêm túc", "trực tiếp", "sớm", "phải", "cần", "có trách nhiệm",
    "chịu trách nhiệm", "quyết liệt", "đồng thời", "ngay", "nhanh chóng",
    "hằng năm", "hàng năm", "định kỳ", "đề cao trách nhiệm", "có nhiệm vụ",
    "rà soát kỹ", "sẵn sàng",
)  # fmt: skip

# Verbs that ask for care, not for a thing done.
EXHORTS = (
    "tăng cường", "đẩy mạnh", "quan tâm", "chú trọng", "thực hiện tốt", "nâng cao",
    "phát huy", "đề cao", "thực hiện nghiêm", "thực hiện nghiêm túc", "lưu ý",
    "làm tốt", "coi trọng", "đổi mới", "đẩy nhanh", "thực hiện có hiệu quả",
    "thực hiện hiệu quả", "nêu cao", "tạo điều kiện",
)  # fmt: skip

# Verbs that order an act.
ACTS = (
    "ban hành", "báo cáo", "biên soạn", "bàn giao", "bố trí", "bổ sung", "bảo đảm",
    "chia sẻ", "chuẩn bị", "chuyển", "chấn chỉnh", "chấp hành", "chỉ đạo",
    "chủ trì", "cung cấp", "cân đối", "giúp", "công bố", "công khai", "cập nhật", "cử",
    "duy trì", "giao", "giám sát", "giải quyết", "gửi", "hoàn thiện", "hoàn thành",
    "huy động", "hướng dẫn", "hỗ trợ", "khai báo", "khảo sát", "khắc phục",
    "kiến nghị", "kiểm soát", "kiểm tra", "kê khai", "làm rõ", "làm việc",
    "lãnh đạo", "lưu trữ", "lấy ý kiến", "lập", "lồng ghép", "lựa chọn",
    "nghiên cứu", "ngăn chặn", "niêm yết", "nắm bắt", "nắm tình hình", "phân bổ",
    "phân công", "phê duyệt", "phòng ngừa", "phản ánh", "phối hợp", "phổ biến",
    "phục hồi", "quy định", "quán triệt", "quản lý", "rà soát", "soạn thảo",
    "sơ kết", "tham gia", "tham mưu", "thanh tra", "thay thế", "theo dõi",
    "thiết lập", "thu hồi", "thành lập", "thẩm định", "thống kê", "thống nhất",
    "thông báo", "thông tin", "thúc đẩy", "thực hiện", "tiếp nhận", "tiến hành",
    "triển khai", "trình", "tuyên truyền", "tìm", "tính toán", "tạo lập",
    "tập huấn", "tập hợp", "tổ chức", "tổng hợp", "tổng kết", "vận hành",
    "vận động", "xem xét", "xác minh", "xác định", "xây dựng", "xử lý", "yêu cầu",
    "ứng dụng", "ứng phó", "điều chỉnh", "điều tra", "điều động", "đánh giá",
    "đào tạo", "đôn đốc", "đăng ký", "đăng tải", "đảm bảo", "đẩy", "đề nghị",
    "đề xuất", "đối chiếu", "đầu tư", "thực thi", "khai thác", "kết nối",
    "đồng bộ", "số hóa", "bồi dưỡng", "khen thưởng", "bám sát", "cụ thể hóa",
    "chủ động", "rút ngắn", "thanh toán", "giải ngân", "tháo gỡ", "tiếp thu",
    "trả lời", "trao đổi", "tuyển dụng", "kiện toàn", "sắp xếp", "bảo vệ", "cấp",
    "công nhận", "diễn tập", "xác nhận", "truyền thông", "trang bị", "nhận diện",
    "chịu trách nhiệm", "cắt giảm", "thông tuyến", "vệ sinh", "kiểm đếm",
    "kiểm kê", "điều hành", "điều phối", "giải trình", "góp ý", "cho ý kiến",
    "tuần tra", "huấn luyện", "thăm hỏi", "hưởng ứng", "phân loại", "phân tích",
    "nghiệm thu", "tiếp công dân", "đối thoại", "tham dự", "ủy quyền", "sửa chữa",
    "bảo dưỡng", "quan trắc", "phân cấp", "nộp",
)  # fmt: skip

EXHORTING = frozenset(EXHORTS)
ORDERED = frozenset(ACTS) | EXHORTING

# An example or a definition after these words is not an order: "như: xây dựng …".
EXAMPLE = re.compile(
    r"(?<!\w)(?:như|gồm|bao gồm|cụ thể là|ví dụ) ?:|\((?:như|gồm|bao gồm|nếu)\b"
)
PURPOSE = re.compile(either("để", "nhằm", "làm cơ sở", "làm căn cứ", "phục vụ"))

ORDERING = re.compile(either(*ACTS, *EXHORTS, *MANNERS, "đề nghị", "yêu cầu"))
# Opens the clause before an order: on what ground, in what bounds, when.
GROUNDS = re.compile(
    r"(?:căn cứ|trên cơ sở|theo chức năng|theo thẩm quyền|theo nhiệm vụ"
    r"|trong phạm vi|trong quá trình|là cơ quan|làm đầu mối|có trách nhiệm"
    r"|có kế hoạch|có phương án|có giải pháp|hằng năm|hàng năm|định kỳ)(?!\w)"
)
# Verbs that order an act where a point begins with them; inside a sentence they
# are too often something else.
BEGINNINGS = re.compile(
    either(
        "chăm lo", "giữ vững", "phát triển", "cải thiện", "mở rộng", "thu hút",
        "khuyến khích", "ưu tiên", "củng cố", "nghiêm cấm", "không để", "làm đầu mối",
        "là đầu mối", "là cơ quan đầu mối", "rút kinh nghiệm", "tuân thủ", "phát hiện",
        "tích hợp", "sửa đổi", "phát động", "phát hành", "nhân rộng", "chuẩn hóa",
        "giới thiệu", "sử dụng", "nâng cấp", "mua sắm", "cảnh báo", "dự báo",
        "sơ tán", "di dời", "hình thành", "định hướng", "nhận diện", "khôi phục",
        "hạn chế", "chấm dứt", "thẩm tra", "ký kết", "lắp đặt", "kêu gọi", "tạo",
        "có kế hoạch", "có phương án", "có giải pháp", "có biện pháp", "phấn đấu",
        "triệt để", "nắm chắc", "kiên quyết", "quyết tâm", "bình xét", "tham gia",
        "khánh thành", "khởi công", "giảm(?! nghèo)", "tăng(?! trưởng)", "dừng",
        "tạm dừng", "đình chỉ",
        "thu gom", "vận chuyển", "cải tạo", "nạo vét", "khơi thông", "trồng",
        "chăm sóc", "tiêm", "in ấn", "treo", "trưng bày", "tôn vinh",
        "biểu dương", "tặng", "trao", "bồi thường", "họp",
        "trực", "ứng trực", "túc trực", "canh gác", "bảo quản", "bảo tồn", "đo đạc",
        "lấy mẫu", "xét nghiệm", "tuyển chọn", "luân chuyển", "bổ nhiệm", "xử phạt",
        "triệt phá", "xóa bỏ", "loại bỏ", "hủy bỏ", "bãi bỏ", "lưu giữ",
        "số hoá", "nhập dữ liệu",
        "tiếp đón", "thăm", "động viên", "giữ gìn", "gìn giữ",
        "đa dạng hóa", "hiện đại hóa", "đơn giản hóa", "khơi dậy",
        "ra mắt", "cam kết", "tự rà soát", "coi", "kéo giảm", "kiềm chế",
        "không (?:được|tổ chức|thực hiện|sử dụng|ban hành)", "tuyệt đối không",
        "phân định", "tiết kiệm", "hoàn trả", "trả", "tính toán", "mời", "gắn", "đưa",
    )
)  # fmt: skip
# Opens what is found, thanked for or agreed to, with nobody told to act.
FINDINGS = re.compile(
    r"(?:ghi nhận|biểu dương|hoan nghênh|đánh giá cao|chúc mừng|cảm ơn"
    r"|thay mặt [^.;]{3,120}(?:ghi nhận|biểu dương|cảm ơn|hoan nghênh)"
    r"|cơ bản (?:thống nhất|đồng ý|nhất trí)|thống nhất (?:với|chủ trương|đề xuất)"
    r"|đồng ý|chấp thuận|nhất trí|việc |hiện nay|kết quả đạt|thời gian qua|đây là"
    r"|trong thời gian qua|bên cạnh đó|tuy nhiên|nhìn chung"
    r"|công tác [^.;:,]{3,80} được)"
)
# Only ever the last paragraph.
LAST_WORDS = re.compile(
    r"trên đây là|căn cứ nhiệm vụ"
    r"|văn phòng (?:chính phủ|(?:ubnd|ủy ban nhân dân) [^.;:]{3,30})"
    r" (?:xin )?(?:trân trọng )?thông báo"
    r"|(?:thừa lệnh[^.;:]{3,60}, )?(?:chủ tịch )?(?:ủy ban nhân dân|ubnd) (?:tỉnh"
    r"|thành phố)"
    r" (?:yêu cầu|đề nghị)|nhận được (?:công văn|chỉ thị|công điện|kế hoạch) này"
)
# Opens a paragraph that speaks to everybody after the last point.
CLOSING = re.compile(
    r"(?:căn cứ|trên đây|yêu cầu|đề nghị|giao|trong quá trình|quá trình|nhận được"
    r"|(?:thừa lệnh |thừa ủy quyền )?(?:[^.;:]{0,80} )?(?:yêu cầu|đề nghị|giao"
    r"|thông báo)"
    r"|các (?:sở|cơ quan|đơn vị|bộ|đồng chí)|thủ trưởng|ủy ban nhân dân|chỉ thị này"
    r"|kế hoạch này|công điện này|nếu có|trường hợp)(?!\w)"
)


def verbs_of(words: str) -> frozenset[str]:
    """Return the ordered verbs in folded words, manner left out."""
    first = ORDERING.match(words)
    opened = None if first and first[0] in ORDERED else BEGINNINGS.match(words)
    return (ORDERED & set(ORDERING.findall(words))) | ({opened[0]} if opened else set())
