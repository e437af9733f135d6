"""What each answer of Zalo makes of a message, by all three ways, over real HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import fake_zalo
import pytest
from fake_zalo import FakeZalo
from zalo_batches import NOW, RECIPIENTS, SHORT, channels, outgoing, send

from notifications.channel import Status
from notifications.zalo import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

WAYS = ("zalo_bot", "zalo_oa", "zalo_zns")
SENT, LATER, NEVER, THEN = (
    Status.SENT,
    Status.TEMPORARY,
    Status.PERMANENT,
    Status.RESCHEDULE,
)
TOMORROW = datetime(2025, 12, 18, 0, 30, tzinfo=UTC)  # Thursday, 7:30 in Cao Bằng
MINUTE = NOW + timedelta(minutes=1)


@pytest.fixture
def zalo() -> Iterator[FakeZalo]:
    with fake_zalo.fake_zalo() as server:
        yield server


@pytest.mark.parametrize("way", WAYS)
def test_only_code_deadline_and_link_leave(zalo: FakeZalo, way: str) -> None:
    (outcome,) = send(channels(zalo)[way], outgoing(way))
    (taken,) = zalo.taken()
    given = {
        "zalo_bot": {"chat_id": "chat-1", "text": SHORT},
        "zalo_oa": {"recipient": {"user_id": "2468"}, "message": {"text": SHORT}},
        "zalo_zns": {
            "phone": "84912345678",
            "template_id": "312",
            "template_data": {
                "ma_nhiem_vu": "NV-2025-000123",
                "thoi_han": "14/12/2025",
                "so_luong": "1",
                "duong_dan": "assignments/NV-2025-000123",
            },
            "tracking_id": "m1",
        },
    }

    assert (outcome.status, outcome.ambiguous) == (SENT, False)
    assert outcome.provider_id == f"{taken.way}-1"
    assert taken.body == given[way]


def test_a_proof_is_shown_where_one_is_asked_for(zalo: FakeZalo) -> None:
    send(channels(zalo)["zalo_oa"], outgoing("zalo_oa"))

    (taken,) = zalo.taken()
    assert taken.headers["appsecret_proof"] == (
        "60d803561224366db4b638b59cda1b7e3759bb55795e46d990f199c7d3db3306"
    )


# code -> (status, the contact's next channel at once, when again, the rest too)
NEXT = (NEVER, False, None, False)
HALT = (LATER, True, None, True)
SPENT = (THEN, True, TOMORROW, False)
ALL_SPENT = (THEN, True, TOMORROW, True)
NIGHT = (THEN, False, TOMORROW, False)
BUSY = (THEN, False, MINUTE, True)
MEND = (LATER, True, None, False)
AGAIN = (LATER, False, None, False)
TOKEN = HALT
ACCOUNT = {
    -32: BUSY,
    -201: NEXT,
    -211: ALL_SPENT,
    -213: NEXT,
    -216: TOKEN,
    -218: SPENT,
    -220: TOKEN,
    -221: HALT,
    -224: HALT,
    -227: NEXT,
    -230: NEXT,
    -232: NEXT,
    -234: NIGHT,
    -242: HALT,
    -244: NEXT,
    -320: HALT,
    -321: HALT,
    -999: AGAIN,
}
TEMPLATES = {
    -32: BUSY,
    -108: NEXT,
    -109: MEND,
    -114: NEXT,
    -115: HALT,
    -118: NEXT,
    -119: NEXT,
    -1121: NEXT,
    -1122: NEXT,
    -124: TOKEN,
    -1241: HALT,
    -126: HALT,
    -131: MEND,
    -133: NIGHT,
    -135: HALT,
    -137: HALT,
    -139: NEXT,
    -141: NEXT,
    -144: ALL_SPENT,
    -146: MEND,
    -147: SPENT,
    -1471: SPENT,
    -1472: SPENT,
    -999: AGAIN,
}
BOT = {400: NEXT, 401: HALT, 403: NEXT, 404: NEXT, 408: AGAIN, 429: BUSY, 500: AGAIN}
ANSWERS = {
    f"{way} {code}": (way, code, meaning)
    for way, table in zip(WAYS, (BOT, ACCOUNT, TEMPLATES), strict=True)
    for code, meaning in table.items()
}


@dataclass(frozen=True)
class Renewable:
    """A token source that gives the same token again."""

    def access_token(self, *, refused: str | None = None) -> str:
        del refused
        return "access-0"


def test_the_tables_here_know_every_code_there_is() -> None:
    assert set(BOT) >= set(codes.BOT)
    assert set(ACCOUNT) >= set(codes.OFFICIAL_ACCOUNT)
    assert set(TEMPLATES) >= set(codes.ZNS)


@pytest.mark.parametrize(("way", "code", "meaning"), ANSWERS.values(), ids=ANSWERS)
def test_every_code(
    zalo: FakeZalo,
    way: str,
    code: int,
    meaning: tuple[Status, bool, datetime | None, bool],
) -> None:
    status, elsewhere, again, rest_too = meaning
    zalo.script[RECIPIENTS[way]] = code
    other = "0987654321" if way == "zalo_zns" else "other"

    first, second = send(
        channels(zalo, tokens=Renewable())[way],
        outgoing(way, 1),
        outgoing(way, 2, address=other),
    )

    assert (first.status, first.elsewhere, first.retry_at) == (status, elsewhere, again)
    assert (first.code, first.ambiguous) == (str(code), False)
    assert second.status is (status if rest_too else SENT)
    assert (second.id, len(zalo.taken())) == (2, 0 if rest_too else 1)
