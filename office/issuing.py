"""Issue a directive: every instruction becomes an assignment of every agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Act
from directive.ladder import Audience
from notifications.messages import DirectiveHeading, Issued
from office import telling
from office.assigning import Given, give
from office.errors import NotFoundError, OfficeError
from office.moving import Case
from store import directives, people
from store.engine import unit_of_work
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from office.house import House
    from store.queueing import Letter
    from store.tables import DirectiveRow

_URGENT = {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}
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
        OfficeError: It is not confirmed, was issued before, names no agency, has no
            day of issue, or says another number or day than the one entered.
    """
    with unit_of_work() as session:
        row = directives.lock(session, directive_id)
        if row is None:
            raise NotFoundError("Không tìm thấy văn bản này.")
        _settle_header(row, number=number, issued_on=issued_on)
        row.stage, row.issued_at = "issued", now
        given = list(give(session, row, house=house, actor=actor, now=now))
        if not given:
            raise OfficeError("Chưa có cơ quan nào nhận nhiệm vụ của văn bản này.")
        entries = [Entry("directive", str(row.id), "issue", (row,))]
        entries += [
            Entry(
                "assignment",
                str(one.assignment.id),
                Act.ISSUE,
                (one.assignment, *one.obligations, *one.revisions),
                policy_version=house.policy.version,
            )
            for one in given
        ]
        record(session, entries, actor=str(actor), now=now)
        letters = list(_letters(session, row, given, house=house, now=now))
        queued = telling.queue(session, letters, house=house, now=now)
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
        raise OfficeError(f"Văn bản đã ghi số {row.number}: không nhập số khác.")
    if issued_on is not None and row.issued_on not in {None, issued_on}:
        raise OfficeError(
            f"Văn bản đã ghi ngày {row.issued_on:%d/%m/%Y}: không nhập ngày khác."
        )
    row.number = row.number or number
    if row.issued_on is None:
        if issued_on is None:
            raise OfficeError("Văn bản để trống ngày ban hành: hãy nhập ngày.")
        row.issued_on, row.issued_on_by_hand = issued_on, True


def _letters(
    session: Session,
    row: DirectiveRow,
    given: Sequence[Given],
    *,
    house: House,
    now: datetime,
) -> Iterator[Letter]:
    """Yield one letter for each agency, with all its assignments in it."""
    heading = DirectiveHeading(
        title=row.title or "",
        number_text=telling.directive_number(row),
        issuer=row.issuer or house.office_name,
        issued_on=row.issued_on,
        urgent=_URGENT.get(row.urgency),
    )
    kept = people.all_agencies(session)  # held: `telling.line` finds them in memory
    posts = people.posts(session)
    by_agency: dict[str, list[Case]] = {agency.code: [] for agency in kept}
    for one in given:
        for obligation in one.obligations:
            case = Case(one.assignment, obligation)
            by_agency[one.assignment.agency_code].append(case)
    for code, cases in by_agency.items():
        if not cases:
            continue
        post = posts[code, Audience.FOCAL_POINT]
        lines = tuple(
            telling.line(session, case, why=_WHY, house=house, now=now)
            for case in cases
        )
        yield telling.letter(
            Issued(
                to=post.title, office=house.office_name, directive=heading, lines=lines
            ),
            post=post,
            once=str(row.id),
            assignment_ids=[case.assignment.id for case in cases],
            house=house,
            now=now,
        )
