"""Issue a directive: every instruction becomes an assignment of every agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act
from office import telling
from office.announcing import announcements
from office.assigning import Given, give
from office.ending import require_there
from office.errors import NotFoundError, OfficeError
from office.in_force import in_force
from office.moving import Case
from store import directives
from store.engine import unit_of_work
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from office.actor import Actor
    from office.house import House
    from store.tables import DirectiveRow, ObligationRow

_WHY = "Cơ quan là nơi nhận được giao nhiệm vụ trong văn bản này."


@dataclass(frozen=True, slots=True)
class Issuance:
    """What issuing a directive made."""

    directive_id: int
    assignments: int
    obligations: int
    agencies: int
    due: int  # obligations of agencies that have a date
    onward: int  # reports that collectors owe further up
    messages: int
    warnings: tuple[str, ...]  # about years whose calendar is not official yet


def issue(
    directive_id: int,
    *,
    number: str | None,
    issued_on: date | None,
    house: House,
    actor: Actor,
    now: datetime,
) -> Issuance:
    """Issue a confirmed directive to its agencies and queue one message for each.

    Args:
        directive_id: The directive, confirmed.
        number: Its number when the source leaves it blank; it may stay blank.
        issued_on: Its day when the source leaves it blank; marked as entered by hand.
        house: Calendar and policy to freeze on the assignments.
        actor: The office.
        now: The moment of issue, aware.

    Raises:
        NotFoundError: There is no such directive.
        OfficeError: It is not confirmed, was issued before, names no agency or one
            that has ended, has no day of issue, or says another number or day than
            the one entered.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        row = directives.lock(session, directive_id)
        if row is None:
            raise NotFoundError("Không tìm thấy văn bản này.")
        _settle_header(row, number=number, issued_on=issued_on)
        row.stage, row.issued_at = "issued", now
        given = list(give(session, row, house=house, actor=actor, now=now))
        named = {one.assignment.agency_code for one in given}
        collect = {one.assignment.collector_code for one in given}
        require_there(session, named | {code for code in collect if code})
        if not given:
            raise OfficeError("Chưa có cơ quan nào nhận nhiệm vụ của văn bản này.")
        versions = {
            "policy_version": house.policy.version,
            "calendar_version": house.calendar.version,
        }
        entries = [Entry("directive", str(row.id), "issue", (row,), **versions)]
        entries += [
            Entry(
                "assignment",
                str(one.assignment.id),
                Act.ISSUE,
                (one.assignment, *one.obligations, *one.revisions),
                **versions,
            )
            for one in given
        ]
        record(session, entries, actor=str(actor), now=now)
        letters = announcements(
            session,
            row,
            _by_agency(given),
            why=_WHY,
            once=str(row.id),
            house=house,
            now=now,
        )
        queued = telling.queue(session, list(letters), house=house, now=now)
        record(session, queued, actor=str(actor), now=now)
        owed = [o for one in given for o in one.obligations]
        return Issuance(
            directive_id=row.id,
            assignments=len(given),
            obligations=len(owed),
            agencies=len({one.assignment.agency_code for one in given}),
            due=sum(o.kind == "main" and o.due_on is not None for o in owed),
            onward=sum(o.kind == "onward" for o in owed),
            messages=len(queued),
            warnings=_warnings(owed, house),
        )


def _settle_header(
    row: DirectiveRow, *, number: str | None, issued_on: date | None
) -> None:
    if row.stage != "confirmed":
        raise OfficeError(
            "Văn bản này đã ban hành."
            if row.stage == "issued"
            else "Phải xác nhận kết quả đọc văn bản trước khi ban hành."
        )
    if number is not None and row.number not in {None, number}:
        raise OfficeError(
            "Văn bản đã ghi số {number}: không nhập số khác.", number=row.number
        )
    if issued_on is not None and row.issued_on not in {None, issued_on}:
        raise OfficeError(
            "Văn bản đã ghi ngày {issued_on}: không nhập ngày khác.",
            issued_on=row.issued_on,
        )
    row.number = row.number or number
    if row.issued_on is None:
        if issued_on is None:
            raise OfficeError("Văn bản để trống ngày ban hành: hãy nhập ngày.")
        row.issued_on, row.issued_on_by_hand = issued_on, True


def _warnings(owed: Sequence[ObligationRow], house: House) -> tuple[str, ...]:
    years = sorted({row.due_on.year for row in owed if row.due_on})
    return tuple(filter(None, map(house.calendar.warn_if_unconfirmed, years)))


def _by_agency(given: Sequence[Given]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {}
    for one in given:
        cases = found.setdefault(one.assignment.agency_code, [])
        cases += [Case(one.assignment, obligation) for obligation in one.obligations]
    return found
