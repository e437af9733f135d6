"""From phrases to agencies through the registry: groups expand, nothing is guessed.

What names nobody, or more than one, is listed with its candidates and left to a
person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from directive.model import DeadlineKind, Reading, Span, Unresolved
from directive.nearest import SMALL_WORDS, nearest
from directive.reading.text import collapse, fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from directive.model import Instruction, Role
    from directive.registry import Agency, AgencyGroup, Registry

# One spelling for each abbreviation of documents.
SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "bchqs": "bộ chỉ huy quân sự",
    "chqs": "chỉ huy quân sự",
    "vp": "văn phòng",
    "&": "và",
}
WORDS = re.compile(r"\w+|&")
# What may stand before a name without changing whose it is.
POSTS = re.compile(
    r"(?:đồng chí )?(?:giám đốc|chủ tịch|thủ trưởng|người đứng đầu|trưởng ban"
    r"|chánh|lãnh đạo) "
)
COMMUNES = re.compile(r"(?<!\w)(?:xã|phường)(?!\w)")
# "các xã Bảo Lâm, Hạ Lang": no colon before the names.
NAMED_UNITS = re.compile(
    r"(?:(?:chủ tịch )?(?:ủy ban nhân dân|ubnd) )?các (?:xã|phường)"
    r"(?:,? (?:và )?(?:xã|phường))? (?=\w)"
)
LISTED = re.compile(r", (?:và )?| và ")
# Kinds that an officer may expect in "các sở, ban, ngành, đoàn thể tỉnh".
NEARBY = frozenset(
    {"van_phong", "luc_luong_vu_trang", "tw_dong_dia_ban", "don_vi_su_nghiep", "hoi"}
)
HEADS = {
    "ubnd_xa": "Chủ tịch {name}",
    "ubnd_phuong": "Chủ tịch {name}",
    "ubnd_tinh": "Chủ tịch {name}",
    "so": "Giám đốc {name}",
    "van_phong": "Chánh {name}",
}


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """An instruction for one agency, before anybody has issued it."""

    instruction: str
    agency: str
    name: str
    what: str
    role: Role
    accountable: str
    coordinating: tuple[str, ...]
    collector: str | None
    due_on: date | None
    last_working_day: date | None
    expected_result: str | None


@dataclass(frozen=True, slots=True)
class Resolver:
    """A registry made ready for looking up phrases."""

    names: dict[str, tuple[str, ...]]
    aliases: dict[str, tuple[str, ...]]
    groups: dict[frozenset[str], AgencyGroup]
    agencies: dict[str, Agency] = field(default_factory=dict)

    @classmethod
    def of(cls, registry: Registry) -> Resolver:
        """Index every name, alias and abbreviation of the registry."""
        groups = {
            members(phrase): group
            for group in registry.groups
            for phrase in group.phrases
        }
        return cls(
            _index((a.code, (a.name,)) for a in registry.agencies),
            _index((a.code, a.aliases) for a in registry.agencies),
            groups,
            {agency.code: agency for agency in registry.agencies},
        )

    def codes(self, phrase: str) -> tuple[str, ...]:
        """Return the codes that the phrase stands for; none when it is not sure.

        "UBND các xã, phường (trừ xã A)" stands for the group without those named.
        """
        whole, _, left_out = collapse(phrase).replace("(trừ", "trừ").partition(" trừ ")
        if left_out:
            return self._without(whole.rstrip(" ,"), left_out.rstrip(" )."))
        words = plain(phrase)
        bare = POSTS.sub("", words, count=1)
        for form in (
            words,
            bare,
            f"ủy ban nhân dân {bare}",
            f"{bare} tỉnh",
            bare.removesuffix(" tỉnh"),
        ):
            found = self._named(form)
            if found:
                return found if len(found) == 1 else ()
        listed = self._listed(phrase)
        if listed:
            return listed
        group = self.groups.get(members(bare))
        if group is None:
            return ()
        return tuple(a.code for a in self.agencies.values() if group.holds(a))

    def candidates(self, phrase: str) -> tuple[str, ...]:
        """Return the codes whose names are nearest, for a person to pick.

        Never used to pick by itself: "Sở Nôi vụ" stays open, with Sở Nội vụ first.
        """
        exact = self._named(plain(phrase))
        return exact or nearest(
            plain(phrase), (*self.names.items(), *self.aliases.items())
        )

    def _without(self, group: str, left_out: str) -> tuple[str, ...]:
        """Return a group's codes but those left out, when every one is known."""
        codes = self.codes(group)
        out: set[str] = set()
        for name in LISTED.split(left_out):
            found = self.codes(name)
            if len(found) != 1:
                return ()
            out.update(found)
        return tuple(code for code in codes if code not in out)

    def _listed(self, phrase: str) -> tuple[str, ...]:
        """Return the codes of "UBND các xã: A, B và C" when every one is found."""
        shown = collapse(phrase)
        head, _, names = fold(shown).partition(":")
        bare = NAMED_UNITS.match(head) if not names else None
        if bare and shown[bare.end()].isupper():
            head, names = head[: bare.end()], head[bare.end() :]
        units = COMMUNES.findall(head)
        codes: list[str] = []
        for name in LISTED.split(names.strip()) if units else ():
            forms = [f"ủy ban nhân dân {unit} {plain(name)}" for unit in units]
            found = [code for form in forms for code in self._named(form)]
            if len(found) != 1:
                return ()
            codes += found
        return tuple(codes)

    def _named(self, form: str) -> tuple[str, ...]:
        """Return whose name `form` is; a name of today beats an old unit's."""
        return self.names.get(form) or self.aliases.get(form, ())


