"""The bytes of a mail: headers that survive, and none that smuggles another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notifications import mail
from notifications.catcher import CaughtMail
from notifications.channel import Inline, Outgoing

OUTGOING = Outgoing(
    id=1,
    channel="email",
    address="vanthu@sxd.cao-bang.example",
    subject="Đôn đốc",
    text="Kính gửi: Sở Xây dựng\n",
    html="<p>Kính gửi: Sở Xây dựng</p>",
    message_id="<m1.overdue_digest@vpubnd.cao-bang.example>",
    tracking_id="m1",
)
SENDER = Address("Văn phòng UBND", addr_spec="nhiemvu@vpubnd.cao-bang.example")
WORDS = st.sampled_from(["Đôn", "đốc", "vụ:", "NV-2025-000123", "(hạn", "14/12/2025)"])
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"])
LONG_NAME = "Văn phòng Ủy ban nhân dân tỉnh Cao Bằng, bộ phận theo dõi nhiệm vụ"

HEADERS = {
    "threading": ("References", " ".join(["<a@b.example>"] * 30)),
    "looks encoded": ("X-Note", "=?utf-8?q?not?="),
    "Vietnamese": ("X-Note", "Sở Xây dựng"),
}

REFUSED = {
    "two lines": ("X-Note", "a\r\nBcc: b@c.example"),
    "no name": ("", "a"),
    "colon in the name": ("X:Y", "a"),
}


def built(message: Outgoing, *, sender: Address = SENDER) -> CaughtMail:
    now = datetime(2025, 12, 17, 0, 30, tzinfo=UTC)
    return CaughtMail(
        "", (), mail.build(message, sender=sender, reply_to=None, now=now)
    )


@pytest.mark.parametrize(("name", "value"), HEADERS.values(), ids=HEADERS)
def test_further_headers(name: str, value: str) -> None:
    message = replace(OUTGOING, headers=((name, value),))

    assert built(message).parsed()[name] == value


@pytest.mark.parametrize(("name", "value"), REFUSED.values(), ids=REFUSED)
def test_no_header_can_smuggle_another(name: str, value: str) -> None:
    message = replace(OUTGOING, headers=((name, value),))

    with pytest.raises(ValueError, match="not a header"):
        built(message)


def test_a_receipt_may_say_that_it_is_a_reply() -> None:
    headers = (("Auto-Submitted", "auto-replied"), ("In-Reply-To", "<a@b.example>"))

    receipt = built(replace(OUTGOING, headers=headers, html=None))

    assert receipt.parsed().get_all("Auto-Submitted") == ["auto-replied"]
    assert receipt.parsed()["In-Reply-To"] == "<a@b.example>"
    assert receipt.parsed().get_content_type() == "text/plain"
    assert receipt.text() == OUTGOING.text


def test_a_long_name_of_the_sender_is_encoded() -> None:
    raw = built(OUTGOING, sender=Address(LONG_NAME, addr_spec="a@b.example")).raw

    name = make_header(decode_header(message_from_bytes(raw)["From"]))
    assert str(name) == f"{LONG_NAME} <a@b.example>"


@settings(deadline=None)  # the machine may be busy
@given(
    subject=st.lists(
        WORDS | st.text(CHARACTERS, min_size=1, max_size=20), max_size=40
    ).map(" ".join)
)
@example("Re: [NV-2025-000123] Đôn đốc: quá hạn 03 ngày làm việc")
def test_any_subject_comes_back_as_it_was(subject: str) -> None:
    caught = built(replace(OUTGOING, subject=subject))

    assert caught.subject == subject
    assert caught.raw.isascii()
    assert max(map(len, caught.raw.split(b"\r\n"))) <= 78


def test_pictures_stand_beside_the_html_that_shows_them() -> None:
    shown = replace(
        OUTGOING,
        html='<p>Kính gửi</p><img src="cid:abc" alt="hình">',
        pictures=(Inline("abc", b"\x89PNG\r\n" + bytes(range(256))),),
    )

    parsed = built(shown).parsed()

    parts = list(parsed.walk())
    assert [part.get_content_type() for part in parts] == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]
    assert parts[-1]["Content-ID"] == "<abc>"
    assert parts[-1].get_content_disposition() == "inline"
    assert parts[-1].get_payload(decode=True) == shown.pictures[0].data
    assert all(part.defects == [] for part in parts)
