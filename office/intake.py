"""Take a document in: read it, show who would be told, confirm the reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from directive.clarity import NOBODY
from directive.correcting import distinct
from directive.in_charge import signed_by
from directive.reading import contract
from directive.reading.encode import read
from directive.reading.text import fold
from directive.resolution import Resolver, near_misses, resolved
from office import amending, second_reading
from office.errors import NotFoundError, OfficeError
from store import directives, files, ids, people
from store.engine import unit_of_work
from store.tables import DirectiveRow, InstructionRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.model import Directive, Gap, Instruction, Reading, Unresolved
    from directive.registry import Agency, Registry
    from office.actor import Actor
    from office.amending import Linked
    from office.house import House


@dataclass(frozen=True, slots=True)
class Addressed:
    """A phrase that the document addresses: who is in it, who was nearly meant."""

    phrase: str
    members: tuple[Agency, ...]
    near_misses: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What an officer looks at before confirming a reading."""

    directive_id: int
    title: str | None
    instructions: int
    addressed: tuple[Addressed, ...]
    unresolved: tuple[Unresolved, ...]
    gaps: tuple[tuple[str, Gap], ...]  # (path of the instruction, what it leaves open)
    amends: tuple[Linked, ...] = ()  # earlier directives that this one changes

    def unknown_names(self) -> tuple[str, ...]:
        """Return the names that no agency of the registry has.

        "các cơ quan liên quan" is unresolved too, but names nobody: it is a gap.
        """
        phrases = dict.fromkeys(one.phrase for one in self.unresolved)
        return tuple(p for p in phrases if not NOBODY.fullmatch(fold(p)))


def receive(
    text: str,
    *,
    name: str,
    house: House,
    actor: Actor,
    now: datetime,
    original: bytes | None = None,
) -> Review:
    """Read a document and keep it with its instructions; nobody is told yet.

    One that waits for its confirmation is shown again, and nothing is written.

    Args:
        text: Its text, in which spans count.
        name: The name of its file.
        house: The office's settings.
        actor: Who takes it in.
        now: The moment, aware.
        original: The file as it came, kept beside the text where it is another.

    Raises:
        DirectiveError: It is not a directive, is secret, or names an impossible day.
        OfficeError: This very document was confirmed before.
    """
    reading = distinct(
        read(text, working_day_on_or_before=house.calendar.last_working_day)
    )
    with unit_of_work() as session:
        digest = files.keep(text.encode())
        registry = people.registry(session)
        reading = resolved(reading, registry)
        resolver = Resolver.of(registry)
        row = directives.by_source(session, digest)
        if row is not None and row.stage != "received":
            raise OfficeError(
                "Văn bản này đã được tiếp nhận và xác nhận trước đó (mã {id}).",
                id=row.id,
            )
        if row is None:
            row = _directive_row(
                ids.take(session), reading.directive, digest, name, now
            )
            if original is not None and original != text.encode():
                row.original_sha256 = files.keep(original)
            row.amends = amending.links_of(session, reading.directive, text) or None
            orders = [
                _instruction_row(session, row.id, position, one, resolver)
                for position, one in enumerate(reading.instructions, 1)
            ]
            entry = Entry("directive", str(row.id), "receive", (row, *orders))
            record(session, [entry], actor=str(actor), now=now)
        return review_of(session, row, reading, registry)


