"""Mail over real SMTP: what arrives, and what a bad server cannot break."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from servers import MisbehavingSmtp, Script, free_port, self_signed

from notifications.catcher import MailCatcher
from notifications.channel import Outcome, Outgoing, Status
from notifications.smtp import Security, SmtpChannel, SmtpServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2025, 12, 17, 0, 30, tzinfo=UTC)
SENT, TEMPORARY, PERMANENT = Status.SENT, Status.TEMPORARY, Status.PERMANENT
SECRET = "bi-mat"  # noqa: S105 - must not show up in an outcome
SUBJECT = "Đôn đốc 03 nhiệm vụ quá hạn, lâu nhất 08 ngày làm việc của Sở Nông nghiệp"


def outgoing(number: int = 1, address: str = "vanthu@sxd.cao-bang.example") -> Outgoing:
    return Outgoing(
        id=number,
        channel="email",
        address=address,
        subject=SUBJECT,
        text="Kính gửi: Sở Xây dựng\n.\nTrân trọng.\n",
        html="<p>Kính gửi: Sở Xây dựng</p>",
        message_id=f"<m{number}.overdue_digest@vpubnd.cao-bang.example>",
        tracking_id=f"m{number}",
    )


def channel(port: int, **changes: object) -> SmtpChannel:
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": port,
        "sender": "nhiemvu@vpubnd.cao-bang.example",
        "sender_name": "Văn phòng UBND tỉnh Cao Bằng",
        "reply_to": "ketqua@vpubnd.cao-bang.example",
        "timeout_seconds": 5,
        **changes,
    }
    server = SmtpServer(**values)  # type: ignore[arg-type] # fields by name
    return SmtpChannel(server, now=lambda: NOW)


def send(port: int, *batch: Outgoing, **changes: object) -> list[Outcome]:
    return list(channel(port, **changes).send(batch, handing_over=lambda _: None))


@pytest.fixture
def catcher() -> Iterator[MailCatcher]:
    with MailCatcher() as running:
        yield running


def test_a_mail_arrives_whole(catcher: MailCatcher) -> None:
    outcomes = send(catcher.port, outgoing())

    (caught,) = catcher.messages()
    parsed = caught.parsed()
    html = parsed.get_body(("html",))
    assert [x.status for x in outcomes] == [SENT]
    assert caught.recipients == ("vanthu@sxd.cao-bang.example",)
    assert caught.subject == SUBJECT
    assert caught.text() == "Kính gửi: Sở Xây dựng\n.\nTrân trọng.\n"
    assert html is not None
    assert "Sở Xây dựng" in html.get_content()
    assert caught.message_id == outgoing().message_id
    assert caught.tracking_id == "m1"
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["Reply-To"] == "ketqua@vpubnd.cao-bang.example"
    assert parsed["From"].addresses[0].display_name == "Văn phòng UBND tỉnh Cao Bằng"
    assert parsed["Date"].datetime == NOW
    assert "List-Unsubscribe" not in parsed


def test_a_batch_is_sent_over_one_connection() -> None:
    with MisbehavingSmtp(Script()) as server:
        outcomes = send(server.port, *map(outgoing, range(20)))

    assert {x.status for x in outcomes} == {SENT}
    assert (server.connections, len(server.kept)) == (1, 20)


def test_the_caller_may_commit_around_each_message() -> None:
    seen: list[str] = []
    with MisbehavingSmtp(Script(faults={2: "550 no such user"})) as server:
        sending = channel(server.port).send(
            [outgoing(1), outgoing(2), outgoing(3)],
            handing_over=lambda x: seen.append(f"{x.id} leaves, {len(server.kept)}"),
        )
        seen.extend(f"{x.id} {x.status}, {len(server.kept)}" for x in sending)

    assert seen == [
        "1 leaves, 0",
        "1 sent, 1",
        "2 permanent, 1",
        "3 leaves, 1",
        "3 sent, 2",
    ]


def test_a_caller_that_refuses_keeps_the_message() -> None:
    def refuse(_: Outgoing) -> None:
        raise LookupError("the lease is lost")

    with MisbehavingSmtp(Script()) as server:
        sending = channel(server.port).send([outgoing()], handing_over=refuse)
        with pytest.raises(LookupError):
            next(sending)

    assert server.kept == []


# faults by message -> (statuses, ambiguous ids, mails kept, connections)
FAULTS = {
    "greylisted": ({1: "451 later"}, (TEMPORARY, SENT, SENT), [], 2, 1),
    "unknown user": ({1: "550 no such user"}, (PERMANENT, SENT, SENT), [], 2, 1),
    "login asked for": ({1: "530 log in"}, (TEMPORARY, SENT, SENT), [], 2, 1),
    "421 once: sent anew": ({2: "421"}, (SENT, SENT, SENT), [], 3, 2),
    "421 for good": (
        {2: "421", 3: "421"},
        (SENT, TEMPORARY, TEMPORARY),
        [],
        1,
        2,
    ),
    "dropped": ({1: "drop"}, (TEMPORARY, SENT, SENT), [1], 2, 2),
    "answer lost": ({2: "lostack"}, (SENT, TEMPORARY, SENT), [2], 3, 2),
    "answers lost twice": (
        {1: "lostack", 2: "drop"},
        (TEMPORARY, TEMPORARY, TEMPORARY),
        [1, 2],
        1,
        2,
    ),
}


@pytest.mark.parametrize(
    ("faults", "statuses", "ambiguous", "kept", "connections"),
    FAULTS.values(),
    ids=FAULTS,
)
def test_bad_servers(
    faults: dict[int, str],
    statuses: tuple[Status, ...],
    ambiguous: list[int],
    kept: int,
    connections: int,
) -> None:
    with MisbehavingSmtp(Script(faults=faults)) as server:
        outcomes = send(server.port, outgoing(1), outgoing(2), outgoing(3))

    assert tuple(x.status for x in outcomes) == statuses
    assert [x.id for x in outcomes if x.ambiguous] == ambiguous
    assert (len(server.kept), server.connections) == (kept, connections)


GREETINGS = {
    "busy": ("421 busy", "421"),
    "not for us": ("554 no service", "554"),
}


@pytest.mark.parametrize(("greeting", "code"), GREETINGS.values(), ids=GREETINGS)
def test_a_server_that_refuses_us_is_asked_once(greeting: str, code: str) -> None:
    with MisbehavingSmtp(Script(greeting=greeting)) as server:
        outcomes = send(server.port, outgoing(1), outgoing(2))

    assert [(x.status, x.code) for x in outcomes] == [(TEMPORARY, code)] * 2
    assert f"127.0.0.1:{server.port} refused the connection" in outcomes[0].detail
    assert server.connections == 1


def test_nobody_listens() -> None:
    outcomes = send(free_port(), outgoing(1), outgoing(2))

    assert [(x.status, x.code) for x in outcomes] == [(TEMPORARY, "connect")] * 2
    assert "cannot be used" in outcomes[0].detail


def test_a_server_without_the_protection_asked_for_gets_no_mail() -> None:
    with MisbehavingSmtp(Script()) as server:
        outcomes = send(server.port, outgoing(), security=Security.STARTTLS)
        logged_in = send(server.port, outgoing(), user="nhiemvu", password=SECRET)

    assert [x.status for x in outcomes] == [TEMPORARY]
    assert "STARTTLS" in outcomes[0].detail
    assert [x.status for x in logged_in] == [TEMPORARY]
    assert SECRET not in repr(logged_in)
    assert server.kept == []


def test_implicit_tls_with_an_authority_of_our_own(tmp_path: Path) -> None:
    context, certificate = self_signed(tmp_path)
    with MisbehavingSmtp(Script(), tls=context) as server:
        trusted, untrusted = (
            send(
                server.port,
                outgoing(),
                host="localhost",
                security=Security.TLS,
                ca_file=ca_file,
            )
            for ca_file in (str(certificate), None)
        )

    assert [x.status for x in trusted] == [SENT]
    assert [x.status for x in untrusted] == [TEMPORARY]
    assert "certificate" in untrusted[0].detail
    assert len(server.kept) == 1


BAD_ADDRESSES = {
    "empty": "",
    "no domain": "vanthu",
    "two lines": "vanthu@sxd.example\r\nBcc: all@example",
    "not ASCII": "văn-thư@sxd.example",
    "two addresses": "a@b.example, c@d.example",
}


@pytest.mark.parametrize("address", BAD_ADDRESSES.values(), ids=BAD_ADDRESSES)
def test_a_bad_address_is_permanent_and_stops_nobody(
    address: str, catcher: MailCatcher
) -> None:
    outcomes = send(catcher.port, outgoing(1, address), outgoing(2))

    assert [x.status for x in outcomes] == [PERMANENT, SENT]
    assert catcher.count() == 1
