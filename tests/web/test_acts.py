"""Acts on one assignment: who is offered what, and what becomes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import builders as b
import pytest
from sqlalchemy import select

from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import InstructionRow, ObligationRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

STP = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=8)
SNV = Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=9)
LEADER = Viewer(Role.LEADER, "Chủ tịch UBND tỉnh", "UBND", user=10)


@pytest.fixture
def waiting(filled: Filled) -> tuple[str, int]:
    """Keep a result of the STP that SNV collects; return its code and number."""
    assert filled.late
    with unit_of_work() as session:
        order = session.scalars(select(InstructionRow)).one()
        b.an_agency(session, "SXD", name="Sở Xây dựng")
        given = b.an_assignment(session, order, "SXD", collector_code="SNV")
        owed = b.an_obligation(
            session, given, phase="submitted", submitted_at=b.ISSUED_AT
        )
        return given.code, owed.id


def offered(site: Site, code: str) -> set[str]:
    text = site.get(f"/assignments/{code}").text
    return set(re.findall(r'name="act" value="(\w+)"', text))


def phase_of(number: int) -> str:
    with unit_of_work() as session:
        return session.get_one(ObligationRow, number).phase


def test_each_is_offered_what_the_lifecycle_lets_him(
    site: Site, filled: Filled, waiting: tuple[str, int]
) -> None:
    code, _ = waiting

    assert offered(site, code) == {"check", "return", "set_due", "withdraw"}
    assert offered(site.seen_by(SNV), code) == {"check", "return"}
    assert offered(site.seen_by(LEADER), code) == {"return", "set_due", "withdraw"}
    assert offered(site, filled.done) == {"reopen"}
    own = site.seen_by(STP).get(f"/assignments/{filled.done}").text
    assert 'name="act"' not in own
    late = site.seen_by(SNV).get(f"/assignments/{filled.late}").text
    assert f'href="/answer/{filled.directive}"' in late


def test_a_result_goes_from_the_collector_to_the_office(
    site: Site, waiting: tuple[str, int]
) -> None:
    code, number = waiting
    judge = f"/assignments/{code}/judge"

    early = site.post(judge, {"act": "accept", "o": number})
    site.seen_by(SNV).post(judge, {"act": "check", "o": number})
    checked = phase_of(number)
    done = site.post(judge, {"act": "accept", "o": number, "reason": "đạt"})

    assert early.status_code == 422
    assert "cơ quan tổng hợp phải kiểm tra trước" in early.text
    assert (checked, phase_of(number)) == ("checked", "accepted")
    assert done.headers["location"].startswith(f"/assignments/{code}")


def test_nobody_accepts_what_his_own_agency_handed_in(
    site: Site, waiting: tuple[str, int]
) -> None:
    code, number = waiting
    own = Viewer(Role.OFFICER, "Chuyên viên", "SXD", "Văn phòng", user=7)
    form = {"act": "check", "o": number}

    answer = site.seen_by(own).post(f"/assignments/{code}/judge", form)

    assert offered(site.seen_by(own), code) == {"return", "set_due", "withdraw"}
    assert answer.status_code == 422
    assert "chính cơ quan mình" in answer.text


def test_another_agency_finds_nothing_to_judge(
    site: Site, waiting: tuple[str, int]
) -> None:
    code, number = waiting
    form = {"act": "return", "o": number, "reason": "x"}

    answer = site.seen_by(STP).post(f"/assignments/{code}/judge", form)

    assert answer.status_code == 404
    assert phase_of(number) == "submitted"


def test_what_was_typed_is_there_again(site: Site, waiting: tuple[str, int]) -> None:
    code, number = waiting
    form = {"act": "set_due", "o": number, "reason": "thêm việc", "until": "2020-01-01"}

    answer = site.post(f"/assignments/{code}/steer", form)

    assert answer.status_code == 422
    assert "Thời hạn mới phải sau" in answer.text
    assert 'value="thêm việc"' in answer.text


def test_an_assignment_is_suspended_and_the_history_says_by_whom(
    site: Site, filled: Filled
) -> None:
    steer = f"/assignments/{filled.undated}/steer"

    site.post(steer, {"act": "suspend", "reason": "chờ hướng dẫn"})
    text = site.get(f"/assignments/{filled.undated}").text

    assert "Lý do: chờ hướng dẫn" in text
    assert 'value="resume"' in text


def test_agencies_are_found_without_accents(site: Site, filled: Filled) -> None:
    address = f"/assignments/{filled.late}/reassign"
    with unit_of_work() as session:
        b.an_agency(session, "SYT", name="Sở Y tế")

    found = site.get(address, params={"q": "so y te"}).text
    had = site.get(address, params={"q": "tu phap"}).text
    blank = site.post(address, {"reason": "x"})
    site.post(address, {"agency": "SYT", "reason": "đúng chức năng"})

    assert 'value="SYT"' in found
    assert 'name="agency"' not in had
    assert "Hãy chọn cơ quan nhận." in blank.text
    assert "Sở Y tế" in site.get(f"/assignments/{filled.late}").text
