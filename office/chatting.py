"""Work on what came in from chats: acknowledge, hand in, ask for time, pair; echo it.

Each message is worked on once it is committed as heard, as many times as it takes:
every act refuses to be done twice, so a kill in between doubles nothing. What was done
or not is always said back to the chat.
"""

from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from directive import chat_replies as said
from directive.errors import NotAllowedError
from directive.lifecycle import OWED, Phase
from notifications.wording import day
from office import actor as actors
from office import answering, evidence, extending, pairing
from office.echoing import echo
from office.errors import OfficeError
from office.fetching import Hosts, fetched
from office.house import office_day
from office.submitting import Document, submit
from store import heard, pairings
from store.engine import unit_of_work
from store.errors import StoreError
from store.tables import HeardRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from office.house import House
    from office.submitting import Stored
    from store.heard import Candidate
    from store.tables import PostRow

MOST_TRIES = 5
TOGETHER = timedelta(minutes=30)
"""How far apart the words and the photo of one answer may come."""
HELD, WAITS, USED, FAILED = "held", "waits", "used", "failed"
HOW = (
    "Cách trả lời: “đã nhận”; “xong” kèm ảnh hoặc tệp; “xin gia hạn đến 20/12 vì …”."
    " Nếu có nhiều nhiệm vụ, hãy ghi mã, ví dụ: NV-2025-000123 đã nhận."
)
STRANGER = (
    "Tài khoản này chưa liên kết với cơ quan nào. Hãy lấy mã trên trang của cơ quan"
    " hoặc trong thư, rồi nhắn: liên kết MÃ."
)


def listen(*, house: House, now: datetime, hosts: Hosts) -> Counter[str]:
    """Work on every message that waits; return how many of each outcome.

    One that fails is tried again at the next round, MOST_TRIES times in all, and stops
    no other.
    """
    done: Counter[str] = Counter()
    tried: set[int] = set()
    while (number := _take(tried)) is not None:
        tried.add(number)
        try:
            done[_Turn(number, house, now, hosts).work()] += 1
        except StoreError:
            raise
        except Exception:
            logging.getLogger(__name__).exception("chat.failed %s", number)
            done[FAILED] += 1
    return done


def _take(tried: Collection[int]) -> int | None:
    """Count a try for the oldest message that waits, and return its number."""
    with unit_of_work() as session:
        row = heard.next_waiting(session, most_tries=MOST_TRIES, but=tried)
        if row is None:
            return None
        row.tries += 1
        return row.id


