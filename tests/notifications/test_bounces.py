"""A bounce says which mail of ours did not arrive; other mails say nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from returns import OURS, a_bounce

from notifications import bounces, inbound
from notifications.bounces import Bounce

if TYPE_CHECKING:
    from notifications.inbound import InboundMail

WHY = (
    "550 5.1.1 <vanthu@stp.cao-bang.example>: Recipient address rejected: User unknown"
)
PLAIN = b"From: a@x.example\nSubject: khong gui duoc\n\nUser unknown <m17.issued@x>\n"


def read(raw: bytes) -> InboundMail:
    return inbound.read(raw, uid="1", received_at=datetime(2025, 12, 10, tzinfo=UTC))


def one(**said: str) -> Bounce:
    values = {
        "message_id": OURS,
        "tracking_id": "",
        "recipient": "vanthu@stp.cao-bang.example",
        "action": "failed",
        "status": "5.1.1",
        "diagnosis": WHY,
    }
    return Bounce(**(values | said))


CASES = {
    "with the whole mail": (a_bounce(), one()),
    "with the headers alone": (a_bounce(returned="text/rfc822-headers"), one()),
    "with our tracking id": (a_bounce(tracking="m17"), one(tracking_id="m17")),
    "with the id in its own header": (
        a_bounce(returned="", Original_Message_ID=OURS),
        one(),
    ),
    "of nothing": (a_bounce(returned=""), one(message_id="")),
    "late": (
        a_bounce(action="delayed", status="4.4.1"),
        one(action="delayed", status="4.4.1"),
    ),
}


@pytest.mark.parametrize(("raw", "said"), CASES.values(), ids=CASES)
def test_a_report_is_read(raw: bytes, said: Bounce) -> None:
    mail = read(raw)

    assert mail.bounces == (said,)
    assert mail.is_delivery_report


@pytest.mark.parametrize("raw", [PLAIN, b"", b"Content-Type: multipart/report\n\n\0"])
def test_what_is_no_report_says_nothing(raw: bytes) -> None:
    assert read(raw).bounces == ()


def test_only_what_failed_for_good_is_a_failure() -> None:
    said = tuple(
        one(action=action, status=status)
        for action, status in (
            ("failed", "5.1.1"),
            ("failed", "4.4.7"),
            ("delayed", "4.4.1"),
            ("delivered", "2.0.0"),
            ("relayed", "2.0.0"),
        )
    )

    assert list(bounces.failures(said)) == [said[0]]
