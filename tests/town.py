"""The office of Cao Bằng behind a served site, and what has happened in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from browsing import PASSWORD
from model_office import at, furnished, model_text
from printing import as_pdf
from sqlalchemy import select

from office import accounts, actor, links, reminding
from office.intake import confirm, receive
from office.issuing import issue
from office.rights import Role
from office.submitting import Document, submit
from office.taking_in import take_in
from runtime import clock
from store.engine import unit_of_work
from store.tables import AssignmentRow, MessageRow, ObligationRow, UserRow

if TYPE_CHECKING:
    from datetime import datetime

    from office.house import House

PEOPLE = {
    Role.OFFICER: ("chuyenvien@vpubnd.cao-bang.example", "Chuyên viên", "VPUB"),
    Role.OFFICE_HEAD: ("chanhvp@vpubnd.cao-bang.example", "Chánh Văn phòng", "VPUB"),
    Role.LEADER: ("chutich@ubnd.cao-bang.example", "Chủ tịch UBND tỉnh", "UBND"),
    Role.CLERK: ("vanthu@stc.cao-bang.example", "Văn thư", "STC"),
    Role.AGENCY_HEAD: ("giamdoc@stc.cao-bang.example", "Giám đốc Sở", "STC"),
    Role.ADMINISTRATOR: ("quantri@vpubnd.cao-bang.example", "Quản trị", "VPUB"),
}
ISSUED = at("2025-08-20")
AGENCY = "STC"


@dataclass(frozen=True, slots=True)
class Town:
    """An office that is served, and its address."""

    house: House
    base: str

    def link(self, directive: int) -> str:
        """Return the path of the link in the agency's mail."""
        token = links.answer_link(
            self.house.link_secret or "",
            agency=AGENCY,
            directive=directive,
            now=clock.now(),
        )
        return f"/l/{token}"

    def issued(self) -> int:
        """Take the model directive in and issue it, without the site."""
        who = {"actor": actor.OFFICE, "now": ISSUED}
        review = receive(model_text(), name="x.txt", house=self.house, **who)
        confirm(review.directive_id, **who)
        issue(
            review.directive_id,
            number="1234",
            issued_on=ISSUED.date(),
            house=self.house,
            **who,
        )
        return review.directive_id

    def drafted(self) -> int:
        """Take the model directive in as a PDF, and go no further."""
        taken = take_in(
            as_pdf(),
            name="cong-van.pdf",
            house=self.house,
            actor=actor.OFFICE,
            now=clock.now(),
        )
        return taken.review.directive_id


def furnish(base: str) -> Town:
    """Fill the bound database; an account with one password for each kind of people."""
    house = replace(furnished(), base_url=base, link_secret="khóa", virtual=True)  # noqa: S106 - of a test
    for role, (login, title, agency) in PEOPLE.items():
        who = {"actor": actor.OFFICE, "now": clock.now()}
        made = accounts.add(
            login, title=title, agency_code=agency, role=role, house=house, **who
        )
        accounts.set_password(made, PASSWORD, **who)
    return Town(house, base)


def hand_in(directive: int, *, now: datetime) -> str:
    """Let the agency hand in what nobody collects; return its assignment's code."""
    with unit_of_work() as session:
        owed, code = session.execute(
            select(ObligationRow.id, AssignmentRow.code)
            .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
            .where(
                ObligationRow.directive_id == directive,
                AssignmentRow.agency_code == AGENCY,
                AssignmentRow.collector_code.is_(None),
            )
            .order_by(ObligationRow.id)
        ).first() or (0, "")
    report = Document(number="12/BC-STC", dated=now.date())
    submit(
        {owed: "Đã thực hiện"},
        report,
        channel="web",
        actor=actor.agency(AGENCY),
        now=now,
    )
    return code


def escalate(town: Town, *, now: datetime) -> None:
    """Let the clock tell the leaders of what is late."""
    reminding.escalate(house=town.house, now=now)


def some_message() -> int:
    """Return the number of a message."""
    with unit_of_work() as session:
        return (
            session.scalars(select(MessageRow.id).order_by(MessageRow.id)).first() or 0
        )


def some_user() -> int:
    """Return the number of an account."""
    with unit_of_work() as session:
        return session.scalars(select(UserRow.id).limit(1)).one()