def confirm(
    directive_id: int,
    *,
    add: Collection[str] = (),
    leave_out: Collection[str] = (),
    actor: Actor,
    now: datetime,
) -> None:
    """Confirm a reading; from here it can be issued.

    Args:
        directive_id: What was received.
        add: Codes of near misses to add to the groups they nearly belong to.
        leave_out: Codes of agencies to take out of every instruction.
        actor: Who confirms.
        now: The moment, aware.

    Raises:
        NotFoundError: No such document.
        OfficeError: It was confirmed before, a code to add is no near miss of it, a
            code to leave out is in none of its instructions, or the policy asks for
            another officer than the one who read it last.
    """
    with unit_of_work() as session:
        row = directives.lock(session, directive_id)
        if row is None:
            raise NotFoundError("Không tìm thấy văn bản này.")
        if row.stage != "received":
            raise OfficeError("Kết quả đọc văn bản này đã được xác nhận.")
        second_reading.require_another(session, directive_id, actor=actor)
        orders = directives.instructions(session, directive_id)
        registry = people.registry(session)
        _require_told(leave_out, orders)
        added: set[str] = set()
        for order in orders:
            near = {
                agency.code
                for phrase in order.reading["agencies"]
                for agency in near_misses(phrase, registry)
            }
            codes = [c for c in order.agency_codes if c not in leave_out]
            chosen = [c for c in add if c in near and c not in codes]
            added.update(chosen)
            order.agency_codes = [*codes, *chosen]
        if missed := sorted(set(add) - added):
            listed = ", ".join(missed)
            raise OfficeError(
                "Không thêm được {listed}: không gần với nhóm nào của văn bản.",
                listed=listed,
            )
        row.stage, row.confirmed_at = "confirmed", now
        with session.no_autoflush:  # rows are written with their event, not before
            asked = list(amending.questions(session, row, now=now))
        entry = Entry("directive", str(row.id), "confirm", (row, *orders, *asked))
        record(session, [entry], actor=str(actor), now=now)


def review_of(
    session: Session, row: DirectiveRow, reading: Reading, registry: Registry
) -> Review:
    """Return what an officer looks at before confirming a resolved reading."""
    resolver = Resolver.of(registry)
    phrases = dict.fromkeys(
        phrase for one in reading.instructions for phrase in one.agencies
    )
    return Review(
        directive_id=row.id,
        title=reading.directive.title,
        instructions=sum(not one.generic for one in reading.instructions),
        addressed=tuple(
            Addressed(
                phrase,
                tuple(resolver.agencies[c] for c in resolver.codes(phrase)),
                near_misses(phrase, registry),
            )
            for phrase in phrases
        ),
        unresolved=reading.unresolved,
        gaps=tuple((one.path, gap) for one in reading.instructions for gap in one.gaps),
        amends=amending.shown(session, row),
    )


def _require_told(leave_out: Collection[str], orders: Sequence[InstructionRow]) -> None:
    """Refuse a code that takes nobody out: a slip would leave its agency in."""
    told = {code for order in orders for code in order.agency_codes}
    if strangers := sorted(set(leave_out) - told):
        listed = ", ".join(strangers)
        raise OfficeError(
            "Không bỏ được {listed}: không có trong nội dung nào của văn bản.",
            listed=listed,
        )


def _directive_row(
    number: int, read_: Directive, digest: str, name: str, now: datetime
) -> DirectiveRow:
    return DirectiveRow(
        id=number,
        stage="received",
        source_sha256=digest,
        source_name=name,
        kind=read_.kind,
        number=read_.number,
        symbol=read_.symbol,
        issuer=read_.issuer,
        title=read_.title,
        urgency=read_.urgency,
        addressees=list(read_.addressees),
        issued_on=read_.issued_on,
        received_at=now,
        signed_by=signed_by(read_.signatory.position if read_.signatory else None),
    )


def _instruction_row(
    session: Session,
    directive_id: int,
    position: int,
    one: Instruction,
    resolver: Resolver,
) -> InstructionRow:
    return InstructionRow(
        id=ids.take(session),
        directive_id=directive_id,
        path=one.path,
        position=position,
        **instruction_values(one, resolver),
    )


def instruction_values(one: Instruction, resolver: Resolver) -> dict[str, Any]:
    """Return the columns of an instruction that follow from its reading."""
    excluded = {c for phrase in one.agencies_except for c in resolver.codes(phrase)}
    collector = resolver.codes(one.report_to) if one.report_to else ()
    return {
        "span_start": one.span.start,
        "span_end": one.span.end,
        "text": one.text,
        "role": str(one.role),
        "generic": one.generic,
        "reading": contract.instruction_as_json(one),
        "agency_codes": [
            c for c in _codes(one.agencies, resolver) if c not in excluded
        ],
        "partner_codes": _codes(one.coordinating, resolver),
        "collector_code": collector[0] if len(collector) == 1 else None,
    }


def _codes(phrases: tuple[str, ...], resolver: Resolver) -> list[str]:
    return list(dict.fromkeys(c for p in phrases for c in resolver.codes(p)))
