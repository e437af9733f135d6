"""What the provincial office itself hands in: who may accept it, and who may not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import builders as b
import pytest
from sqlalchemy import select

from office import accounts, actor
from office.rights import Role
from office.submitting import Document, submit
from office.viewer import Viewer
from store import ids
from store.engine import unit_of_work
from store.tables import InboundRow, InstructionRow, ObligationRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

    from office.house import House

OURS = "VPUB"
REFUSED = "chính cơ quan mình báo cáo"
HIMSELF = "Người đã báo cáo kết quả không tự duyệt"
HANDED_IN = b.ISSUED_AT


class Owed(NamedTuple):
    """What the office owes, and its heads."""

    directive: int
    code: str
    number: int
    heads: tuple[Viewer, Viewer]


@pytest.fixture
def owed(filled: Filled, office: House) -> Owed:
    """Give the office work of its own, and two heads with accounts."""
    with unit_of_work() as session:
        order = session.scalars(select(InstructionRow)).one()
        b.an_agency(session, OURS, name="Văn phòng UBND tỉnh")
        given = b.an_assignment(session, order, OURS)
        row = b.an_obligation(session, given)
    heads = [
        accounts.add(
            f"{name}@vpubnd.example",
            title=name,
            agency_code=OURS,
            role=Role.OFFICE_HEAD,
            house=office,
            actor=actor.OFFICE,
            now=HANDED_IN,
        )
        for name in ("chanh", "pho")
    ]
    first, second = (Viewer(Role.OFFICE_HEAD, "", OURS, user=one) for one in heads)
    return Owed(filled.directive, given.code, row.id, (first, second))


def phase_of(owed: Owed) -> str:
    with unit_of_work() as session:
        return session.get_one(ObligationRow, owed.number).phase


def accept(site: Site, owed: Owed) -> str:
    """Accept it; return what the page says, or the phase."""
    form = {"act": "accept", "o": owed.number}
    answer = site.post(f"/assignments/{owed.code}/judge", form)
    said = [one for one in (REFUSED, HIMSELF) if one in answer.text]
    return said[0] if said else phase_of(owed)


def test_an_officer_hands_in_for_the_office_and_a_head_accepts(
    site: Site, owed: Owed
) -> None:
    form = {"o": owed.number, "number": "7/BC-VP", "dated": "2025-12-12"}
    first, second = (site.seen_by(one) for one in owed.heads)

    way = site.get(f"/assignments/{owed.code}").text
    first.post(f"/answer/{owed.directive}/submit", form)
    seen = site.get(f"/assignments/{owed.code}").text
    tried = [accept(one, owed) for one in (site, first, second)]

    assert f'href="/answer/{owed.directive}"' in way
    assert "kết quả do chính Văn phòng báo cáo" in seen
    assert 'value="accept"' not in seen
    assert tried == [REFUSED, HIMSELF, "accepted"]


def test_a_head_whose_mail_brought_it_leaves_it_to_the_other(
    site: Site, owed: Owed
) -> None:
    given = submit(
        {owed.number: "Xong"},
        Document("7/BC-VP", date(2025, 12, 12)),
        channel="mail",
        actor=actor.agency(OURS),
        now=HANDED_IN,
    )
    with unit_of_work() as session:
        mail = InboundRow(
            id=ids.take(session),
            source="mail",
            source_id="<1@vpubnd.example>",
            verdict="submission",
            reason="",
            assignment_code=owed.code,
            submission_id=given,
            received_at=HANDED_IN,
            sender="Chanh@vpubnd.example",
        )
        b.keep(session, "inbound", mail.id, mail)

    assert [accept(site.seen_by(one), owed) for one in owed.heads] == [
        HIMSELF,
        "accepted",
    ]


def test_a_leader_of_the_province_accepts_it_too(site: Site, owed: Owed) -> None:
    submit(
        {owed.number: "Xong"},
        Document("7/BC-VP", date(2025, 12, 12)),
        channel="web",
        actor=actor.agency(OURS),
        now=HANDED_IN,
    )
    leader = site.seen_by(Viewer(Role.LEADER, "Chủ tịch", "UBND", user=10))

    assert accept(leader, owed) == "accepted"


def test_an_officer_answers_for_the_office_alone(site: Site, owed: Owed) -> None:
    mine = site.get("/answer").text

    assert f"/answer/{owed.directive}" in mine
    assert site.get("/answer/999").status_code == 404
    menu = site.get("/").text
    assert 'href="/answer"' not in menu
