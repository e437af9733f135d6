"""The ladder as data: which rung sounds when, for whom and why.

An office may load its own policy; `directive.default_policy` holds the shipped one.
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


class Tone(StrEnum):
    """How a message that asks for action asks for it."""

    COURTEOUS = "courteous"
    FIRM = "firm"
    REPORT = "report"


TONES: dict[Tone, str] = {
    Tone.COURTEOUS: "Đề nghị quan tâm thực hiện.",
    Tone.FIRM: "Yêu cầu thực hiện ngay.",
    Tone.REPORT: "Kính báo cáo để chỉ đạo.",
}


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
        action: It is told for action; otherwise for information.
        tone: How it asks for action.
        channels: The channels to try first, in order; empty leaves it to the contact.
    """

    key: str
    track: Track
    offset: int
    audience: Audience
    purpose: str
    escalates: bool
    repeats: bool = False
    urgency: Urgency = Urgency.NORMAL
    action: bool = True
    tone: Tone = Tone.COURTEOUS
    channels: tuple[str, ...] = ()

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


def rung(
    track: Track,
    offset: int,
    audience: Audience,
    purpose: str,
    *,
    urgency: Urgency = Urgency.NORMAL,
    repeats: bool = False,
    action: bool = True,
    tone: Tone = Tone.COURTEOUS,
    channels: tuple[str, ...] = (),
) -> Rung:
    """Return a step with its key; it escalates when it goes to the head or above."""
    return Rung(
        key=f"{prefix(track, urgency)}{offset:+d}",
        track=track,
        offset=offset,
        audience=audience,
        purpose=purpose,
        escalates=offset > 0 and audience in {Audience.HEAD, *ABOVE_HEAD},
        repeats=repeats,
        urgency=urgency,
        action=action,
        tone=tone,
        channels=channels,
    )


@dataclass(frozen=True, slots=True)
class Policy:
    """A ladder that an office has put in force, with its version.

    Attributes:
        version: Names it for good; an assignment keeps the one it was issued under.
        rungs: Its steps.
        returns_after: Working days until an escalation that was acknowledged, and
            followed by nothing, is told again.
        another_confirms: Whoever read a document last may not confirm its reading.
    """

    version: str
    rungs: tuple[Rung, ...]
    returns_after: int = 5
    another_confirms: bool = False

    def rung_of(self, key: str) -> Rung | None:
        """Return the rung that was told as `key`, such as "U+60@2025-10-04".

        One that comes back is found by any of its offsets. None when there is none.
        """
        told = key.partition("@")[0]
        name = told.rstrip("0123456789")
        exact = (rung for rung in self.rungs if rung.key == told)
        again = (
            rung
            for rung in self.rungs
            if rung.repeats and rung.key.rstrip("0123456789") == name
        )
        return next(exact, None) or next(again, None)

    def __post_init__(self) -> None:
        """Refuse two rungs with one key."""
        keys = [rung.key for rung in self.rungs]
        if len(keys) != len(set(keys)):
            raise ValueError(f"policy {self.version} has two rungs with one key")
