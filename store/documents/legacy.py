"""Text in the letters of old Vietnamese fonts (.VnTime, VNI-Times), in Unicode.

Such text holds Western letters that only look Vietnamese in a font of its kind:
TCVN3 has one for each letter, VNI a letter and its mark one after the other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store.documents.model import Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.documents.model import Document

# TCVN 5712:1993, third table: the letters from 0xA1 on; a blank stands for none.
TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ      "
    "àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
)
# VNI: a mark follows the letter it stands on; these are the marks.
GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
ROOF, BOWL = "\u0302", "\u0306"
VNI_MARKS = {
    "ø": GRAVE, "ù": ACUTE, "û": HOOK, "õ": TILDE, "ï": DOT,
    "â": ROOF, "à": ROOF + GRAVE, "á": ROOF + ACUTE, "å": ROOF + HOOK,
    "ã": ROOF + TILDE, "ä": ROOF + DOT,
    "ê": BOWL, "è": BOWL + GRAVE, "é": BOWL + ACUTE, "ú": BOWL + HOOK,
    "ü": BOWL + TILDE, "ë": BOWL + DOT,
}  # fmt: skip
VNI_LETTERS = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
    "ì": "ì", "í": "í",
}  # fmt: skip
VNI_MARKED = "aeiouyôö"
WORD = re.compile(r"[^\W\d_]+")
# Words of every official text, which no text in Western letters has.
COMMON = frozenset(
    WORD.findall(
        "của được về và nhiệm vụ thực hiện ủy cơ định số tỉnh việc đơn vị căn cứ tổ "
        "chức độc lập tự phúc hội nghĩa việt kính gửi kết quả chủ tịch sở kế hoạch"
    )
)
FEWEST = 8  # common words that leave no doubt
SAMPLE = 50_000  # letters that are looked at
TENFOLD = 10  # times as many as before
# ".VnTime", ".VnTimeH", "VNI-Times", with the six letters of a font cut to size.
FONT = re.compile(r"(?:[A-Z]{6}\+)?(?:(?P<tcvn3>\.Vn|VnTime)|(?P<vni>VNI-))")
CAPITALS = re.compile(r"[a-z ]H(?:\b|$)")  # ".VnTimeH" shows small letters as capitals


@dataclass(frozen=True, slots=True)
class Encoding:
    """One old way of writing: its name, and the letters that stand for others."""

    name: str
    letters: Mapping[str, str]
    pattern: re.Pattern[str]

    def convert(self, text: str) -> str:
        """Return the text in Unicode."""
        return self.pattern.sub(lambda found: self.letters[found[0]], text)


def _tcvn3() -> Encoding:
    letters = {
        chr(at): letter
        for at, letter in enumerate(TCVN3_LETTERS, 0xA1)
        if letter != " "
    }
    letters["μ"] = letters["µ"]  # the Greek letter, which some programs make of it
    return Encoding("TCVN3 (.VnTime)", letters, _any_of(letters))


def _vni() -> Encoding:
    letters = dict(VNI_LETTERS)
    for base in VNI_MARKED:
        for mark, accents in VNI_MARKS.items():
            whole = VNI_LETTERS.get(base, base) + accents
            composed = unicodedata.normalize("NFC", whole)
            if len(composed) == 1:
                letters[base + mark] = composed
    for small, letter in list(letters.items()):
        letters[small.upper()] = letters[small.capitalize()] = letter.upper()
    return Encoding("VNI (VNI-Times)", letters, _any_of(letters))


def _any_of(letters: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


TCVN3, VNI = _tcvn3(), _vni()


def is_old_font(font: str) -> bool:
    """Tell a font whose Western letters look Vietnamese."""
    return FONT.match(font) is not None


def shown_in(font: str | None, text: str) -> str:
    """Return what letters look like in a font; those of other fonts are themselves."""
    found = FONT.match(font or "")
    if not found or not font or any(_is_vietnamese(letter) for letter in text):
        return text
    if found["vni"]:
        return VNI.convert(text)
    shown = TCVN3.convert(text)
    return shown.upper() if CAPITALS.search(font) else shown


def encoding_of(text: str) -> Encoding | None:
    """Return in which old letters a text is written; None when it is not certain."""
    text = text[:SAMPLE]
    plain = _common(text)
    if plain >= FEWEST:
        return None
    scores = {one.name: _common(one.convert(text)) for one in (TCVN3, VNI)}
    best = max((TCVN3, VNI), key=lambda one: scores[one.name])
    others = max(plain, min(scores.values()))
    sure = scores[best.name] >= max(FEWEST, TENFOLD * others)
    return best if sure else None


def is_vietnamese(text: str) -> bool:
    """Tell Vietnamese by its common words, composed or not."""
    return _common(unicodedata.normalize("NFC", text[:SAMPLE])) >= FEWEST


def converted(document: Document) -> Document:
    """Return a document in Unicode, each piece still at its place."""
    encoding = encoding_of(document.text)
    if encoding is None:
        return document
    parts: list[str] = []
    pieces: list[Piece] = []
    length = at = 0
    for piece in document.pieces:
        between = encoding.convert(document.text[at : piece.start])
        words = encoding.convert(document.text[piece.start : piece.end])
        start = length + len(between)
        length = start + len(words)
        parts += [between, words]
        pieces.append(Piece(start, length, piece.place))
        at = piece.end
    parts.append(encoding.convert(document.text[at:]))
    note = f"its letters were {encoding.name}; compare them with the original"
    return replace(
        document,
        text="".join(parts),
        pieces=tuple(pieces),
        notes=(*document.notes, note),
    )


def _common(text: str) -> int:
    return sum(word.lower() in COMMON for word in WORD.findall(text))


def _is_vietnamese(letter: str) -> bool:
    """Tell letters that no Western text has."""
    return letter in "ăđơưĂĐƠƯ" or "\u1ea0" <= letter <= "\u1ef9"
