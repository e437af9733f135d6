"""What an agency says before it hands anything in."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import date
from typing import TYPE_CHECKING

from directive.acts import Act, Phase
from directive.breakdown import Share, unclear
from office import moving
from office.errors import NotFoundError, OfficeError
from store import ids, obligations
from store.engine import unit_of_work
from store.tables import BreakdownRow, OfficeTaskRow, PersonRow
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from office.actor import Actor
    from store.tables import Kept

_BETWEEN = re.compile(r"[\s.()-]")
_PHONE = re.compile(r"(?:\+?84|0)[2-9][0-9]{8,9}")
"""A mobile phone or a desk's, without what people write between the digits."""


def acknowledge(directive_id: int, *, actor: Actor, now: datetime) -> int:
    """Acknowledge all that an agency was given by a directive; return how many.

    Assignments acknowledged before are left as they are (NĐ 30/2020 art. 21).

    Raises:
        NotFoundError: The directive gives this agency nothing.
    """
    with unit_of_work() as session:
        return acknowledge_in(session, directive_id, actor=actor, now=now)


def acknowledge_in(
    session: Session, directive_id: int, *, actor: Actor, now: datetime
) -> int:
    """Do `acknowledge` within a transaction that also writes how the answer came."""
    numbers = obligations.of_directive(session, directive_id, actor.agency or "")
    if not numbers:
        raise NotFoundError("Văn bản này không giao việc cho cơ quan.")
    cases = [moving.load(session, number, actor=actor) for number in numbers]
    fresh = [c for c in cases if c.obligation.phase == Phase.ISSUED]
    entries = []
    for case in fresh:
        rows = moving.advance(session, case, Act.ACKNOWLEDGE, actor=actor, now=now)
        case.assignment.acknowledged_at = now
        entries.append(moving.entry(case, Act.ACKNOWLEDGE, [case.assignment, *rows]))
    record(session, entries, actor=str(actor), now=now)
    return len(fresh)


def name_person(
    assignment_code: str,
    *,
    name: str,
    post: str,
    phone: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Name who is responsible at the agency; the chain keeps only a digest of it.

    Raises:
        OfficeError: The name is blank, or the phone is no Vietnamese number.
        NotAllowedError: Nothing is owed any more.
    """
    if not name.strip():
        raise OfficeError("Chưa ghi họ tên người chịu trách nhiệm.")
    if phone and not _PHONE.fullmatch(_BETWEEN.sub("", phone)):
        raise OfficeError(
            "Số điện thoại “{phone}” không đúng; "
            "hãy ghi như 0912 345 678 hoặc 0206 3852 123.",
            phone=phone,
        )
    with unit_of_work() as session:
        cases = moving.load_all(session, assignment_code, actor=actor)
        salt = secrets.token_hex(16)
        secret = f"{salt}\n{name}\n{post}\n{phone}".encode()
        person = PersonRow(
            id=ids.take(session),
            digest=hashlib.sha256(secret).hexdigest(),
            salt=salt,
            name=name.strip(),
            post=post,
            phone=phone,
        )
        assignment = cases[0].assignment
        rows = _move_all(session, cases, Act.NAME_PERSON, actor, now)
        assignment.person_id = person.id
        assignment.named_at = now
        assignment.acknowledged_at = assignment.acknowledged_at or now
        entry = moving.entry(cases[0], Act.NAME_PERSON, [person, assignment, *rows])
        record(session, [entry], actor=str(actor), now=now)


def report_progress(
    assignment_code: str, *, note: str, actor: Actor, now: datetime
) -> None:
    """Say how far the work is; it counts as movement, not as a result."""
    with unit_of_work() as session:
        cases = moving.load_all(session, assignment_code, actor=actor)
        cases = moving.movable(cases, Act.REPORT_PROGRESS, actor=actor)
        rows = _move_all(session, cases, Act.REPORT_PROGRESS, actor, now)
        for case in cases:
            case.obligation.progress = note
        assignment = cases[0].assignment
        assignment.acknowledged_at = assignment.acknowledged_at or now
        entry = moving.entry(cases[0], Act.REPORT_PROGRESS, [assignment, *rows])
        record(session, [entry], actor=str(actor), now=now)


def decline(assignment_code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Say "not ours", with a reason; the office decides (NĐ 30/2020 art. 21).

    Raises:
        OfficeError: No reason is given.
    """
    if not reason.strip():
        raise OfficeError("Phải nêu lý do không thuộc chức năng, nhiệm vụ.")
    with unit_of_work() as session:
        cases = moving.load_all(session, assignment_code, actor=actor)
        rows = _move_all(session, cases, Act.DECLINE, actor, now)
        task = OfficeTaskRow(
            id=ids.take(session),
            kind="declined",
            reason=reason,
            opened_at=now,
            assignment_code=assignment_code,
        )
        entry = moving.entry(cases[0], Act.DECLINE, [*rows, task])
        record(session, [entry], actor=str(actor), now=now)


def break_down(
    assignment_code: str, shares: Sequence[Share], *, actor: Actor, now: datetime
) -> tuple[tuple[int, str], ...]:
    """Enter an agency's own rows under an assignment, instead of those before.

    Returns:
        What is not clear, as (row number from 1, question in Vietnamese). Rows with
        gaps are kept all the same: the office sees them.

    Raises:
        OfficeError: There is no row, or one is due after its parent.
    """
    if not shares:
        raise OfficeError("Hãy ghi ít nhất một dòng phân công.")
    with unit_of_work() as session:
        cases = moving.load_all(session, assignment_code, actor=actor)
        dated = [c.obligation.due_on for c in cases if c.obligation.due_on]
        latest = max(dated, default=date.max)
        for number, share in enumerate(shares, 1):
            if share.due_on and share.due_on > latest:
                raise OfficeError(
                    "Dòng {number}: thời hạn {due_on} sau thời hạn của nhiệm"
                    " vụ ({latest}).",
                    number=number,
                    due_on=share.due_on,
                    latest=latest,
                )
        found = [(n, q) for n, share in enumerate(shares, 1) for q in unclear(share)]
        rows = _move_all(session, cases, Act.DELEGATE, actor, now)
        for replaced in obligations.breakdown(session, cases[0].assignment.id):
            replaced.replaced_at = now
            rows.append(replaced)
        for number, share in enumerate(shares, 1):
            rows.append(
                BreakdownRow(
                    id=ids.take(session),
                    assignment_id=cases[0].assignment.id,
                    position=number,
                    work=share.work,
                    responsibility=share.responsibility,
                    due_on=share.due_on,
                    result=share.result,
                    gaps=[q for n, q in found if n == number],
                    person=share.person,
                )
            )
        assignment = cases[0].assignment
        assignment.acknowledged_at = assignment.acknowledged_at or now
        entry = moving.entry(cases[0], Act.DELEGATE, [assignment, *rows])
        record(session, [entry], actor=str(actor), now=now)
        return tuple(found)


def _move_all(
    session: Session,
    cases: Sequence[moving.Case],
    act: Act,
    actor: Actor,
    now: datetime,
) -> list[Kept]:
    return [
        row
        for case in moving.movable(cases, act, actor=actor)
        for row in moving.advance(session, case, act, actor=actor, now=now)
    ]
