"""What an agency answers on its page: every act, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import (
    AssignmentRow,
    EvidenceRow,
    ExtensionRow,
    ObligationRow,
    SubmissionRow,
)

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

PDF = b"%PDF-1.7 bao cao"
SNV = Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=8)
UB1 = Viewer(Role.CLERK, "Văn thư", "UB1", "Đô & Ơ", user=9)


@pytest.fixture
def clerk(site: Site) -> Site:
    """Give the site as the clerk of Sở Nội vụ sees it."""
    return site.seen_by(SNV)


def owed(code: str) -> list[int]:
    with unit_of_work() as session:
        return list(
            session.scalars(
                select(ObligationRow.id)
                .join(AssignmentRow, AssignmentRow.id == ObligationRow.assignment_id)
                .where(AssignmentRow.code == code)
                .order_by(ObligationRow.id)
            )
        )


def phase(number: int) -> str:
    with unit_of_work() as session:
        return session.get_one(ObligationRow, number).phase


def count(table: type) -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_page_shows_what_is_asked_and_what_was_returned(
    clerk: Site, filled: Filled
) -> None:
    listed = clerk.get("/answer").text
    text = clerk.get(f"/answer/{filled.directive}").text

    assert f'href="/answer/{filled.directive}"' in listed
    assert filled.late in text
    assert "thiếu số liệu" in text
    assert "quá hạn 13 ngày làm việc" in text
    assert "(chuyên viên)" in text
    assert filled.done not in text


def test_one_document_answers_all_that_is_ticked(clerk: Site, filled: Filled) -> None:
    first, second = owed(filled.late)
    answer = clerk.post(
        f"/answer/{filled.directive}/submit",
        {"o": [str(first), str(second)], f"result-{first}": "Đã kiểm tra 12 đơn vị"},
        files=[
            ("files", ("../../etc/Báo cáo.pdf", PDF, "application/pdf")),
            ("files", ("anh.jpg", b"\xff\xd8\xff\xe0 anh", "image/jpeg")),
        ],
    )

    assert answer.headers["location"].endswith("?said=submitted"), answer.text
    assert {phase(first), phase(second)} == {"submitted"}
    with unit_of_work() as session:
        newest = session.scalars(
            select(EvidenceRow).order_by(EvidenceRow.id.desc()).limit(2)
        ).all()
        kept = {(row.name, row.media_type, row.size) for row in newest}
    assert kept == {
        ("Báo cáo.pdf", "application/pdf", len(PDF)),
        ("anh.jpg", "image/jpeg", 8),
    }


def test_number_and_date_do_without_a_file(clerk: Site, filled: Filled) -> None:
    first, _ = owed(filled.late)
    form = {"o": str(first), "number": "15/BC-SNV", "dated": "2025-12-30"}
    clerk.post(f"/answer/{filled.directive}/submit", form)

    assert phase(first) == "submitted"


REFUSED = {
    "nothing ticked": ({"o": []}, None, "chọn ít nhất một nội dung"),
    "no evidence": ({}, None, "Cần tệp minh chứng"),
    "an empty file": ({}, ("a.pdf", b""), "trống"),
    "a program": ({}, ("bao-cao.pdf", b"MZ\x90\x00\x03"), "Không nhận được tệp"),
    "a page": ({}, ("a.txt", b"<html><script>x</script>"), "Không nhận được tệp"),
    "a drawing that runs": ({}, ("a.png", b"<svg onload=x>"), "Không nhận được tệp"),
    "a secret": ({}, ("a.txt", "TỐI MẬT\nSố 1".encode()), "dấu mật"),
    "a day that is none": (
        {"number": "1", "dated": "31/02/2025"},
        None,
        "Ngày văn bản",
    ),
    "a result too long": ({"result": "x" * 2001}, ("a.pdf", PDF), "quá dài"),
}


@pytest.mark.parametrize(("sent", "file", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_said_and_what_was_typed_stays(
    sent: dict[str, object],
    file: tuple[str, bytes] | None,
    said: str,
    clerk: Site,
    filled: Filled,
) -> None:
    first, _ = owed(filled.late)
    typed = {"o": str(first), f"result-{first}": "Lời đã gõ", **sent}
    if "result" in typed:
        typed[f"result-{first}"] = typed.pop("result")
    before = count(SubmissionRow)
    answer = clerk.post(
        f"/answer/{filled.directive}/submit",
        typed,
        files=[("files", (*file, "application/pdf"))] if file else None,
    )

    assert answer.status_code == 422
    assert said in answer.text
    if "x" * 2001 not in str(typed):
        assert "Lời đã gõ" in answer.text
    assert count(SubmissionRow) == before
    assert phase(first) == "returned"


def test_every_other_answer(clerk: Site, site: Site, filled: Filled) -> None:
    base = f"/answer/{filled.directive}"
    (mine,) = owed(filled.undated)
    first, _ = owed(filled.late)
    ward = site.seen_by(UB1)
    said = {
        "acknowledged": ward.post(f"{base}/acknowledge"),
        "person_named": ward.post(
            f"{base}/person",
            {
                "code": filled.undated,
                "name": "Phó Chủ tịch",
                "post": "PCT",
                "phone": "+84 912.345.678",
            },
        ),
        "progress_kept": ward.post(
            f"{base}/progress", {"code": filled.undated, "note": "Được một nửa"}
        ),
        "extension_asked": clerk.post(
            f"{base}/extension",
            {"obligation": str(first), "until": "2026-01-20", "reason": "Chờ số liệu"},
        ),
    }

    for key, answer in said.items():
        assert answer.headers.get("location", "").endswith(key), answer.text
    assert phase(mine) == "in_progress"
    with unit_of_work() as session:
        asked = session.scalars(
            select(ExtensionRow.reason).order_by(ExtensionRow.id.desc())
        ).first()
    assert asked == "Chờ số liệu"


def test_not_ours_needs_a_reason(site: Site, filled: Filled) -> None:
    ward, base = site.seen_by(UB1), f"/answer/{filled.directive}"
    (mine,) = owed(filled.undated)
    form = {"code": filled.undated, "obligation": str(mine)}
    without = ward.post(f"{base}/decline", form)
    before = phase(mine)
    ward.post(f"{base}/decline", {"code": filled.undated, "reason": "Việc của xã khác"})

    assert without.status_code == 422
    assert "Phải nêu lý do" in without.text.partition("<details open>")[2]
    assert (before, phase(mine)) == ("issued", "declined")


ELSEWHERE = {
    "another agency's assignment": ("person", "code"),
    "its progress": ("progress", "code"),
    "its refusal": ("decline", "code"),
    "its date": ("extension", "obligation"),
}


@pytest.mark.parametrize(("act", "name"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_another_agencys_work_cannot_be_touched(
    act: str, name: str, clerk: Site, filled: Filled
) -> None:
    (foreign,) = owed(filled.undated)
    form = {
        name: filled.undated if name == "code" else str(foreign),
        "name": "x",
        "note": "x",
        "reason": "x",
        "until": "2026-05-01",
    }
    answer = clerk.post(f"/answer/{filled.directive}/{act}", form)

    assert answer.status_code == 404
    assert phase(foreign) == "issued"


def test_another_agencys_obligation_cannot_be_handed_in(
    clerk: Site, filled: Filled
) -> None:
    (foreign,) = owed(filled.undated)
    answer = clerk.post(
        f"/answer/{filled.directive}/submit",
        {"o": str(foreign), "number": "1/BC", "dated": "2025-12-30"},
    )

    assert answer.status_code == 422
    assert "thuộc cơ quan khác" in answer.text
    assert phase(foreign) == "issued"


def test_a_link_opens_its_own_document_and_no_other(site: Site, filled: Filled) -> None:
    bearer = Viewer(Role.BEARER, agency="UB1", directive=filled.directive)
    other = Viewer(Role.BEARER, agency="UB1", directive=filled.directive + 1)

    assert site.seen_by(bearer).get(f"/answer/{filled.directive}").status_code == 200
    assert site.seen_by(other).get(f"/answer/{filled.directive}").status_code == 404
    where = site.seen_by(bearer).get("/answer").headers["location"]
    assert where == f"/answer/{filled.directive}"


def test_a_bearer_always_comes_back_to_his_document(site: Site, filled: Filled) -> None:
    bearer = site.seen_by(Viewer(Role.BEARER, agency="UB1", directive=filled.directive))
    refused = bearer.get("/assignments.xlsx")

    assert bearer.get("/").headers["location"] == "/answer"
    assert refused.status_code == 403
    assert 'class="btn" href="/answer"' in refused.text


def test_evidence_goes_out_as_an_attachment_to_whom_it_concerns(
    clerk: Site, site: Site, filled: Filled
) -> None:
    first, _ = owed(filled.late)
    clerk.post(
        f"/answer/{filled.directive}/submit",
        {"o": str(first)},
        files=[("files", ("Báo cáo.pdf", PDF, "application/pdf"))],
    )
    with unit_of_work() as session:
        number = session.scalars(select(func.max(EvidenceRow.id))).one()
    own, office = (one.get(f"/evidence/{number}") for one in (clerk, site))
    foreign = site.seen_by(UB1).get(f"/evidence/{number}")

    for answer in (own, office):
        assert answer.content == PDF
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"] == "application/octet-stream"
    assert foreign.status_code == 404
