"""The list of documents, and files that come in from anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import builders as b
import pytest
from printing import as_edxml
from small_documents import document
from sqlalchemy import func, select

from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import DirectiveRow, EventRow

if TYPE_CHECKING:
    from pathlib import Path

    from filled_office import Filled
    from site_client import Site

ORDER = (
    "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ:\n- Kiểm tra cơ sở trước 15/12/2025.\n"
)
GOOD = document(ORDER)
SECRET = "TỐI MẬT\n" + GOOD
CLERK = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=8)


def rows() -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(DirectiveRow)) or 0


def kept(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def send(site: Site, *files: tuple[str, bytes]) -> tuple[int, str]:
    answer = site.post("/directives", files=[("document", one) for one in files])
    return answer.status_code, answer.text or answer.headers["location"]


@pytest.mark.usefixtures("filled")
def test_one_good_file_opens_its_reading(site: Site) -> None:
    answer = site.post("/directives", files=[("document", ("a.txt", GOOD.encode()))])

    assert answer.status_code == 303
    with unit_of_work() as session:
        newest = session.scalar(select(func.max(DirectiveRow.id)))
    assert answer.headers["location"] == f"/directives/{newest}/reading?said=taken_in"
    again = site.post("/directives", files=[("document", ("a.txt", GOOD.encode()))])
    assert again.headers["location"] == answer.headers["location"]
    listed = site.get("/directives").text
    assert f'href="/directives/{newest}/reading#chua-ro"' in listed
    assert f'href="/directives/{newest}#muc"' in listed
    with unit_of_work() as session:
        row = session.get_one(DirectiveRow, newest)
        row.stage = "confirmed"
        b.keep(session, "directive", row.id, row)
    known = site.post("/directives", files=[("document", ("a.txt", GOOD.encode()))])
    assert f'<a href="/directives/{newest}">Mở văn bản đó</a>' in known.text


@pytest.mark.usefixtures("filled")
def test_of_several_files_each_is_told(site: Site) -> None:
    before = rows()

    status, text = send(
        site,
        ("một.txt", GOOD.encode()),
        ("hai.txt", GOOD.replace("Số: 12/", "Số: 13/").encode()),
        ("ba.txt", b""),
    )

    assert status == 422
    assert rows() == before + 2
    assert "một.txt" in text
    assert "hai.txt" in text
    assert "Tệp “ba.txt”: tệp rỗng" in text


REFUSED = {
    "nothing chosen": ("", b"", "Chưa chọn tệp nào"),
    "empty": ("a.txt", b"", "tệp rỗng"),
    "a picture": ("a.pdf", b"\x89PNG\r\n\x1a\n\0\0", "không phải loại tệp được nhận"),
    "a secrecy mark": ("a.txt", SECRET.encode(), "dấu chỉ độ mật"),
    "a path": ("../../etc/passwd", GOOD.encode(), "Tên tệp không hợp lệ"),
    "words of a page": ("<b>.txt", GOOD.encode(), "Tên tệp không hợp lệ"),
}


def test_what_is_refused_leaves_nothing(
    site: Site, filled: Filled, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert filled.directive
    before = rows(), kept(tmp_path)
    for name, data, says in REFUSED.values():
        status, text = send(site, (name, data)) if name else send(site)

        assert (status, says in text) == (422, True), says
        assert (rows(), kept(tmp_path)) == before
    assert caplog.text == ""


def test_the_list_is_searched_without_accents(site: Site, filled: Filled) -> None:
    address = f'href="/directives/{filled.directive}"'

    assert address in site.get("/directives?q=ve+sinh+LAO+dong").text
    assert address in site.get("/directives?kind=Công+văn&stage=issued").text
    assert "Không có văn bản nào khớp" in site.get("/directives?q=giáo+dục").text
    assert address not in site.get("/directives?stage=received").text


def test_pages_lie_beside_one_another(site: Site, filled: Filled) -> None:
    with unit_of_work() as session:
        for number in range(35):
            b.a_directive(session, number=str(100 + number), stage="received")

    first = site.get("/directives").text
    assert ">134/UBND-VX<" in first
    assert ">104/UBND-VX<" not in first
    where = first.split('rel="next" href="')[1].split('"')[0]
    second = site.get(where).text
    assert ">104/UBND-VX<" in second
    assert f'href="/directives/{filled.directive}"' in second
    back = second.split('rel="prev" href="')[1].split('"')[0]
    assert ">134/UBND-VX<" in site.get(back).text


def test_an_agency_sees_what_it_was_given(site: Site, filled: Filled) -> None:
    with unit_of_work() as session:
        b.a_directive(session, number="77", stage="received")
    stranger = Viewer(Role.CLERK, "Văn thư", "XYZ", "Sở khác", user=9)

    own = site.seen_by(CLERK).get("/directives").text
    assert f'href="/directives/{filled.directive}"' in own
    assert "77/UBND-VX" not in own
    assert "Tiếp nhận văn bản" not in own
    other = site.seen_by(stranger).get("/directives").text
    assert "Chưa có văn bản nào" in other
    assert site.seen_by(CLERK).post("/directives").status_code == 403


@pytest.mark.usefixtures("filled")
def test_what_an_envelope_says_otherwise_is_told(site: Site) -> None:
    sent = as_edxml(("a.txt", GOOD.encode()))

    answer = site.post("/directives", files=[("document", ("a.edxml", sent))])

    assert answer.status_code == 200
    assert "gói tin edXML ghi số 2345, trong văn bản ghi 12" in answer.text


@pytest.mark.usefixtures("filled")
def test_an_act_of_taking_in_names_the_account(site: Site) -> None:
    send(site, ("a.txt", GOOD.encode()))

    with unit_of_work() as session:
        who = session.scalars(
            select(EventRow.actor).where(EventRow.act == "receive")
        ).all()
    assert who == ["office#7"]
