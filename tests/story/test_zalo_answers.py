"""A head is reached by Zalo, pairs his chat, and answers from it, over real HTTP."""

from __future__ import annotations

import socket
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import fake_zalo
import pytest
import small_office
from browsing import served
from model_office import at
from small_office import HOUSE
from sqlalchemy import func, select
from walking import tick
from zalo_calls import KEYS, Chat

from notifications.catcher import MailCatcher
from notifications.smtp import SmtpChannel
from notifications.smtp_line import SmtpServer
from notifications.zalo.bot import ZaloBot, ZaloBotChannel
from office import actor, chatting, extending, pairing
from office.delivering import deliver
from office.fetching import Hosts
from runtime import clock
from store import audit, files
from store.engine import unit_of_work
from store.tables import (
    ContactRow,
    EvidenceRow,
    ExtensionRow,
    ObligationRow,
    SubmissionLineRow,
    SubmissionRow,
)
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from conftest import Database
    from fake_zalo import FakeZalo

PHOTO = b"\xff\xd8\xff\xe0 anh chup bien ban"


@dataclass
class Town:
    """An office that is served, with Zalo's bot and a mail server beside it."""

    zalo: FakeZalo
    chat: Chat
    owed: list[small_office.Owed]
    mail: MailCatcher

    def work(self, now: datetime) -> Counter[str]:
        """Work on what came in, and deliver what is said back."""
        clock.set_start(now)
        heard = chatting.listen(house=HOUSE, now=now, hosts=Hosts(("127.0.0.1",)))
        bot = ZaloBot(fake_zalo.BOT_TOKEN, base_url=self.zalo.url)
        server = SmtpServer("127.0.0.1", self.mail.port, "namro@vpubnd.example")
        deliver(
            {
                "zalo_bot": ZaloBotChannel(bot, now=clock.now),
                "email": SmtpChannel(server),
            },
            clock=clock.now,
        )
        return heard

    def said(self) -> list[str]:
        """Return what the bot wrote to the chat, in order."""
        return [str(one.body["text"]) for one in self.zalo.taken()]


@pytest.fixture
def town(database: Database, tmp_path: Path) -> Iterator[Town]:
    del database
    files.bind(tmp_path / "files")
    owed = small_office.found()
    listening = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = create_app(replace(HOUSE, link_secret="khóa"), KEYS)  # noqa: S106 - of this test
    with (
        fake_zalo.fake_zalo() as zalo,
        MailCatcher() as mail,
        listening,
        served(app, listening),
    ):
        yield Town(zalo, Chat(base, "chat-1"), owed, mail)
    clock.set_start(None)


def paired(town: Town, now: datetime) -> None:
    code = pairing.offer("STP", "focal_point", actor=actor.OFFICE, now=now)
    town.chat.say(now, f"/link {code}")
    assert town.work(now) == Counter({"paired": 1})


def phase(number: int) -> str:
    with unit_of_work() as session:
        return session.get_one(ObligationRow, number).phase


def count(table: type) -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_received_more_time_and_done_with_a_photo(town: Town) -> None:
    """Every call comes three times and out of order; nothing is doubled."""
    now = at("2025-12-09", "09:00")
    clock.set_start(now)
    paired(town, now)
    tick("2025-12-09", "09:05")  # T-3: the focal point is reminded
    town.work(at("2025-12-09", "09:06"))
    (dated,) = [
        one for one in town.owed[:4] if one.code.endswith(town.owed[0].code[-6:])
    ]
    reminder = town.said()[-1]

    moment = at("2025-12-09", "09:10")
    clock.set_start(moment)
    received = town.chat.body(moment, "Dạ, đã nhận ạ")
    town.chat.deliver(received, received, received)
    assert town.work(moment) == Counter({"acknowledged": 1})
    after_received = phase(dated.id)

    moment = at("2025-12-09", "09:20")
    clock.set_start(moment)
    wish = town.chat.body(moment, f"{dated.code} xin gia hạn đến 20/12 vì chờ số liệu")
    town.chat.deliver(wish, wish, wish)
    assert town.work(moment) == Counter({"extension": 1})

    town.zalo.photos["/photo/bien-ban.jpg"] = PHOTO
    first, second = at("2025-12-10", "14:00"), at("2025-12-10", "14:01")
    clock.set_start(second)
    done = town.chat.body(first, f"xong {dated.code}, đã kiểm tra 12 đơn vị")
    photo = town.chat.body(second, photo=f"{town.zalo.url}/photo/bien-ban.jpg")
    town.chat.deliver(photo, done, photo, done, done, photo)
    assert town.work(second) == Counter({"waits": 1, "submitted": 1})
    town.chat.deliver(done, photo)
    assert town.work(at("2025-12-10", "14:05")) == Counter()

    assert dated.code in reminder
    assert after_received == "acknowledged"
    assert phase(dated.id) == "submitted"
    with unit_of_work() as session:
        (line,) = session.scalars(select(SubmissionLineRow))
        (evidence,) = session.scalars(select(EvidenceRow))
        (wished,) = session.scalars(select(ExtensionRow))
    with unit_of_work() as session:
        proof = audit.verify(session).fault
    assert (count(SubmissionRow), line.result) == (1, "xong , đã kiểm tra 12 đơn vị")
    assert (evidence.media_type, evidence.size) == ("image/jpeg", len(PHOTO))
    assert (str(wished.asked_until), wished.reason) == ("2025-12-20", "chờ số liệu")
    assert proof is None
    echoes = town.said()
    assert len(echoes) == 6  # paired, reminded, received, asked, waits, submitted
    assert echoes[-1].startswith(f"Đã nhận báo cáo kết quả {dated.code} (1 tệp)")


