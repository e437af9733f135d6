"""The words a document opens with, read quickly, to look for a secrecy mark."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import IO

_MOST = 60_000  # octets of text or XML that are looked at
_PARTS = {
    "wordprocessingml": "word/document.xml",
    "opendocument.text": "content.xml",
}
_PARAGRAPH = re.compile(r"</(?:w:p|text:p|text:h|w:tc)>")
_TAG = re.compile(r"<[^>]*>")
_MOST_OF_A_PDF = 30_000_000  # octets; a larger one is a scan


def opening_words(source: IO[bytes], kind: str) -> str:
    """Return the text of the first page, as far as it can be had; "" when it cannot.

    Args:
        source: The file, at its beginning; left anywhere.
        kind: Its media type, as sniffed.
    """
    try:
        if kind == "application/pdf":
            return _of_pdf(source)
        if kind == "text/plain":
            return source.read(_MOST).decode("utf-8", "replace")
        for named, part in _PARTS.items():
            if named in kind:
                return _of_packed(source, part)
    except Exception:  # noqa: BLE001 - what cannot be read shows no mark; it is only kept
        return ""
    return ""


def _of_pdf(source: IO[bytes]) -> str:
    import pypdfium2  # type: ignore[import-untyped] # noqa: PLC0415 - costs 0.1 s

    data = source.read(_MOST_OF_A_PDF)
    with pypdfium2.PdfDocument(data) as opened:
        if not len(opened):
            return ""
        return str(opened[0].get_textpage().get_text_bounded())


def _of_packed(source: IO[bytes], part: str) -> str:
    with (
        zipfile.ZipFile(io.BytesIO(source.read())) as packed,
        packed.open(part) as opened,
    ):
        xml = opened.read(_MOST).decode("utf-8", "replace")
    return _TAG.sub("", _PARAGRAPH.sub("\n", xml))
