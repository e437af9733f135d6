"""Agencies as the office adds and changes them, singly or by a sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from directive.registry import Agency
from directive.sentence import Sentence, joined, named
from office.contacting import Entered
from office.errors import NotFoundError, OfficeError
from office.registering import agency_entry, columns, titles
from store import people
from store.engine import unit_of_work
from store.folding import without_accents
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.registry import Registry
    from office.actor import Actor
    from office.house import House
    from store.agency_file import AgencyLine
    from store.tables import AgencyRow, PostRow

AGENCY_KINDS: Mapping[str, str] = {
    "so": "sở",
    "ban_nganh": "ban, ngành",
    "doan_the": "đoàn thể",
    "hoi": "hội",
    "don_vi_su_nghiep": "đơn vị sự nghiệp",
    "luc_luong_vu_trang": "lực lượng vũ trang",
    "tw_dong_dia_ban": "cơ quan trung ương trên địa bàn",
    "ubnd_xa": "UBND xã",
    "ubnd_phuong": "UBND phường",
    "ubnd_tinh": "UBND tỉnh",
    "van_phong": "Văn phòng UBND tỉnh",
}
"""What people read for the kinds of agencies."""

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,19}")
_LONGEST = 200  # characters of a name
_YES = frozenset({"co", "x", "1", "true", "yes"})
_MOST_FAULTS = 20


def registry() -> Registry:
    """Return the agencies of now, in Vietnamese order, and groups."""
    with unit_of_work() as session:
        return people.registry(session)


def names_of_agencies() -> Mapping[str, str]:
    """Return the name of every agency of now by its code, in Vietnamese order."""
    with unit_of_work() as session:
        return {row.code: row.name for row in people.agencies_of_now(session)}


def found(words: str, kind: str = "", *, ended: bool = False) -> Sequence[Agency]:
    """Return the agencies whose code or names have all the words, accents or not.

    Those of now, or those that have ended.
    """
    wanted = without_accents(words).split()
    with unit_of_work() as session:
        rows = people.all_agencies(session)
    known = [people.agency_of(row) for row in rows if bool(row.ended_at) is ended]
    return [
        one
        for one in known
        if kind in {"", one.kind}
        and all(
            word
            in without_accents(
                " ".join((one.code, one.name, one.abbrev or "", *one.aliases))
            )
            for word in wanted
        )
    ]


def add(agency: Agency, *, house: House, actor: Actor, now: datetime) -> None:
    """Found an agency with a focal point and a head; their addresses are entered next.

    Raises:
        OfficeError: The code or the name is taken or none, or the kind is unknown.
    """
    with unit_of_work() as session:
        there = {one.code: one for one in people.all_agencies(session)}
        if agency.code in there:
            raise OfficeError(
                "Mã “{code}” đã có: {name}.",
                code=agency.code,
                name=there[agency.code].name,
            )
        _refuse(agency, there)
        entry = agency_entry(session, agency, house)
        record(session, [entry], actor=str(actor), now=now)


def change(agency: Agency, *, actor: Actor, now: datetime) -> None:
    """Change what an agency is called and is; its code stays.

    Documents that were issued keep the words they were read with.

    Raises:
        NotFoundError: No such agency.
        OfficeError: It has ended, the name is taken or none, or the kind is unknown.
    """
    with unit_of_work() as session:
        there = {one.code: one for one in people.all_agencies(session)}
        if agency.code not in there:
            raise NotFoundError("Không có cơ quan mã “{code}”.", code=agency.code[:40])
        _refuse(agency, there)
        entry = _changed(session, there[agency.code], agency)
        record(session, [entry], actor=str(actor), now=now)


def enter(
    lines: Sequence[AgencyLine], *, house: House, actor: Actor, now: datetime
) -> Entered:
    """Add the agencies of a sheet, change those that are there; all or none.

    Raises:
        OfficeError: Lines are wrong: one sentence for each, with its place.
    """
    with unit_of_work() as session:
        there = {one.code: one for one in people.all_agencies(session)}
        read = [(line, _read(line)) for line in lines]
        if faults := [*_faults(read, there)]:
            raise OfficeError(joined(faults[:_MOST_FAULTS], "\n"))
        known = {one.code: one for one in people.registry(session).agencies}
        fresh = [one for _, one in read if one.code not in known]
        other = [one for _, one in read if known.get(one.code, one) != one]
        entries = [agency_entry(session, one, house) for one in fresh]
        entries += [_changed(session, there[one.code], one) for one in other]
        record(session, entries, actor=str(actor), now=now)
        return Entered(len(fresh), len(other), len(read) - len(entries))


def cleaned(agency: Agency) -> Agency:
    """Return an agency without blanks and doubled names."""
    others = dict.fromkeys(" ".join(one.split()) for one in agency.aliases)
    name = " ".join(agency.name.split())
    return replace(
        agency,
        code=agency.code.strip(),
        name=name,
        abbrev=(agency.abbrev or "").strip() or None,
        aliases=tuple(one for one in others if one and one != name),
    )


def _changed(session: Session, row: AgencyRow, agency: Agency) -> Entry:
    """Change the row, and the posts that are still called as they were founded."""
    before = titles(Agency(row.code, row.name, row.kind))
    after = titles(agency)
    posts = people.posts_of(session, row.code)
    renamed: list[PostRow] = []
    for post in posts:
        if before.get(post.duty) == post.title != after.get(post.duty, post.title):
            post.title = after[post.duty]
            renamed.append(post)
    for name, value in columns(agency).items():
        setattr(row, name, value)
    return Entry("agency", row.code, "change", (row, *renamed))


def _refuse(agency: Agency, there: Mapping[str, AgencyRow]) -> None:
    for _, fault in _wrong(agency, there):
        raise OfficeError(fault)


def _wrong(
    agency: Agency, there: Mapping[str, AgencyRow]
) -> Iterator[tuple[str, Sentence]]:
    """Yield (field, what is wrong with it)."""
    if not _CODE.fullmatch(agency.code):
        yield (
            "code",
            Sentence("mã cơ quan chỉ gồm chữ không dấu và chữ số, tối đa 20 ký tự."),
        )
    if not agency.name or len(agency.name) > _LONGEST:
        yield (
            "name",
            Sentence("tên cơ quan phải có từ 1 đến {longest} ký tự.", longest=_LONGEST),
        )
    if agency.code in there and there[agency.code].ended_at:
        yield (
            "code",
            Sentence(
                "cơ quan mã {code} đã chấm dứt; hãy mở lại trước.", code=agency.code
            ),
        )
    for row in there.values():
        if row.ended_at or row.code == agency.code:
            continue
        if row.name == agency.name:
            yield (
                "name",
                Sentence("tên này đã là của cơ quan mã {code}.", code=row.code),
            )
    if agency.kind not in AGENCY_KINDS:
        kinds = joined(map(named, AGENCY_KINDS.values()), ", ")
        yield "kind", Sentence("loại phải là một trong: {kinds}.", kinds=kinds)


def _read(line: AgencyLine) -> Agency:
    wanted = without_accents(line.kind)
    kind = next(
        (k for k, n in AGENCY_KINDS.items() if wanted in {k, without_accents(n)}), ""
    )
    return cleaned(
        Agency(
            code=line.code,
            name=line.name,
            kind=kind,
            abbrev=line.abbrev,
            aliases=tuple(line.aliases.split(";")),
            by_request=without_accents(line.by_request) in _YES,
        )
    )


def _faults(
    read: Sequence[tuple[AgencyLine, Agency]], there: Mapping[str, AgencyRow]
) -> Iterator[Sentence]:
    first: dict[str, str] = {}
    for line, agency in read:
        for field, fault in _wrong(agency, there):
            yield Sentence("{place}: {why}", place=line.places[field], why=fault)
        place = line.places["code"]
        if agency.code in first:
            yield Sentence(
                "{place}: mã {code} đã có ở {first}.",
                place=place,
                code=agency.code,
                first=first[agency.code],
            )
        first.setdefault(agency.code, place)
