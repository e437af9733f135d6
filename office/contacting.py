"""Enter how the posts of agencies are reached."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.sentence import Sentence, joined
from office.errors import OfficeError
from store import ids, people
from store.engine import unit_of_work
from store.tables import ContactRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from office.actor import Actor
    from store.contact_file import ContactLine
    from store.tables import PostRow

    Posts = Mapping[tuple[str, str], PostRow]

ADDRESSES = {
    "email": (
        re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}",
                   re.IGNORECASE),
        "vanthu@so.cao-bang.example",
    ),
    "zalo_bot": (re.compile(r"[0-9A-Za-z_-]{6,64}"), Sentence("mã trò chuyện Zalo")),
    "zalo_oa": (re.compile(r"[0-9]{6,32}"), Sentence("mã người dùng của Zalo OA")),
    "zalo_zns": (re.compile(r"(?:84|0)[0-9]{9}"), "0912345678"),
    "apprise": (
        re.compile(r"[a-z][a-z0-9_-]*(/[^\s:@]+)?"),
        Sentence("tên dịch vụ/người nhận"),
    ),
}  # fmt: skip
_LONGEST = 254  # characters of an address
_RANK = re.compile(r"[1-9]")
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Entered:
    """How many ways to reach somebody were added, changed, and there already."""

    added: int
    changed: int
    unchanged: int


def enter_contacts(
    lines: Sequence[ContactLine], *, actor: Actor, now: datetime
) -> Entered:
    """Add the lines, or change what a post had on the same channel; all or none.

    Contacts that no line names stay as they are. Messages that wait already keep
    the address they were queued with.

    Args:
        lines: What was written; a blank channel is "email", a blank rank 1.
        actor: Who enters them.
        now: The moment, aware.

    Raises:
        OfficeError: Lines are wrong: one sentence for each, with its place.
    """
    with unit_of_work() as session:
        there_now = {row.code for row in people.agencies_of_now(session)}
        every = people.posts(session)
        posts = {place: row for place, row in every.items() if place[0] in there_now}
        faults = [*_faults(lines, posts), *_doubled(lines)]
        if faults:
            raise OfficeError(joined(faults[:_MOST_FAULTS], "\n"))
        there = people.contacts(session)
        written: dict[str, list[ContactRow]] = defaultdict(list)
        added = 0
        for line in lines:
            post = posts[line.agency, line.duty]
            row = there.get((post.id, channel := line.channel or "email"))
            rank = int(line.rank or 1)
            if row is None:
                added += 1
                row = ContactRow(
                    id=ids.take(session),
                    post_id=post.id,
                    channel=channel,
                    address=line.address,
                    rank=rank,
                )
            elif (row.address, row.rank, row.ended_at) == (line.address, rank, None):
                continue
            else:
                row.address, row.rank, row.ended_at = line.address, rank, None
            written[line.agency].append(row)
        entries = [
            Entry("agency", code, "enter_contacts", tuple(rows))
            for code, rows in written.items()
        ]
        record(session, entries, actor=str(actor), now=now)
        total = sum(map(len, written.values()))
        return Entered(added, total - added, len(lines) - total)


def _faults(lines: Sequence[ContactLine], posts: Posts) -> Iterator[Sentence]:
    agencies = {agency for agency, _ in posts}
    for line in lines:
        if line.agency not in agencies:
            yield Sentence(
                "{place}: không có cơ quan mã “{code}”.",
                place=line.places["agency"],
                code=line.agency,
            )
        elif (line.agency, line.duty) not in posts:
            duties = ", ".join(sorted(d for a, d in posts if a == line.agency))
            yield Sentence(
                "{place}: {code} không có vai trò “{duty}”; chọn một trong: {duties}.",
                place=line.places["duty"],
                code=line.agency,
                duty=line.duty,
                duties=duties,
            )
        if line.channel not in {"", *ADDRESSES}:
            yield Sentence(
                "{place}: không có kênh “{channel}”; chọn một trong: {channels}.",
                place=line.places["channel"],
                channel=line.channel,
                channels=", ".join(ADDRESSES),
            )
        else:
            form, example = ADDRESSES[line.channel or "email"]
            if len(line.address) > _LONGEST or not form.fullmatch(line.address):
                yield Sentence(
                    "{place}: địa chỉ không đúng dạng ({example}).",
                    place=line.places["address"],
                    example=example,
                )
        if line.rank and not _RANK.fullmatch(line.rank):
            yield Sentence(
                "{place}: thứ tự phải là số từ 1 đến 9.", place=line.places["rank"]
            )


def _doubled(lines: Sequence[ContactLine]) -> Iterator[Sentence]:
    first: dict[tuple[str, str, str], str] = {}
    for line in lines:
        key = (line.agency, line.duty, line.channel or "email")
        if key in first:
            yield Sentence(
                "{place}: {key} đã có ở {first}; mỗi vai trò chỉ một địa chỉ trên mỗi"
                " kênh.",
                place=line.places["address"],
                key=" / ".join(key),
                first=first[key],
            )
        first.setdefault(key, line.places["address"])
