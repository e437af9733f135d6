"""A view of the source that rules can read, and the way back to its offsets.

Rules never meet a line break, a doubled blank, a decomposed letter or a soft
hyphen: the view joins wrapped lines with one blank and composes letters (NFC).
Every position of the view knows the source characters it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from directive.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
WORD = re.compile(r"\S+")
RUN = re.compile(r"\S+(?: \S+)*")
COLUMN_GAP = re.compile(r"\s{3,}|\t")
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
DASHES = "‐‑‒–—−"
OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# A tone sits on the second vowel by right when a letter follows ("hoàn") and
# after q ("quý"): only open syllables have two spellings.
OLD_TONE = re.compile(r"(?<!q)(?:" + "|".join(OLD_TONES) + r")(?![^\W\d_])")
MOST_MATCHES = 300  # of one rule in one point; no directive has a tenth of it
REACH = 800  # characters; longer clauses do not occur
RHYTHM = 0.8  # share of lines with a blank line before them that means "every line"
SHARE = 0.98  # of lines that hold to it where lines are wrapped
PRINTED = 160  # letters on a line of a page; longer lines are whole paragraphs


@dataclass(frozen=True, slots=True)
class Line:
    """One line that has words: where it stands in the view, and its blanks."""

    start: int
    end: int
    gap: bool  # a blank line stands before it, where that is not the rhythm
    cells: tuple[tuple[int, int], ...]  # columns printed on one line


@dataclass(frozen=True, slots=True)
class View:
    """The source with one blank between words; `key` is its folded twin.

    `shown` keeps the letters as written; `key` has the same length, in lower
    case, with one kind of dash and the tone marks placed one way.
    """

    source: str
    shown: str
    key: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lines: tuple[Line, ...]
    width: int  # columns of a full line
    line_starts: frozenset[int]
    paragraphs: frozenset[int]  # where a line stands after a blank one
    # What `remembering` keeps: where names end, and lists of them.
    names: dict[tuple[int, int], int | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    lists: dict[tuple[int, int], list[tuple[int, int]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, source: str) -> View:
        """Read `source`, whatever its line ends and letter forms."""
        plain = unicodedata.is_normalized("NFC", source) and UNSEEN.isdisjoint(source)
        draft = _Draft([], [], [], plain=plain)
        found: list[tuple[int, int, bool, tuple[tuple[int, int], ...]]] = []
        before = 0
        for row in LINE.finditer(source):
            cells = draft.add_line(row[0], row.start())
            if cells:
                blank = source.count("\n", before, row.start()) > 1
                found.append((cells[0][0], cells[-1][1], blank, cells))
                before = row.end()
        printed = sum(end - start <= PRINTED for start, end, _, _ in found)
        blanks = sum(blank for _, _, blank, _ in found)
        rhythm = blanks >= RHYTHM * len(found) and printed >= SHARE * len(found)
        lines = tuple(
            Line(start, end, blank and not rhythm, cells)
            for start, end, blank, cells in found
        )
        shown = "".join(draft.shown)
        starts, ends = tuple(draft.starts), tuple(draft.ends)
        return cls(
            source,
            shown,
            fold(shown),
            starts,
            ends,
            lines,
            _width(lines),
            frozenset(line.start for line in lines),
            frozenset(line.start for line in lines if line.gap),
        )

    def span(self, start: int, end: int) -> Span:
        """Return the source offsets of the view's characters [start, end)."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.source)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def trim(self, start: int, end: int, drop: str = " ") -> tuple[int, int]:
        """Return [start, end) without the characters of `drop` at both ends."""
        while start < end and self.shown[start] in drop:
            start += 1
        while end > start and self.shown[end - 1] in drop:
            end -= 1
        return start, end


@dataclass(frozen=True, slots=True)
class _Draft:
    """The letters of a view under construction, with where each came from."""

    shown: list[str]
    starts: list[int]
    ends: list[int]
    plain: bool  # every letter is composed and seen: lines come over as they are

    def add_line(self, row: str, offset: int) -> tuple[tuple[int, int], ...]:
        """Add the words of one line; return the columns it was printed in."""
        cells: list[tuple[int, int]] = []
        last = 0
        for word in (RUN if self.plain else WORD).finditer(row):
            piece = self._add_word(word[0], offset + word.start())
            if piece is None:
                continue
            if cells and not COLUMN_GAP.search(row[last : word.start()]):
                piece = (cells.pop()[0], piece[1])
            cells.append(piece)
            last = word.end()
        return tuple(cells)

    def _add_word(self, word: str, offset: int) -> tuple[int, int] | None:
        letters = [] if self.plain else list(_letters(word, offset))
        if not (letters or self.plain):
            return None
        if self.starts:
            self.shown.append(" ")
            self.starts.append(self.ends[-1])
            self.ends.append(offset)
        begin = len(self.starts)
        if self.plain:
            self.shown.append(word)
            self.starts.extend(range(offset, offset + len(word)))
            self.ends.extend(range(offset + 1, offset + len(word) + 1))
        for letter, first, last in letters:
            self.shown.append(letter)
            self.starts.append(first)
            self.ends.append(last)
        return begin, len(self.starts)


def fold(text: str) -> str:
    """Return `text` for comparing: same length, one case, one dash, one tone style."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for dash in DASHES:
        lower = lower.replace(dash, "-")
    return OLD_TONE.sub(lambda m: OLD_TONES[m[0]], lower)


def matches(
    pattern: re.Pattern[str], text: str, start: int, end: int, *words: str
) -> Iterator[re.Match[str]]:
    """Yield the matches in [start, end), every one of which has one of `words`.

    Most points have none of a rule's words, and to ask for them is much faster than
    the pattern. The number is bounded, so that no text takes long.
    """
    if any(text.find(word, start, end) >= 0 for word in words):
        yield from islice(pattern.finditer(text, start, end), MOST_MATCHES)


def sentence_start(text: str, start: int, at: int) -> int:
    """Return where the clause around `at` begins: after the last "." or ";".

    Looks back a bounded way, so that no text takes quadratic time.
    """
    begin = max(start, at - REACH)
    return max(text.rfind(".", begin, at), text.rfind(";", begin, at), begin - 1) + 1


def collapse(text: str) -> str:
    """Return `text` as a view shows it: composed, one blank between words."""
    seen = "".join(c for c in text if c not in UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _letters(word: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield the letters of a word with the source offsets each came from."""
    if unicodedata.is_normalized("NFC", word) and UNSEEN.isdisjoint(word):
        for at, letter in enumerate(word, offset):
            yield letter, at, at + 1
        return
    heads = [
        at
        for at, letter in enumerate(word)
        if letter not in UNSEEN and (at == 0 or not unicodedata.combining(letter))
    ]
    for first, last in pairwise([*heads, len(word)]):
        for letter in collapse(word[first:last]):
            yield letter, offset + first, offset + last


def _width(lines: tuple[Line, ...]) -> int:
    """Return the length that nine lines of ten do not exceed."""
    lengths = sorted(line.end - line.start for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0
