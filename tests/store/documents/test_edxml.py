"""An edXML message: its header beside the document, its first readable file as text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printing import as_docx, as_edxml

from directive.model import Directive
from store.documents import DocumentError, Envelope, extract
from store.documents.differing import differences
from store.documents.envelopes import open_envelope

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = ("cong-van.txt", "Kính gửi: Sở Nội vụ.".encode())
SCAN = ("scan.jpg", b"\xff\xd8\xff\x00")


@pytest.mark.parametrize("prefix", ["edXML:", ""], ids=["prefix", "default namespace"])
def test_the_header_is_kept_beside_the_text(prefix: str) -> None:
    document = extract(as_edxml(TEXT, prefix=prefix), "in.edxml")

    assert document.text == "Kính gửi: Sở Nội vụ."
    assert document.kind == "edxml"
    assert document.envelope == Envelope(
        sender="UBND tỉnh Cao Bằng",
        number="2345",
        symbol="UBND-VX",
        issued_on=date(2025, 8, 20),
        subject="an toàn lao động",
        due_on=date(2025, 12, 15),
        attachment="cong-van.txt",
    )


def test_the_first_file_that_can_be_read_is_read_and_the_others_are_named() -> None:
    document = extract(as_edxml(SCAN, TEXT, ("b.docx", as_docx())), "in.edxml")

    assert document.text == "Kính gửi: Sở Nội vụ."
    assert [note.split(" (")[0] for note in document.notes] == [
        "“scan.jpg” is not text",
        "“b.docx” is not read",
    ]


def test_places_are_those_in_the_attachment() -> None:
    document = extract(as_edxml(), "in.edxml")

    assert document.place(document.text.index("Độc lập")).column == 2


ENTITY = b'<?xml version="1.0"?><!DOCTYPE edXML [<!ENTITY a "b">]><edXML>&a;</edXML>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a message": (lambda: as_edxml()[:2_000], "is no whole edXML message"),
    "entities": (lambda: ENTITY, "declares entities of its own"),
    "no file": (lambda: b"<edXML><a/></edXML>", "without an attachment"),
    "no Base64": (
        lambda: b"<edXML><Attachment>***</Attachment></edXML>",
        "without an attachment",
    ),
    "pictures only": (
        lambda: as_edxml(SCAN),
        "carries no file that can be read: “scan.jpg” is not text",
    ),
    "a message in a message": (
        lambda: as_edxml(("b.edxml", as_edxml())),
        "carries no file that can be read: “b.edxml” is another message",
    ),
}


@pytest.mark.parametrize(("made", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused(made: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(DocumentError, match=rf"^in\.edxml: .*{reason}"):
        extract(made(), "in.edxml")


DIFFERING = {
    "the text is blank": (
        Directive(number=None, symbol="UBND-VX"),
        [
            "the envelope gives the number 2345, the text leaves it blank",
            "the envelope gives the day of issue 2025-08-20, the text leaves it blank",
        ],
    ),
    "the text says another": (
        Directive(number="2346", symbol="UBND-KT", issued_on=date(2025, 8, 20)),
        [
            "the envelope gives the number 2345, the text says 2346",
            "the envelope gives the symbol UBND-VX, the text says UBND-KT",
        ],
    ),
    "they agree": (
        Directive(number="02345", symbol="ubnd-vx", issued_on=date(2025, 8, 20)),
        [],
    ),
}


@pytest.mark.parametrize(("read", "said"), DIFFERING.values(), ids=DIFFERING)
def test_differences_are_said(read: Directive, said: list[str]) -> None:
    envelope, _ = open_envelope(as_edxml(TEXT))

    assert list(differences(envelope, read)) == said


@settings(deadline=2_000)
@given(start=st.floats(0, 1), length=st.integers(0, 60), piece=st.binary(max_size=20))
def test_a_message_with_a_piece_replaced(
    start: float, length: int, piece: bytes
) -> None:
    data = as_edxml(TEXT)
    at = int(start * len(data))
    try:
        _, files = open_envelope(data[:at] + piece + data[at + length :])
    except DocumentError as fault:
        assert len(str(fault).splitlines()) == 1  # noqa: PT017 - either is right
        return
    assert len(files) == 1
