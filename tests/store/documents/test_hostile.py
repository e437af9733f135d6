"""Whatever the bytes are: a document or one clear sentence, and never a wait."""

from __future__ import annotations

import io
import logging
import zipfile
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from printing import TABLE, Look, Print, as_docx, as_odt, parts

from store.documents import DocumentError, apart, extract
from store.documents.parsing import parse

# Ours, on two cores that others use too; a whole file takes a tenth of it.
READS = settings(
    deadline=5_000, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
HEADS = st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<edXML>", b"\xff\xfe"])

PARTS = [
    ("zip", "word/document.xml"),
    ("zip", "word/styles.xml"),
    ("zip", "word/_rels/document.xml.rels"),
    ("odt", "content.xml"),
    ("odt", "styles.xml"),
]
PIECES = [
    b"", b"-1", b"99999999", b"1e9", b"x", b"<w:tbl/>", b"<w:p/>", b"<text:list/>",
    b"<table:table-row/>", b"<w:tc><w:p/></w:tc>",
]  # fmt: skip


@cache
def made(kind: str) -> bytes:
    if kind != "pdf":
        return as_docx(table=True) if kind == "zip" else as_odt(table=True)
    file = Print(Look())
    file.columns(parts()[0], (65, 100))
    with file.table(line_height=6) as table:
        for row in TABLE:
            cells = table.row()
            for words in row:
                cells.cell(words)
    return bytes(file.output())


@pytest.fixture(autouse=True)
def _quiet() -> None:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def check(kind: str, data: bytes) -> None:
    try:
        document, _ = parse("pdf" if kind == "pdf" else "zip", data)
    except DocumentError as fault:
        assert len(str(fault).splitlines()) == 1  # noqa: PT017 - either is right
        return
    at = 0
    for piece in document.pieces:
        assert at <= piece.start < piece.end <= len(document.text)
        at = piece.end


@pytest.mark.parametrize("kind", ["pdf", "zip", "odt"])
@READS
@given(data=st.binary(max_size=2_000))
@example(data=b"")
def test_random_bytes(kind: str, data: bytes) -> None:
    check(kind, data)


@READS
@given(head=HEADS, data=st.binary(max_size=500))
def test_random_texts(head: bytes, data: bytes) -> None:
    if b"%PDF-" in head or head.startswith((b"PK", b"<")):
        return
    try:
        assert extract(head + data, "in").kind == "txt"
    except DocumentError as fault:
        assert str(fault).startswith("in: ")  # noqa: PT017 - either is right


@pytest.mark.parametrize("kind", ["pdf", "zip", "odt"])
@READS
@given(
    start=st.floats(0, 1),
    length=st.integers(0, 400),
    piece=st.binary(max_size=20),
)
def test_a_file_with_a_piece_replaced(
    kind: str, start: float, length: int, piece: bytes
) -> None:
    data = made(kind)
    at = int(start * len(data))
    check(kind, data[:at] + piece + data[at + length :])


@pytest.mark.parametrize(("kind", "name"), PARTS)
@READS
@given(start=st.floats(0, 1), length=st.integers(0, 60), piece=st.sampled_from(PIECES))
def test_a_part_of_a_file_with_a_piece_replaced(
    kind: str, name: str, start: float, length: int, piece: bytes
) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made(kind))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for part in old.namelist():
            data = old.read(part)
            if part == name:
                at = int(start * len(data))
                data = data[:at] + piece + data[at + length :]
            new.writestr(part, data)
    check(kind, out.getvalue())


@pytest.mark.parametrize("kind", ["pdf", "zip", "odt"])
@READS
@given(share=st.floats(0, 1))
def test_a_file_cut_short(kind: str, share: float) -> None:
    data = made(kind)
    check(kind, data[: int(share * len(data))])


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(DocumentError, match=r"takes longer than 0\.01 s"):
        apart.parse_apart("pdf", made("pdf"), seconds=0.01)


def test_a_reader_that_dies_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "false")

    with pytest.raises(DocumentError, match="cannot be read safely"):
        apart.parse_apart("pdf", made("pdf"))


def test_another_process_answers_the_same() -> None:
    assert apart.parse_apart("pdf", made("pdf")) == parse("pdf", made("pdf"))
    assert apart.parse_apart("zip", made("zip")) == parse("zip", made("zip"))


KINDS = {
    "an old Word file": (b"\xd0\xcf\x11\xe0rest", "is an old Word file; save it as"),
    "RTF": (b"{\\rtf1 x}", "is an RTF file; save it as DOCX"),
    "a program": (b"\x7fELF\x00", r"is not text \(a zero byte at 4\)"),
    "nothing": (b" \n", "is empty"),
    "a large text": (b"a" * 10_000_001, "is larger than 10 MB"),
    "another ZIP": (b"PK\x05\x06" + bytes(18), "is not text"),
}


@pytest.mark.parametrize(("data", "reason"), KINDS.values(), ids=KINDS)
def test_other_kinds_are_named(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=f"^directive.txt: {reason}"):
        extract(data, "directive.txt")
