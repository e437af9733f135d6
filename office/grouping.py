"""Groups of agencies as the office adds, changes and ends them, or by a sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directive.registry import AgencyGroup, Registry
from directive.resolution import Resolver, members
from directive.sentence import Sentence, joined
from office.agencies import AGENCY_KINDS
from office.contacting import Entered
from office.errors import NotFoundError, OfficeError
from store import directives, people
from store.engine import unit_of_work
from store.folding import without_accents
from store.tables import AgencyGroupRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from store.group_file import GroupLine

_CODE = re.compile(r"[a-z0-9_]{1,60}")
_UNISSUED = ("received", "confirmed")
_MOST_FAULTS = 20


def put_group(group: AgencyGroup, *, actor: Actor, now: datetime) -> None:
    """Say for which agencies some phrases of "Kính gửi" stand.

    Raises:
        OfficeError: It has no phrases or nobody, an agency is none, or a phrase is
            another group's.
    """
    with unit_of_work() as session:
        known = people.registry(session)
        for _, fault in _wrong(group, known.groups, known):
            raise OfficeError(fault)
        entry = _kept(group, _rows(session))
        record(session, [entry], actor=str(actor), now=now)


def enter(lines: Sequence[GroupLine], *, actor: Actor, now: datetime) -> Entered:
    """Add the groups of a sheet, change those that are there; all or none.

    Raises:
        OfficeError: Lines are wrong: one sentence for each, with its place.
    """
    with unit_of_work() as session:
        known = people.registry(session)
        read = [(line, _read(line)) for line in lines]
        if faults := [*_faults(read, known)]:
            raise OfficeError(joined(faults[:_MOST_FAULTS], "\n"))
        there = {one.code: one for one in known.groups}
        fresh = [one for _, one in read if one.code not in there]
        other = [one for _, one in read if there.get(one.code, one) != one]
        rows = _rows(session)
        entries = [_kept(one, rows) for one in (*fresh, *other)]
        record(session, entries, actor=str(actor), now=now)
        return Entered(len(fresh), len(other), len(read) - len(entries))


def end_group(code: str, *, actor: Actor, now: datetime) -> None:
    """Let the phrases of a group stand for nobody any more.

    Raises:
        NotFoundError: No such group, or it has ended.
        OfficeError: A document that was not issued yet speaks of it.
    """
    with unit_of_work() as session:
        row = _rows(session).get(code)
        if row is None or row.ended_at is not None:
            raise NotFoundError("Không có nhóm này.")
        if used := _used(session, code):
            raise OfficeError(
                "Văn bản “{name}” chưa giao đang gửi nhóm này; hãy giao văn bản trước,"
                " hoặc sửa nơi nhận của văn bản.",
                name=used,
            )
        row.ended_at = now
        entry = Entry("agency_group", code, "end", (row,))
        record(session, [entry], actor=str(actor), now=now)


def _rows(session: Session) -> Mapping[str, AgencyGroupRow]:
    return {row.code: row for row in people.groups(session)}


def _kept(group: AgencyGroup, rows: Mapping[str, AgencyGroupRow]) -> Entry:
    phrases, kinds = list(group.phrases), list(group.kinds)
    row = rows.get(group.code) or AgencyGroupRow(
        code=group.code, phrases=phrases, kinds=kinds
    )
    row.phrases, row.kinds = phrases, kinds
    row.codes, row.ended_at = list(group.named) or None, None
    return Entry("agency_group", group.code, "change", (row,))


def _used(session: Session, code: str) -> str | None:
    """Return the title of a document not issued yet that speaks of a group."""
    groups = Resolver.of(people.registry(session)).groups
    ours = {words for words, group in groups.items() if group.code == code}
    for stage in _UNISSUED:
        for one in directives.in_stage(session, stage):
            said = [*one.addressees]
            for order in directives.instructions(session, one.id):
                said += order.reading.get("agencies") or ()
            if any(members(phrase) in ours for phrase in said):
                return one.title or one.source_name
    return None


def _wrong(
    group: AgencyGroup, others: Sequence[AgencyGroup], known: Registry
) -> Iterator[tuple[str, Sentence]]:
    """Yield (field, what is wrong with it)."""
    if not _CODE.fullmatch(group.code):
        yield (
            "code",
            Sentence("Mã nhóm chỉ gồm chữ thường không dấu, chữ số và gạch dưới."),
        )
    if not group.phrases:
        yield "phrases", Sentence("Nhóm phải có ít nhất một cụm từ.")
    if not (group.kinds or group.named) or set(group.kinds) - set(AGENCY_KINDS):
        yield (
            "kinds",
            Sentence("Nhóm phải có ít nhất một loại cơ quan, hoặc cơ quan nêu tên."),
        )
    there = {one.code for one in known.agencies}
    for code in group.named:
        if code not in there:
            yield (
                "agencies",
                Sentence("Không có cơ quan nào mang mã “{code}”.", code=code[:40]),
            )
    ours = {without_accents(one) for one in group.phrases}
    for other in others:
        both = ours & {without_accents(one) for one in other.phrases}
        if other.code != group.code and both:
            yield (
                "phrases",
                Sentence(
                    "Cụm từ “{both}” đã thuộc nhóm {code}.",
                    both=min(both),
                    code=other.code,
                ),
            )


def _read(line: GroupLine) -> AgencyGroup:
    names = {without_accents(name): kind for kind, name in AGENCY_KINDS.items()}
    kinds = (names.get(without_accents(one), one) for one in parts(line.kinds, ";"))
    return AgencyGroup(
        line.code,
        parts(line.phrases, ";"),
        tuple(kinds),
        parts(line.agencies, ";"),
    )


def parts(text: str, by: str) -> tuple[str, ...]:
    """Return what stands between separators, without blanks and doubles."""
    found = dict.fromkeys(" ".join(one.split()) for one in text.split(by))
    return tuple(one for one in found if one)


def _faults(
    read: Sequence[tuple[GroupLine, AgencyGroup]], known: Registry
) -> Iterator[Sentence]:
    after = {one.code: one for one in known.groups}
    after |= {one.code: one for _, one in read}
    first: dict[str, str] = {}
    for line, group in read:
        for field, fault in _wrong(group, tuple(after.values()), known):
            yield Sentence("{place}: {why}", place=line.places[field], why=fault)
        place = line.places["code"]
        if group.code in first:
            yield Sentence(
                "{place}: mã {code} đã có ở {first}.",
                place=place,
                code=group.code,
                first=first[group.code],
            )
        first.setdefault(group.code, place)
