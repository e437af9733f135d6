"""Short mails: "đã nhận" and "xin gia hạn đến …" do what they say, and are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from arrivals import NOW, STP, a_reply, phases, receipts
from owed import code_of, dated, phase_of
from sqlalchemy import select

from notifications import inbound
from office import collecting
from store.engine import unit_of_work
from store.tables import ExtensionRow, MessageRow

if TYPE_CHECKING:
    from email.message import EmailMessage

    from model_office import Issued


def take(mail: EmailMessage, issued: Issued, uid: str = "1") -> str:
    read = inbound.read(mail.as_bytes(), uid=uid, received_at=NOW)
    return collecting._take_mail(read, house=issued.house, now=NOW)


def answer(subject: str, text: str, number: int = 1, sender: str = STP) -> EmailMessage:
    return a_reply(
        subject,
        text,
        sender=sender,
        attached=False,
        Message_ID=f"<{number}@stp.example>",
    )


def test_received_acknowledges_the_whole_document_once(issued: Issued) -> None:
    code = code_of(dated("STP"))
    mail = answer(f"Re: [{code}]", "Đã nhận.\n\nVăn thư Sở Tư pháp")
    first, again = take(mail, issued), take(mail, issued)
    later = take(answer(f"Re: [{code}]", "đã nhận", 2), issued)

    assert (first, again, later) == ("answer", "known", "answer")
    assert phase_of(dated("STP")) == "acknowledged"
    with unit_of_work() as session:
        (told,) = session.scalars(
            select(MessageRow.text).where(MessageRow.kind == "receipt").limit(1)
        )
    assert "Đã ghi nhận cơ quan tiếp nhận" in told
    assert "chưa được ghi nhận" not in told


def test_more_time_is_asked_for_with_its_reason(issued: Issued) -> None:
    code = code_of(dated("STP"))
    text = "Xin gia hạn đến 20/12 vì chờ số liệu của các xã"
    came = take(answer(code, text), issued)
    again = take(answer(code, text, 2), issued)

    with unit_of_work() as session:
        (wish,) = session.scalars(select(ExtensionRow))
    assert (came, again) == ("answer", "note")
    assert (str(wish.asked_until), wish.reason) == (
        "2025-12-20",
        "chờ số liệu của các xã",
    )


NOTES = {
    "no reason": "Xin gia hạn đến 20/12",
    "not received": "Chúng tôi chưa nhận được văn bản này",
    "done without evidence": "Đã xong",
    "small talk": "Cảm ơn Văn phòng",
}


@pytest.mark.parametrize("text", NOTES.values(), ids=NOTES)
def test_what_says_neither_is_a_note(text: str, issued: Issued) -> None:
    before = phases()

    assert take(answer(code_of(dated("STP")), text), issued) == "note"
    assert phases() == before


def test_a_stranger_acknowledges_nothing(issued: Issued) -> None:
    before = phases()
    mail = answer(code_of(dated("STP")), "Đã nhận", sender="ai@noi-khac.example")

    assert take(mail, issued) == "note"
    assert phases() == before
    assert receipts() == []
