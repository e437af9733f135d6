"""Files of any format as the text that is read, with the way back to the original."""

from __future__ import annotations

from store.documents.extraction import extract, limit_of
from store.documents.model import Document, DocumentError, Envelope, Piece, Place

__all__ = [
    "Document",
    "DocumentError",
    "Envelope",
    "Piece",
    "Place",
    "extract",
    "limit_of",
]
