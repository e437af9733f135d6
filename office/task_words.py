"""Why something waits for the office, in the words that its tasks keep."""

from __future__ import annotations

from directive.sentence import Sentence, recalled

EXTENSION = Sentence("Xin gia hạn đến {until}: {reason}")
AMENDMENT = Sentence(
    "{newer} {act} văn bản số {number} (mã {code}), còn {n} nhiệm vụ chưa xong: thu"
    " hồi, dời thời hạn hay giữ nguyên?"
)
CHANNEL = Sentence("{channel} báo lỗi {code}: {detail}")
TRAIL = Sentence("Nhật ký không còn nguyên vẹn: {fault}")
FIGURES = Sentence("Số liệu tổng hợp lệch ở {n} chỗ")
LADDER = Sentence("Mốc nhắc kế tiếp của {n} nhiệm vụ bị tính muộn")
ZALO_LOST = Sentence(
    "Đăng nhập lại Zalo OA (namro zalo login): Zalo từ chối cấp mã mới ({why})."
)
ZALO_GOOD_UNTIL = Sentence(
    "Đăng nhập lại Zalo OA (namro zalo login): Zalo từ chối cấp mã mới ({why})."
    " Mã đang dùng còn hiệu lực đến {until}."
)
NOTHING_OWED = Sentence("Nhiệm vụ này không còn nghĩa vụ nào đang chờ báo cáo.")

_ALL = (
    ZALO_GOOD_UNTIL,
    *(one for one in vars().values() if isinstance(one, Sentence)),
)


def reason(kept: str) -> Sentence:
    """Return why a task waits, with its template and values where it is one of ours."""
    return recalled(kept, _ALL)
