"""ZIP files that come from anybody: refused unless they unpack to a document."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import (  # type: ignore[import-untyped] # it has no types
    DefusedXmlException,
)
from defusedxml.ElementTree import (  # type: ignore[import-untyped] # it has no types
    fromstring,
)

from store.documents.model import DocumentError

MOST_UNPACKED = 200_000_000  # bytes, pictures included
MOST_XML = 30_000_000  # bytes; two thousand pages have less
MOST_PARTS = 3_000
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, LookupError,
)  # fmt: skip


def parts_of(data: bytes) -> frozenset[str]:
    """Return the names of a ZIP file's parts; none when it is no whole ZIP file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return frozenset(packed.namelist())
    except BROKEN:
        return frozenset()


def refuse_hostile(data: bytes, *, called: str) -> None:
    """Refuse what unpacks to too much, is broken, or declares entities of its own.

    Args:
        data: The ZIP file.
        called: What it ought to be, "a DOCX file".

    Raises:
        DocumentError: Any of these.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            texts = [p for p in parts if p.filename.endswith((".xml", ".rels"))]
            size = sum(part.file_size for part in parts)
            if (
                len(parts) > MOST_PARTS
                or size > MOST_UNPACKED
                or sum(part.file_size for part in texts) > MOST_XML
            ):
                raise DocumentError(
                    f"unpacks to {size // 1_000_000} MB in {len(parts)} parts, more "
                    "than a directive needs; copy its text into a new document"
                )
            for part in texts:
                if words := packed.read(part).strip():  # LibreOffice leaves some empty
                    fromstring(words, forbid_dtd=True)
    except DefusedXmlException:
        raise DocumentError(
            "declares entities of its own; copy its text into a new document"
        ) from None
    except (*BROKEN, ParseError, RecursionError):
        raise DocumentError(
            f"is no whole {called}; open it in an office program and save it again"
        ) from None
