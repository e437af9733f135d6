"""What evidence may be, by its first bytes; its name may say anything."""

from __future__ import annotations

import re

HEAD = 4096
"""How many of the first bytes are looked at."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_OLD_OFFICE = {"doc": "application/msword", "xls": "application/vnd.ms-excel"}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys(
        (b"isom", b"mp41", b"mp42", b"qt  ", b"3gp4", b"3gp5"), "video/mp4"
    ),
}
# What a browser would run, whatever it is called.
_ACTIVE = re.compile(
    rb"<\s*(?:!doctype|html|script|svg|\?xml|body|iframe)", re.IGNORECASE
)
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]")
LONGEST_NAME = 150


def media_type(head: bytes, name: str) -> str | None:
    """Return what a file is; None when evidence may not be that.

    Args:
        head: Its first `HEAD` bytes.
        name: Tells apart what is packed the same way, and nothing else.
    """
    ending = name.rpartition(".")[2].lower()
    packed = {"application/zip": _OFFICE, "application/x-ole-storage": _OLD_OFFICE}
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return packed.get(kind, {}).get(ending, kind)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12])
    return "text/plain" if _is_text(head) else None


def safe_name(name: str) -> str:
    """Return a file's own name: no folder, no control, no turned writing."""
    own = re.split(r"[/\\]", name)[-1]
    cleaned = " ".join(_UNSAFE.sub("_", own).split()).strip(". ")
    if len(cleaned) > LONGEST_NAME:
        stem, dot, ending = cleaned.rpartition(".")
        kept = ending[:10]
        cleaned = f"{stem[: LONGEST_NAME - len(kept) - 1]}{dot}{kept}"
    return cleaned or "tep"


def _is_text(head: bytes) -> bool:
    if not head or _CONTROL & set(head) or _ACTIVE.search(head):
        return False
    try:
        head.decode()
    except UnicodeDecodeError as fault:
        return fault.start > len(head) - 4  # a letter cut at the end of the head
    return True
