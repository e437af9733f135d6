"""Pages that are pictures: read with OCRmyPDF where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec

from store.documents.model import DocumentError

LANGUAGE = "vie"
SECONDS = 900  # of one core, about ten a page
LISTED = 5  # pages named in a message


def can_recognise() -> bool:
    """Tell whether letters in pictures can be read here."""
    return find_spec("ocrmypdf") is not None and shutil.which("tesseract") is not None


def advice(pictures: tuple[int, ...]) -> str:
    """Return what to say of pages that are pictures and stay unread."""
    pages = ", ".join(map(str, pictures[:LISTED]))
    more = " …" if len(pictures) > LISTED else ""
    one = f"page {pages} is a scanned picture without text"
    several = f"pages {pages}{more} are scanned pictures without text"
    return (
        f"{one if len(pictures) == 1 else several}; to read scans, "
        "`pip install namro[ocr]` and install tesseract-ocr-vie"
    )


def recognised(data: bytes, *, seconds: float = SECONDS) -> bytes:
    """Return a PDF with the letters of its pictures as text behind them.

    Raises:
        DocumentError: OCRmyPDF cannot read it, or takes too long.
    """
    command = [
        *(sys.executable, "-P", "-m", "ocrmypdf", "--quiet", "--skip-text"),
        *("--language", LANGUAGE, "--output-type", "pdf", "-", "-"),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - a program that the office installed
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(
            f"is a scan that takes longer than {seconds:g} s to read; split it"
        ) from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DocumentError(
            f"is a scan that OCRmyPDF cannot read ({said[-1] if said else 'no reason'})"
        )
    return done.stdout