class _Turn:
    """One message, and what comes of it."""

    def __init__(self, number: int, house: House, now: datetime, hosts: Hosts) -> None:
        self._number, self._house, self._now, self._hosts = number, house, now, hosts
        with unit_of_work() as session:
            row = session.get_one(HeardRow, number)
            self._row = row
            self._post = pairings.post_of_chat(session, row.channel, row.sender)

    def work(self) -> str:
        """Do what the message says, say it back, and return the outcome."""
        row = self._row
        meaning = said.understood(row.text, today=office_day(self._now))
        if isinstance(meaning, said.Pair | said.Unpair):
            return self._pairing(meaning)
        if self._post is None:
            return self._end("stranger", STRANGER)
        try:
            return self._answer(meaning, self._post)
        except (OfficeError, NotAllowedError) as refused:
            return self._end("refused", f"{refused} {HOW}")

    def _answer(self, meaning: said.Meaning, post: PostRow) -> str:
        if isinstance(meaning, said.Received):
            return self._received(meaning, post)
        if isinstance(meaning, said.MoreTime):
            return self._more_time(meaning, post)
        if isinstance(meaning, said.Done):
            return self._done(meaning.codes, meaning.words, post)
        if self._row.files:
            return self._photo_alone(post)
        return self._end("unclear", HOW)

    def _received(self, meaning: said.Received, post: PostRow) -> str:
        about = self._about(meaning.codes, post)
        acting = actors.agency(post.agency_code)
        for directive in {one.directive_id for one in about}:
            answering.acknowledge(directive, actor=acting, now=self._now)
        codes = ", ".join(dict.fromkeys(one.code for one in about))
        return self._end("acknowledged", f"Đã ghi nhận cơ quan tiếp nhận: {codes}.")

    def _more_time(self, meaning: said.MoreTime, post: PostRow) -> str:
        one = self._one(meaning.codes, post)
        if not meaning.reason:
            raise OfficeError("Hãy nêu lý do, ví dụ: xin gia hạn đến 20/12 vì …")
        extending.ask(
            one.obligation_id,
            until=meaning.until,
            reason=meaning.reason,
            actor=actors.agency(post.agency_code),
            now=self._now,
        )
        words = f"Đã gửi đề nghị gia hạn {one.code} đến {day(meaning.until)}."
        return self._end("extension", f"{words} Thời hạn cũ còn hiệu lực.")

    def _done(self, codes: tuple[str, ...], words: str, post: PostRow) -> str:
        one = self._one(codes, post)
        with unit_of_work() as session:
            earlier = heard.held(
                session, self._row, HELD, since=self._row.sent_at - TOGETHER
            )
            photos = [url for row in earlier for url in row.files]
        files = self._files([*photos, *self._row.files])
        if not files:
            ask = f"{one.code}: hãy gửi tiếp ảnh hoặc tệp báo cáo để nộp kết quả."
            return self._end(WAITS, ask)
        return self._submit(one, words, files, post, earlier)

    def _photo_alone(self, post: PostRow) -> str:
        """Take a photo for the "xong" that came before it, or hold it for the next."""
        with unit_of_work() as session:
            asked = heard.held(
                session, self._row, WAITS, since=self._row.sent_at - TOGETHER
            )
        if not asked:
            words = "Đã nhận ảnh; hãy nhắn “xong” kèm mã nhiệm vụ để nộp kết quả."
            return self._end(HELD, words)
        earlier = said.understood(asked[-1].text, today=office_day(self._now))
        codes = earlier.codes if isinstance(earlier, said.Done) else ()
        words = earlier.words if isinstance(earlier, said.Done) else ""
        one = self._one(codes, post)
        files = self._files(self._row.files)
        return self._submit(one, words, files, post, asked)

    def _submit(
        self,
        one: Candidate,
        words: str,
        files: tuple[Stored, ...],
        post: PostRow,
        *others: list[HeardRow],
    ) -> str:
        submit(
            {one.obligation_id: words},
            Document(number=None, dated=None, files=files),
            channel=self._row.channel,
            actor=actors.agency(post.agency_code),
            now=self._now,
        )
        with unit_of_work() as session:
            for row in (row for rows in others for row in rows):
                session.get_one(HeardRow, row.id).outcome = USED
        told = f"Đã nhận báo cáo kết quả {one.code} ({len(files)} tệp), đang chờ duyệt."
        return self._end("submitted", told)

    def _pairing(self, meaning: said.Pair | said.Unpair) -> str:
        row = self._row
        where, now = (row.channel, row.sender), self._now
        if isinstance(meaning, said.Unpair):
            with unit_of_work() as session:
                pairing.unpair(session, where, now=now)
            return self._end("unpaired", None)
        with unit_of_work() as session:
            post = pairing.pair(session, meaning.code, where, now=now)
        if post is None:
            words = "Mã liên kết không đúng, đã dùng hoặc đã hết hạn; hãy lấy mã mới."
            return self._end("bad_code", words)
        self._post = post
        return self._end("paired", f"Đã liên kết với: {post.title}. {HOW}")

    def _about(self, codes: tuple[str, ...], post: PostRow) -> list[Candidate]:
        """Return what the answer is about: by code, else what was told last.

        Raises:
            OfficeError: Nothing is owed there.
        """
        with unit_of_work() as session:
            told = heard.told_last(session, self._row.channel, self._row.sender)
            found = heard.candidates(
                session, post.agency_code, codes=codes, numbers=told
            )
        if not found:
            raise OfficeError("Không rõ nhiệm vụ nào; hãy ghi mã nhiệm vụ.")
        return found

    def _one(self, codes: tuple[str, ...], post: PostRow) -> Candidate:
        """Return the one thing owed that the answer is about.

        Raises:
            OfficeError: It is none, or may be several; then they are named.
        """
        found = [one for one in self._about(codes, post) if Phase(one.phase) in OWED]
        if not found:
            raise OfficeError("Nhiệm vụ này không còn gì phải báo cáo.")
        names = list(dict.fromkeys(one.code for one in found))
        if len(names) > 1:
            listed = ", ".join(names[:5])
            raise OfficeError(
                "Có nhiều nhiệm vụ ({listed}); hãy ghi mã.", listed=listed
            )
        return found[0]

    def _files(self, addresses: list[str]) -> tuple[Stored, ...]:
        kept = []
        for number, address in enumerate(addresses, 1):
            name = PurePosixPath(urlsplit(address).path).name or f"anh-{number}"
            with fetched(address, self._hosts) as source:
                kept.append(evidence.admit(name, source))
        return tuple(kept)

    def _end(self, outcome: str, words: str | None) -> str:
        """Note the outcome and queue the echo, in one transaction."""
        with unit_of_work() as session:
            row = session.get_one(HeardRow, self._number)
            row.worked_at, row.outcome = self._now, outcome
            if words is not None:
                echo(session, row, words, self._post, house=self._house, now=self._now)
        return outcome
