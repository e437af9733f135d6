"""Which module reads which format."""

from __future__ import annotations

from store.documents.model import Document, DocumentError

Parsed = tuple[Document, tuple[int, ...]]  # with the pages that are pictures


def parse(kind: str, data: bytes) -> Parsed:
    """Read a file that is not plain text, in this process.

    Args:
        kind: What `sniffing.kind_of` saw: pdf or zip.
        data: The whole file, which may be hostile.

    Raises:
        DocumentError: It cannot be read.
    """
    if kind == "pdf":
        from store.documents.portable import read_pdf  # noqa: PLC0415 - only for PDF

        return read_pdf(data)
    from store.documents.packed import parts_of  # noqa: PLC0415 - only for ZIP

    names = parts_of(data)
    if not names or any(name.startswith("word/") for name in names):
        from store.documents.word import read_docx  # noqa: PLC0415 - only for DOCX

        return read_docx(data), ()
    if "content.xml" in names:
        from store.documents.opendocument import (  # noqa: PLC0415 - only for ODT
            read_odt,
        )

        return read_odt(data), ()
    raise DocumentError("is a ZIP file, but no DOCX or ODT; give the document itself")
