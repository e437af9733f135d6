"""What people call the fields of a reading."""

from __future__ import annotations

NAMES = {
    "kind": "loại",
    "number": "số",
    "symbol": "ký hiệu",
    "issuer": "cơ quan ban hành",
    "issued_on": "ngày ban hành",
    "title": "trích yếu",
    "urgency": "độ khẩn",
    "date": "ngày",
    "time": "giờ",
    "from": "từ ngày",
    "last_day": "ngày cuối",
    "every": "kỳ",
    "day": "ngày trong kỳ",
    "anchor": "mốc tính",
    "amount": "số lượng",
    "unit": "đơn vị tính",
    "text": "lời văn",
    "role": "vai trò",
    "accountable": "người chịu trách nhiệm",
    "coordinating": "cơ quan phối hợp",
    "report_to": "nơi nhận kết quả",
    "expected_result": "kết quả",
    "agencies": "cơ quan thực hiện",
    "agencies_except": "cơ quan trừ ra",
    "deadline": "thời hạn",
    "more_deadlines": "thời hạn khác",
    "generic": "việc có giao hay không",
    "span": "chỗ tách, gộp",
    "addressees": "nơi kính gửi",
}
"""By the names of the model, of a review file and of the forms on the screen."""
