"""From the bytes of a file to the text that is read."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from store.documents import sniffing
from store.documents.legacy import converted, encoding_of, is_vietnamese
from store.documents.model import Document, DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def limit_of(head: bytes, name: str) -> int:
    """Return how many bytes a file may have that begins with `head`.

    Raises:
        DocumentError: It is in a format that is not read.
    """
    return _named(name, lambda: sniffing.limit_of(head))


def extract(data: bytes, name: str) -> Document:
    """Read a file of any format: text, DOCX, ODT, PDF with text, edXML.

    What it is, its content says, not its name.

    Args:
        data: The whole file.
        name: What people call it; begins the message of an error.

    Raises:
        DocumentError: It is no such file, is broken, or is too large; a scan that
            cannot be read here.
    """
    return _named(name, lambda: _extracted(data))


def _extracted(data: bytes) -> Document:
    if not data.strip():
        raise DocumentError("is empty; give the directive's text")
    kind = sniffing.kind_of(data)
    limit = sniffing.limit_of(data)
    if len(data) > limit:
        raise DocumentError(
            f"is larger than {limit // 1_000_000} MB; give the directive alone"
        )
    if kind == "txt":
        return converted(Document(_text(data), kind))
    if kind == "edxml":
        return _unwrapped(data)
    document = _parsed(kind, data)
    if not document.text.strip():
        raise DocumentError("holds no words that can be read; give its text")
    return converted(document)


def _unwrapped(data: bytes) -> Document:
    """Read the first attachment of an edXML message that can be read.

    Raises:
        DocumentError: None can be; says why of the first.
    """
    from store.documents.envelopes import (  # noqa: PLC0415 - texts need no XML
        open_envelope,
    )

    envelope, files = open_envelope(data)
    refused: list[str] = []
    for at, (name, content) in enumerate(files):
        try:
            if sniffing.kind_of(content) == "edxml":
                raise DocumentError("is another message")  # noqa: TRY301 - as the others
            document = _extracted(content)
        except DocumentError as fault:
            refused.append(f"“{name}” {fault}")
            continue
        notes = [*refused, *(f"“{more}” is not read" for more, _ in files[at + 1 :])]
        return Document(
            document.text,
            "edxml",
            document.pieces,
            (*document.notes, *notes),
            replace(envelope, attachment=name),
        )
    raise DocumentError(f"carries no file that can be read: {refused[0]}")


def _parsed(kind: str, data: bytes) -> Document:
    """Read a file in a process of its own, its pictures too where that is possible.

    Raises:
        DocumentError: It cannot be read, or has no page but pictures.
    """
    from store.documents import apart, scans  # noqa: PLC0415 - texts need neither

    document, pictures = apart.parse_apart(kind, data)
    if not pictures:
        return document
    if scans.can_recognise():
        document, pictures = apart.parse_apart(kind, scans.recognised(data))
    if not pictures:
        note = "scanned pages were read by OCR; compare them with the original"
        return replace(document, notes=(*document.notes, note))
    if not document.text.strip():
        raise DocumentError(scans.advice(pictures))
    return replace(document, notes=(*document.notes, scans.advice(pictures)))


def _text(data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = _decoded(data, "utf-16") if wide else None
    if text is None and b"\x00" not in data:
        text = _letters(data)
    if text is None or "\x00" in text:
        raise DocumentError(
            f"is not text (a zero byte at {data.index(0)}); give the directive as "
            "DOCX, ODT, PDF, edXML or UTF-8 text"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _letters(data: bytes) -> str:
    """Decode text: UTF-8, else what was written for Vietnam before, if that is sure."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        western, vietnamese = _decoded(data, "cp1252"), _decoded(data, "cp1258")
        if western and encoding_of(western):
            return western
        if vietnamese and is_vietnamese(vietnamese):
            return vietnamese
        raise DocumentError(
            f"is not UTF-8 (byte {fault.start}); save it as UTF-8 text"
        ) from None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _named(name: str, work: Callable[[], T]) -> T:
    try:
        return work()
    except DocumentError as fault:
        raise DocumentError(f"{name}: {fault}") from None
