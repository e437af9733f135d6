"""A mail that no parser understands is still a mail that somebody must look at."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications import inbound

RECEIVED = datetime(2025, 12, 12, tzinfo=UTC)
WHOLE = (
    "From: =?utf-8?b?VsSDbiB0aMawIFPhu58=?= <vanthu@stp.cao-bang.example>\r\n"
    "Subject: =?utf-8?q?B=C3=A1o_c=C3=A1o_NV-2025-000123?=\r\n"
    "Message-ID: <1@stp.example>\r\nReturn-Path: <vanthu@stp.cao-bang.example>\r\n"
    "Authentication-Results: mx.example; dkim=pass header.d=stp.cao-bang.example\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    "Content-Type: text/plain; charset=utf-8\r\n\r\nđã nhận\r\n--b\r\n"
    'Content-Type: application/pdf; name="=?utf-8?b?QsOhbyBjw6FvLnBkZg==?="\r\n'
    "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "JVBERi0xLjcK\r\n--b--\r\n"
).encode()
SPLINTERS = (
    *(b"\0", b"\xff\xfe", b"=?utf-8?b?A?=", b"=?utf-8?b?", b"?=", b'"', b";", b"<"),
    *(b"charset=\0", b"\r\n\r\n", b"filename*0*=utf-8''%", b"From: @\r\n"),
)
BREAKS = st.lists(
    st.tuples(
        st.integers(0, len(WHOLE)), st.integers(0, 12), st.sampled_from(SPLINTERS)
    ),
    min_size=1,
    max_size=5,
)

UNREADABLE = {
    "a header with broken base64": (
        b"Subject: =?utf-8?b?AAAAA?=\r\nMessage-ID: <7@x>\r\n\r\n"
    ),
    "a charset with a NUL": (
        b"Message-ID: <7@x>\r\nContent-Type: text/plain; charset=\x00x\r\n\r\nb\xe1o"
    ),
}


def read(raw: bytes) -> inbound.InboundMail:
    return inbound.read(raw, uid="7", received_at=RECEIVED)


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
def test_it_keeps_its_own_number(raw: bytes) -> None:
    mail = read(raw)

    assert (mail.message_id, mail.uid) == ("<7@x>", "7")


def test_the_whole_mail_is_read() -> None:
    mail = read(WHOLE)

    assert mail.subject == "Báo cáo NV-2025-000123"
    assert [one.name for one in mail.attachments] == ["Báo cáo.pdf"]
    assert not mail.doubtful


@settings(max_examples=300, deadline=None)
@given(breaks=BREAKS)
def test_whatever_is_broken_in_it_the_next_mail_gets_its_turn(
    breaks: list[tuple[int, int, bytes]],
) -> None:
    raw = WHOLE
    for place, lost, splinter in breaks:
        raw = raw[:place] + splinter + raw[place + lost :]

    mail = read(raw)

    names = [one.name for one in mail.attachments]
    for words in (mail.subject, mail.text, mail.from_address, mail.message_id, *names):
        assert words.encode("utf-8").count(b"\0") == 0