def _index(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Return the codes of every name, as one form for comparing."""
    index: dict[str, tuple[str, ...]] = {}
    for code, names in named:
        for name in dict.fromkeys(plain(n) for n in names):
            index[name] = (*index.get(name, ()), code)
    return index


def plain(phrase: str) -> str:
    """Return a phrase for comparing: folded, abbreviations spelled out."""
    words = WORDS.findall(fold(collapse(phrase)))
    return " ".join(SHORT.get(word, word) for word in words)


def members(phrase: str) -> frozenset[str]:
    """Return a group phrase as the set of its words, order and commas left out."""
    return frozenset(plain(phrase).split()) - SMALL_WORDS


def resolved(reading: Reading, registry: Registry) -> Reading:
    """Return the reading with every phrase that names nobody listed as unresolved."""
    resolver = Resolver.of(registry)
    listed: dict[tuple[str, Span], Unresolved] = {}
    for one in reading.instructions:
        for phrase, span in _phrases(one):
            if not resolver.codes(phrase):
                listed.setdefault(
                    (phrase, span),
                    Unresolved(phrase, span, resolver.candidates(phrase)),
                )
    return replace(reading, unresolved=tuple(listed.values()))


def assign(reading: Reading, registry: Registry) -> tuple[AssignmentDraft, ...]:
    """Return one draft for each instruction and agency, generic closings left out.

    Args:
        reading: What was read.
        registry: Whom the office knows; group phrases expand by its kinds.

    Returns:
        In the order of the instructions, then of the registry; an agency that two
        phrases of one instruction name gets one draft.
    """
    resolver = Resolver.of(registry)
    return tuple(
        draft
        for one in reading.instructions
        if not one.generic
        for draft in _drafts(one, resolver)
    )


def near_misses(phrase: str, registry: Registry) -> tuple[Agency, ...]:
    """Return the agencies outside a group that an officer may expect in it.

    Args:
        phrase: A group phrase, such as "Các Sở, Ban ngành, đoàn thể tỉnh".
        registry: Whom the office knows.

    Returns:
        Công an, Bộ Chỉ huy Quân sự, Thuế, Văn phòng … for a group of provincial
        bodies; nobody for a group of communes or for a single name.
    """
    group = Resolver.of(registry).groups.get(members(phrase))
    if group is None or "so" not in group.kinds:
        return ()
    return tuple(
        agency
        for agency in registry.agencies
        if agency.kind in NEARBY and not group.holds(agency)
    )


def _drafts(one: Instruction, resolver: Resolver) -> Iterable[AssignmentDraft]:
    left_out = {c for phrase in one.agencies_except for c in resolver.codes(phrase)}
    codes = dict.fromkeys(c for phrase in one.agencies for c in resolver.codes(phrase))
    partners = tuple(
        dict.fromkeys(c for phrase in one.coordinating for c in resolver.codes(phrase))
    )
    collector = resolver.codes(one.report_to) if one.report_to else ()
    dated = one.deadline.kind is not DeadlineKind.NONE
    for code in codes:
        if code in left_out:
            continue
        agency = resolver.agencies[code]
        yield AssignmentDraft(
            instruction=one.path,
            agency=code,
            name=agency.name,
            what=one.text,
            role=one.role,
            accountable=head_of(agency),
            coordinating=tuple(partner for partner in partners if partner != code),
            collector=collector[0] if len(collector) == 1 else None,
            due_on=one.deadline.last_day if dated else None,
            last_working_day=one.deadline.last_working_day if dated else None,
            expected_result=one.expected_result,
        )


def head_of(agency: Agency) -> str:
    """Return the post that answers for an agency unless the document names one."""
    return HEADS.get(agency.kind, "Thủ trưởng {name}").format(name=agency.name)


def _phrases(one: Instruction) -> Iterable[tuple[str, Span]]:
    """Yield every phrase that should name somebody, with its span."""
    for name, phrases in (
        ("agencies", one.agencies),
        ("coordinating", one.coordinating),
    ):
        for phrase, found in zip(phrases, one.evidence.get(name, ()), strict=True):
            yield phrase, found.span
    if one.report_to:
        places = one.evidence.get("report_to")  # none when a person named it
        yield one.report_to, places[0].span if places else one.span
