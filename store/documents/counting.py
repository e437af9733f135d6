"""Numbers and bullets that an office program counts itself, as they show: 1., a), -."""

from __future__ import annotations

from dataclasses import dataclass, field

LEVELS = 9
DASHES = frozenset("-‐‑‒–—−")
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
HIGHEST = 3_999  # what Roman numerals reach; no list is longer


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False  # the numbers above are shown in figures: "1.1" under "I"


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far each has been counted.

    `lists` gives each list its abstract list and its own starts; lists that share
    an abstract list go on where the other stopped. `styled` gives the depth at which
    a style of paragraphs stands in an abstract list.
    """

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    styled: dict[tuple[str, str], int] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def restart(self, list_: str) -> None:
        """Let a list begin again at its first number."""
        self._counts.pop(self.lists.get(list_, ("", {}))[0], None)

    def depth_of(self, list_: str, style: str | None, depth: int) -> int:
        """Return the depth of a style in a list; `depth` where the list says none."""
        abstract, _ = self.lists.get(list_, ("", {}))
        return self.styled.get((abstract, style or ""), depth)

    def begin_at(self, list_: str, depth: int, number: int) -> None:
        """Let the next point of a list have a number."""
        _, starts = self.lists.setdefault(list_, (list_, {}))
        starts[depth] = number
        self._begun.discard((list_, depth))

    def mark(self, list_: str, depth: int) -> str:
        """Count one more point of a list; return its number as it shows, or ""."""
        abstract, starts = self.lists.get(list_, ("", {}))
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < LEVELS:
            return ""
        if level.format == "bullet":
            return _bullet(level.text)
        counts = self._counts.setdefault(
            abstract, [_start(levels, at) - 1 for at in range(LEVELS)]
        )
        if depth in starts and (list_, depth) not in self._begun:
            counts[depth] = starts[depth] - 1
        self._begun.add((list_, depth))
        counts[depth] += 1
        for deeper in range(depth + 1, LEVELS):
            counts[deeper] = _start(levels, deeper) - 1
        shown = level.text
        for at in range(depth + 1):
            number = max(counts[at], _start(levels, at))
            format_ = levels[at].format if at in levels else "decimal"
            if level.legal and at < depth:
                format_ = "decimal"
            shown = shown.replace(f"%{at + 1}", _counted(number, format_))
        return shown.strip()


def _start(levels: dict[int, Level], depth: int) -> int:
    return levels[depth].start if depth in levels else 1


def _bullet(text: str) -> str:
    """Return a bullet in letters that every font has; those of symbol fonts are •."""
    shown = text.strip()
    if shown in DASHES:
        return "-"
    return shown if shown in {"+", "*", "•"} else "•"


def _counted(number: int, format_: str) -> str:
    if format_ in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 3)
        return letter.upper() if format_ == "upperLetter" else letter
    if format_ in {"lowerRoman", "upperRoman"}:
        numeral = _roman(number)
        return numeral.upper() if format_ == "upperRoman" else numeral
    if format_ == "none":
        return ""
    return f"{number:02}" if format_ == "decimalZero" else str(number)


def _roman(number: int) -> str:
    rest, numeral = min(max(number, 0), HIGHEST), ""
    for value, letters in ROMAN:
        numeral += letters * (rest // value)
        rest %= value
    return numeral