def test_a_photo_that_comes_first_waits_for_its_words(town: Town) -> None:
    now = at("2025-12-09", "09:00")
    clock.set_start(now)
    paired(town, now)
    code = town.owed[0].code
    town.zalo.photos["/a.png"] = b"\x89PNG\r\n\x1a\n anh"
    town.chat.say(now, photo=f"{town.zalo.url}/a.png")
    held = town.work(now)
    town.chat.say(at("2025-12-09", "09:05"), f"{code} xong")
    done = town.work(at("2025-12-09", "09:05"))

    assert (held, done) == (Counter({"held": 1}), Counter({"submitted": 1}))
    assert (phase(town.owed[0].id), count(EvidenceRow)) == ("submitted", 1)


REFUSED = {
    "several things owed": ("xong", "Không rõ nhiệm vụ nào"),
    "another agency's code": ("{foreign} xong", "Không rõ nhiệm vụ nào"),
    "a question": ("xong chưa?", "Cách trả lời"),
    "a code that is none": ("/link ABCD-2345", "Mã liên kết không đúng"),
    "a day before the due date": ("{own} xin gia hạn đến 10/12 vì bận", "phải sau"),
    "no reason": ("{own} xin gia hạn đến 20/12", "nêu lý do"),
}


@pytest.mark.parametrize(("text", "answer"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_clear_is_said_back_and_changes_nothing(
    text: str, answer: str, town: Town
) -> None:
    now = at("2025-12-09", "09:00")
    clock.set_start(now)
    paired(town, now)
    before = [phase(one.id) for one in town.owed]
    words = text.format(own=town.owed[0].code, foreign=town.owed[1].code)
    town.chat.say(now, words)
    town.work(now)

    assert answer in town.said()[-1]
    assert [phase(one.id) for one in town.owed] == before
    assert count(SubmissionRow) + count(ExtensionRow) == 0


def test_a_stranger_changes_nothing_and_is_answered_once_a_day(town: Town) -> None:
    now = at("2025-12-09", "09:00")
    clock.set_start(now)
    for words in ("đã nhận", f"{town.owed[0].code} xong", "alo"):
        town.chat.say(now, words)
    outcomes = town.work(now)

    assert outcomes == Counter({"stranger": 3})
    assert len(town.said()) == 1
    assert "chưa liên kết" in town.said()[0]
    assert {phase(one.id) for one in town.owed} == {"issued"}


def test_a_code_pairs_one_chat_once_and_unlinking_ends_it(town: Town) -> None:
    now = at("2025-12-09", "09:00")
    clock.set_start(now)
    code = pairing.offer("STP", "focal_point", actor=actor.OFFICE, now=now)
    town.chat.say(now, f"liên kết {code.lower()}")
    first = town.work(now)
    other = Chat(town.chat.base, "chat-2")
    other.say(now, f"/link {code}")
    again = town.work(now)
    town.chat.say(now, "hủy liên kết")
    ended = town.work(now)

    assert (first, again, ended) == (
        Counter({"paired": 1}),
        Counter({"bad_code": 1}),
        Counter({"unpaired": 1}),
    )
    with unit_of_work() as session:
        (row,) = session.scalars(
            select(ContactRow).where(ContactRow.channel == "zalo_bot")
        )
        assert (row.address, row.ended_at) == ("chat-1", now)


def test_a_message_that_fails_stops_no_other_and_is_tried_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = at("2025-12-09", "09:00")
    clock.set_start(now)
    paired(town, now)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    town.chat.say(now, f"{town.owed[0].code} xin gia hạn đến 20/12 vì chờ số liệu")
    town.chat.say(now, f"{town.owed[0].code} đã nhận")
    with monkeypatch.context() as patched:
        patched.setattr(extending, "ask", broken)
        first = town.work(now)
    again = town.work(at("2025-12-09", "09:01"))

    assert first == Counter({"failed": 1, "acknowledged": 1})
    assert again == Counter({"extension": 1})


def test_a_file_is_fetched_from_zalos_hosts_alone(town: Town) -> None:
    now = at("2025-12-09", "09:00")
    clock.set_start(now)
    paired(town, now)
    town.chat.say(now, f"{town.owed[0].code} xong", photo="https://evil.example/a.jpg")
    town.work(now)

    assert "Chưa tải được ảnh" in town.said()[-1]
    assert town.zalo.fetched == []
    assert phase(town.owed[0].id) == "issued"
