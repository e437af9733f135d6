"""Where an envelope and the document in it do not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directive.model import Directive
    from store.documents.model import Envelope


def differences(envelope: Envelope, read: Directive) -> tuple[str, ...]:
    """Return a sentence for each fact that the envelope gives and the text does not.

    Nothing is filled in: what the text leaves blank stays blank.
    """
    return tuple(_differences(envelope, read))


def _differences(envelope: Envelope, read: Directive) -> Iterator[str]:
    facts = {
        "number": (envelope.number, read.number),
        "symbol": (envelope.symbol, read.symbol),
        "day of issue": (_day(envelope.issued_on), _day(read.issued_on)),
    }
    for name, (outside, inside) in facts.items():
        if outside is None or _same(outside, inside):
            continue
        said = f"the text says {inside}" if inside else "the text leaves it blank"
        yield f"the envelope gives the {name} {outside}, {said}"


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _same(outside: str, inside: str | None) -> bool:
    return inside is not None and outside.strip("0 /").lower() == (
        inside.strip("0 /").lower()
    )
