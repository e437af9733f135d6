"""The ladder as data: which rung sounds when, for whom and why.

An office may load its own policy; DEFAULT_POLICY is the one of the design.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from directive.model import Urgency


class Audience(StrEnum):
    """The post that hears a rung."""

    FOCAL_POINT = "focal_point"
    HEAD = "head"
    MONITORING = "monitoring"
    DEPUTY_CHIEF = "deputy_chief"
    VICE_CHAIRMAN = "vice_chairman"
    CHAIRMAN = "chairman"
    CHECKER = "checker"


class Track(StrEnum):
    """What a ladder is about; each runs by itself."""

    DUE = "due"
    ACKNOWLEDGEMENT = "acknowledgement"
    NAMING = "naming"
    UNDATED = "undated"
    CHECK = "check"
    URGENT = "urgent"


ABOVE_HEAD = frozenset(
    {
        Audience.MONITORING,
        Audience.DEPUTY_CHIEF,
        Audience.VICE_CHAIRMAN,
        Audience.CHAIRMAN,
    }
)
"""Who stands above the head of an agency, on the province's side."""

AUDIENCE_NAMES: dict[Audience, str] = {
    Audience.FOCAL_POINT: "đầu mối của cơ quan",
    Audience.HEAD: "thủ trưởng cơ quan",
    Audience.MONITORING: "chuyên viên theo dõi của Văn phòng UBND tỉnh",
    Audience.DEPUTY_CHIEF: "Phó Chánh Văn phòng UBND tỉnh",
    Audience.VICE_CHAIRMAN: "Phó Chủ tịch UBND tỉnh phụ trách",
    Audience.CHAIRMAN: "Chủ tịch UBND tỉnh",
    Audience.CHECKER: "người duyệt kết quả",
}

_PREFIXES = {
    Track.DUE: "T",
    Track.ACKNOWLEDGEMENT: "A",
    Track.NAMING: "N",
    Track.UNDATED: "U",
    Track.CHECK: "C",
}
_URGENT_PREFIXES = {
    Urgency.KHAN: "K",
    Urgency.THUONG_KHAN: "TK",
    Urgency.HOA_TOC: "HT",
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder.

    Attributes:
        key: Prefix of the track and the signed offset, such as "T-10" or "HT+2".
        track: Which ladder it belongs to.
        offset: Working days; calendar days on the undated track, hours on the
            urgent one.
        audience: Who hears it.
        purpose: Why, in Vietnamese, as the message says it.
        escalates: It goes to somebody above the one who should have acted.
        repeats: It comes back after every further `offset`.
        urgency: On the urgent track, the documents it is for.
    """

    key: str
    track: Track
    offset: int
    audience: Audience
    purpose: str
    escalates: bool
    repeats: bool = False
    urgency: Urgency = Urgency.NORMAL

    def __post_init__(self) -> None:
        """Refuse a key that does not say its own track and offset."""
        expected = f"{prefix(self.track, self.urgency)}{self.offset:+d}"
        if self.key != expected:
            raise ValueError(f"rung {self.key!r} should be called {expected!r}")

    @property
    def around_the_clock(self) -> bool:
        """Tell whether it sounds at night and on rest days too."""
        return self.urgency in (Urgency.THUONG_KHAN, Urgency.HOA_TOC)


def prefix(track: Track, urgency: Urgency = Urgency.NORMAL) -> str:
    """Return how the keys of a track begin.

    Raises:
        ValueError: The urgent track needs an urgency, the others have none.
    """
    if track is Track.URGENT and urgency in _URGENT_PREFIXES:
        return _URGENT_PREFIXES[urgency]
    if track in _PREFIXES and urgency is Urgency.NORMAL:
        return _PREFIXES[track]
    raise ValueError(f"no ladder for track {track} with urgency {urgency}")


def prefixes_of(track: Track) -> tuple[str, ...]:
    """Return every way in which the keys of a track begin."""
    if track is Track.URGENT:
        return tuple(_URGENT_PREFIXES.values())
    return (_PREFIXES[track],)


@dataclass(frozen=True, slots=True)
class Policy:
    """A ladder that an office has put in force, with its version."""

    version: str
    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        """Refuse two rungs with one key."""
        keys = [rung.key for rung in self.rungs]
        if len(keys) != len(set(keys)):
            raise ValueError(f"policy {self.version} has two rungs with one key")


def _due(offset: int, audience: Audience, purpose: str) -> Rung:
    return Rung(f"T{offset:+d}", Track.DUE, offset, audience, purpose, offset > 0)


def _urgent(urgency: Urgency, hours: int, audience: Audience) -> Rung:
    key = f"{prefix(Track.URGENT, urgency)}{hours:+d}"
    purpose = f"văn bản khẩn chưa được tiếp nhận sau {hours} giờ"
    return Rung(
        key, Track.URGENT, hours, audience, purpose, escalates=True, urgency=urgency
    )


DEFAULT_POLICY = Policy(
    version="default-1",
    rungs=(
        _due(-10, Audience.FOCAL_POINT, "nhắc trước hạn 10 ngày làm việc"),
        _due(-3, Audience.FOCAL_POINT, "nhắc trước hạn 3 ngày làm việc"),
        _due(-1, Audience.FOCAL_POINT, "nhắc trước hạn 1 ngày làm việc"),
        _due(1, Audience.HEAD, "quá hạn 1 ngày làm việc"),
        _due(3, Audience.MONITORING, "quá hạn 3 ngày làm việc"),
        _due(5, Audience.VICE_CHAIRMAN, "quá hạn 5 ngày làm việc"),
        _due(10, Audience.CHAIRMAN, "quá hạn 10 ngày làm việc"),
        Rung(
            "A+1",
            Track.ACKNOWLEDGEMENT,
            1,
            Audience.HEAD,
            "chưa tiếp nhận sau 1 ngày làm việc",
            escalates=True,
        ),
        Rung(
            "A+2",
            Track.ACKNOWLEDGEMENT,
            2,
            Audience.MONITORING,
            "chưa tiếp nhận sau 2 ngày làm việc",
            escalates=True,
        ),
        Rung(
            "N+5",
            Track.NAMING,
            5,
            Audience.FOCAL_POINT,
            "chưa phân công người chịu trách nhiệm sau 5 ngày làm việc",
            escalates=False,
        ),
        Rung(
            "U+30",
            Track.UNDATED,
            30,
            Audience.FOCAL_POINT,
            "hỏi tiến độ nhiệm vụ không thời hạn",
            escalates=False,
            repeats=True,
        ),
        Rung(
            "U+90",
            Track.UNDATED,
            90,
            Audience.MONITORING,
            "nhiệm vụ không thời hạn, 90 ngày không có báo cáo",
            escalates=True,
        ),
        Rung(
            "C+3",
            Track.CHECK,
            3,
            Audience.CHECKER,
            "báo cáo kết quả chờ duyệt 3 ngày làm việc",
            escalates=False,
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
