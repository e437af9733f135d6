"""Read a file in a process of its own, which may neither hang nor fill the memory.

What a hostile file can do to a parser ends with that process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import astuple
from typing import TYPE_CHECKING

from store.documents.model import Document, DocumentError, Piece, Place

if TYPE_CHECKING:
    from store.documents.parsing import Parsed

SECONDS = 120
MEMORY = 3 * 2**30  # bytes


def parse_apart(kind: str, data: bytes, *, seconds: float = SECONDS) -> Parsed:
    """Read a file as `parsing.parse` does, within `seconds`.

    Raises:
        DocumentError: It cannot be read, or takes too much time or memory.
    """
    command = [sys.executable, "-P", "-m", "store.documents", kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(
            f"takes longer than {seconds:g} s to read; give the directive alone"
        ) from None
    if done.returncode != 0:
        raise DocumentError(
            "cannot be read safely; open it in an office program and save it again"
        )
    return loaded(done.stdout)


def dumped(parsed: Parsed) -> bytes:
    """Return what was read as bytes for another process."""
    document, pictures = parsed
    answer = {
        "text": document.text,
        "kind": document.kind,
        "pieces": [(p.start, p.end, astuple(p.place)) for p in document.pieces],
        "notes": document.notes,
        "pictures": pictures,
    }
    return json.dumps(answer).encode()


def refusal(fault: DocumentError) -> bytes:
    """Return why nothing was read as bytes for another process."""
    return json.dumps({"refused": str(fault)}).encode()


def loaded(answer: bytes) -> Parsed:
    """Return what another process has read.

    Raises:
        DocumentError: It refused to.
    """
    found = json.loads(answer)
    if "refused" in found:
        raise DocumentError(found["refused"])
    pieces = tuple(
        Piece(start, end, Place(page, box and tuple(box), *rest))
        for start, end, (page, box, *rest) in found["pieces"]
    )
    document = Document(found["text"], found["kind"], pieces, tuple(found["notes"]))
    return document, tuple(found["pictures"])
