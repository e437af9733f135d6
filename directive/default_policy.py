"""The ladder that ships, as DESIGN has it; `default_policy.yaml` says the same."""

from __future__ import annotations

from directive.model import Urgency
from directive.policy import Audience, Policy, Rung, Tone, Track, rung

_TONES = {
    Audience.HEAD: Tone.FIRM,
    Audience.DEPUTY_CHIEF: Tone.REPORT,
    Audience.VICE_CHAIRMAN: Tone.REPORT,
    Audience.CHAIRMAN: Tone.REPORT,
}


def _due(offset: int, audience: Audience) -> Rung:
    days = f"{abs(offset)} ngày làm việc"
    purpose = f"nhắc trước hạn {days}" if offset < 0 else f"quá hạn {days}"
    return rung(Track.DUE, offset, audience, purpose, tone=_tone(audience))


def _urgent(urgency: Urgency, hours: int, audience: Audience) -> Rung:
    purpose = f"văn bản khẩn chưa được tiếp nhận sau {hours} giờ"
    return rung(
        Track.URGENT, hours, audience, purpose, urgency=urgency, tone=_tone(audience)
    )


def _tone(audience: Audience) -> Tone:
    return _TONES.get(audience, Tone.COURTEOUS)


DEFAULT_POLICY = Policy(
    version="default-1",
    rungs=(
        _due(-10, Audience.FOCAL_POINT),
        _due(-3, Audience.FOCAL_POINT),
        _due(-1, Audience.FOCAL_POINT),
        _due(1, Audience.HEAD),
        _due(3, Audience.MONITORING),
        _due(5, Audience.VICE_CHAIRMAN),
        _due(10, Audience.CHAIRMAN),
        rung(
            Track.ACKNOWLEDGEMENT,
            1,
            Audience.HEAD,
            "chưa tiếp nhận sau 1 ngày làm việc",
            tone=Tone.FIRM,
        ),
        rung(
            Track.ACKNOWLEDGEMENT,
            2,
            Audience.MONITORING,
            "chưa tiếp nhận sau 2 ngày làm việc",
        ),
        rung(
            Track.NAMING,
            5,
            Audience.FOCAL_POINT,
            "chưa phân công người chịu trách nhiệm sau 5 ngày làm việc",
        ),
        rung(
            Track.UNDATED,
            30,
            Audience.FOCAL_POINT,
            "hỏi tiến độ nhiệm vụ không thời hạn",
            repeats=True,
        ),
        rung(
            Track.UNDATED,
            90,
            Audience.MONITORING,
            "nhiệm vụ không thời hạn, 90 ngày không có báo cáo",
            action=False,
        ),
        rung(
            Track.CHECK,
            3,
            Audience.CHECKER,
            "báo cáo kết quả chờ duyệt 3 ngày làm việc",
        ),
        _urgent(Urgency.KHAN, 24, Audience.HEAD),
        _urgent(Urgency.KHAN, 48, Audience.MONITORING),
        _urgent(Urgency.KHAN, 72, Audience.VICE_CHAIRMAN),
        _urgent(Urgency.THUONG_KHAN, 8, Audience.HEAD),
        _urgent(Urgency.THUONG_KHAN, 24, Audience.MONITORING),
        _urgent(Urgency.THUONG_KHAN, 48, Audience.VICE_CHAIRMAN),
        _urgent(Urgency.HOA_TOC, 2, Audience.HEAD),
        _urgent(Urgency.HOA_TOC, 4, Audience.MONITORING),
        _urgent(Urgency.HOA_TOC, 8, Audience.DEPUTY_CHIEF),
        _urgent(Urgency.HOA_TOC, 12, Audience.VICE_CHAIRMAN),
        _urgent(Urgency.HOA_TOC, 24, Audience.CHAIRMAN),
    ),
)
