"""What a short answer from a chat means: received, done, more time, or a pairing.

People write as they speak, with or without accents. What is not clearly one of these
is `Unclear`: it changes nothing, and the echo says how to write.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from directive.replies import assignment_codes

LONGEST = 2000  # characters that are looked at
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits of a pairing code: none that can be taken for another."""
CODE_LENGTH = 8
_LETTERS = CODE_LETTERS.lower()
_POLITE = r"(?:(?:da|vang|ok|oke|bao cao)[ ,]+)*"
_AFTER = r"(?: (?:roi|a|ah|duoc|viec|nhiem vu|van ban|thong bao|cong van))*"
_PAIR = re.compile(
    rf"/?(?:link|lien ket|ket noi) ?:? ?([{_LETTERS} -]{{{CODE_LENGTH},16}})"
)
_UNPAIR = re.compile(r"/?(?:unlink|huy lien ket|ngat ket noi)")
_RECEIVED = re.compile(rf"{_POLITE}(?:tiep nhan|nhan){_AFTER}")
_DONE = re.compile(rf"{_POLITE}(?:lam xong|xong|hoan thanh|hoan tat){_AFTER}\b.*")
_MORE_TIME = re.compile(r"(?:(?:da|xin|de nghi|cho|duoc) )+(?:gia han|lui han)\b.*")
_DAY = re.compile(r"\b(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{4}))?(?![\d/])")
_UNTIL = re.compile(r"\b(?:den|toi|het|sang)\b")
_BECAUSE = re.compile(r"(?:\bvì\b|\blý do\b:?|\bdo\b|\bvi\b)\s+(.+)$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:chua|khong|ko|hok|neu|bao gio|khi nao)\b|\?")
_DASHES = str.maketrans({"\u2011": "-", "\u2013": "-", "\u2212": "-"})
_CODE = re.compile(r"NV-\d{4}-\d{6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Link this chat to a post, by a one-time code."""

    code: str


@dataclass(frozen=True, slots=True)
class Unpair:
    """Unlink this chat."""


@dataclass(frozen=True, slots=True)
class Received:
    """The work is acknowledged."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A result is handed in, with `words` as its line."""

    codes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class MoreTime:
    """More time is asked for, until a day; `reason` is "" when none was given."""

    codes: tuple[str, ...]
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing that a rule knows."""

    codes: tuple[str, ...] = ()


Meaning: TypeAlias = Pair | Unpair | Received | Done | MoreTime | Unclear


def understood(text: str, *, today: date) -> Meaning:
    """Return what a message from a chat means.

    Args:
        text: As it was written; only its first line with words is looked at, but the
            codes of assignments may stand anywhere.
        today: The day at the office: a day without a year is the next such day.
    """
    text = text[:LONGEST].translate(_DASHES)
    codes = assignment_codes(text)
    said = " ".join(_CODE.sub(" ", text).split()).strip(" .!,:;")
    bare = _without_accents(said)
    if found := _PAIR.fullmatch(bare):
        return Pair(re.sub(r"[ -]", "", found[1]).upper())
    if _UNPAIR.fullmatch(bare):
        return Unpair()
    return _about_work(said, bare, codes, today)


def _about_work(said: str, bare: str, codes: tuple[str, ...], today: date) -> Meaning:
    if _NOT.search(bare):
        return Unclear(codes)
    if _MORE_TIME.fullmatch(bare):
        until = _until(bare, today)
        reason = _BECAUSE.search(said)
        why = reason[1].strip(" .") if reason else ""
        return MoreTime(codes, until, why) if until else Unclear(codes)
    if _RECEIVED.fullmatch(bare):
        return Received(codes)
    return Done(codes, said) if _DONE.fullmatch(bare) else Unclear(codes)


def _until(bare: str, today: date) -> date | None:
    """Return the one day that is named after "đến"; None without it or with several."""
    until = _UNTIL.search(bare)
    if until is None:
        return None
    named = [_day(match, today) for match in _DAY.finditer(bare, until.end())]
    return named[0] if len(named) == 1 else None


def _day(match: re.Match[str], today: date) -> date | None:
    """Return the day; without a year, the next such day that the calendar has."""
    day, month, year = match.groups()
    for candidate in (int(year),) if year else (today.year, today.year + 1):
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def _without_accents(words: str) -> str:
    apart = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))
