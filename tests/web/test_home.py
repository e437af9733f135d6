"""The first page of each role: what it shows, and what of others it does not."""

from __future__ import annotations

import asyncio
import re
import threading
from html import unescape
from typing import TYPE_CHECKING

import builders as b
import pytest
from sqlalchemy import event, select

from office import overview
from office.naming import TASKS
from office.rights import Role
from office.viewer import Viewer
from store import engine
from store.engine import unit_of_work
from store.tables import AssignmentRow
from web import keeping

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

    from office.house import House

CLERK = Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=8)
OTHER = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=9)
LEADER = Viewer(Role.LEADER, "Chủ tịch UBND tỉnh", "UBND", "UBND tỉnh", user=10)
OFFICER = Viewer(Role.OFFICER, "Chuyên viên", "VPUB", "Văn phòng", user=7)
ADMINISTRATOR = Viewer(Role.ADMINISTRATOR, "Quản trị", "VPUB", "Văn phòng", user=11)


def numbers(text: str) -> dict[str, str]:
    """Return the numbers of a page by the address that each opens."""
    found = re.findall(r'href="([^"]+)"[^>]*><span class="n">([\d.]+)</span>', text)
    return dict(found)


def rows(text: str) -> set[str]:
    return set(re.findall(r'class="code" href="/assignments/([^"]+)"', text))


@pytest.mark.usefixtures("filled")
def test_the_office_sees_figures_that_lead_to_their_rows(
    site: Site, office: House
) -> None:
    text = site.get("/").text

    shown = numbers(text)
    assert shown["/assignments?figure=assigned"] == "4"
    assert shown["/assignments?figure=doing_overdue"] == "1"
    late = "/assignments?agency=SNV&amp;figure=doing_overdue&amp;sort=due"
    assert f'<a href="{late}">13</a>' in text
    for figure in ("done", "done_on_time"):
        assert f'<dd><a href="/assignments?figure={figure}">' in text
    for address, n in shown.items():
        if address.startswith("/assignments"):
            listed = site.get(address).text
            codes = re.findall(r'class="code" href="/assignments/', listed)
            assert len(codes) == int(n), address
    assert "Chủ tịch UBND tỉnh" in text
    assert "quá hạn 13 ngày làm việc" in text
    assert "số …/UBND-VX" in text
    assert office.office_name in text


def test_a_large_office_sees_the_last_figures_and_as_of_when(
    site: Site, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "MANY", 0)
    monkeypatch.setattr(overview, "REST", 1e-9)
    steer = f"/assignments/{filled.undated}/steer"

    async def seen_once_started() -> str:
        async with keeping.lifespan(site.app):
            return await asyncio.to_thread(lambda: site.get("/").text)

    seen = [asyncio.run(seen_once_started())]
    site.post(steer, {"act": "suspend", "reason": "chờ hướng dẫn"})
    seen.append(site.get("/").text)
    for one in threading.enumerate():
        if one.name == "namro-reckoning":
            one.join(20)
    seen.append(site.get("/").text)

    figure = "/assignments?figure=not_counted"
    assert [numbers(text)[figure] for text in seen] == ["0", "0", "1"]
    assert ["Số liệu lúc" in text for text in seen] == [False, True, False]


@pytest.mark.usefixtures("filled")
def test_what_waits_for_the_office_opens_to_its_list(site: Site) -> None:
    shown = numbers(site.get("/").text)

    assert shown["/todo/extension"] == "1"
    assert shown["/todo/inbound"] == "0"
    assert "xin thêm 10 ngày" in site.get("/todo/extension").text
    for kind in TASKS:
        assert site.get(f"/todo/{kind}").status_code == 200
    assert site.get("/todo/nothing").status_code == 404


@pytest.mark.usefixtures("filled")
def test_each_chart_is_a_file_that_is_kept_as_long_as_its_data(site: Site) -> None:
    text = site.get("/").text

    drawn = re.findall(r'(?:src|srcset)="(/charts/[^"]+)"', text)
    assert len(drawn) == 4
    answer = site.get(drawn[0].replace("&amp;", "&"))
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "immutable" in answer.headers["cache-control"]
    assert "<svg" in answer.text
    assert site.get("/charts/load/light.svg").headers["cache-control"] == "no-store"
    for wrong in ("/charts/none/light.svg", "/charts/load/red.svg"):
        assert site.get(wrong).status_code == 404


def test_an_agency_sees_its_own_and_what_it_collects(
    site: Site, filled: Filled
) -> None:
    mine = site.seen_by(CLERK).get("/").text
    theirs = site.seen_by(OTHER).get("/").text

    assert filled.late in mine
    assert "thiếu số liệu" in mine
    assert f'href="/answer/{filled.directive}"' in mine
    assert filled.done not in mine
    assert filled.undated not in mine
    assert filled.late not in theirs
    assert "Không còn việc nào phải làm" in theirs


def test_a_leader_sees_his_alerts_and_the_figures(site: Site, filled: Filled) -> None:
    leader = site.seen_by(LEADER)

    text = leader.get("/").text

    assert filled.late in text
    assert "/seen" in text
    assert numbers(text)["/assignments?figure=doing_overdue"] == "1"
    all_figures = leader.get("/figures").text
    assert "Số liệu theo mẫu báo cáo" in all_figures
    assert "/todo/" not in all_figures


QUERIED = {
    "the office": (OFFICER, "/"),
    "a leader": (LEADER, "/"),
    "an agency": (CLERK, "/"),
    "an administrator": (ADMINISTRATOR, "/"),
    "alerts": (LEADER, "/alerts"),
    "ranking": (OFFICER, "/ranking"),
    "a chart": (OFFICER, "/charts/load/light.svg"),
    "what waits": (OFFICER, "/todo/extension"),
}


@pytest.mark.parametrize(("viewer", "address"), QUERIED.values(), ids=QUERIED)
def test_no_page_asks_much(
    viewer: Viewer, address: str, site: Site, filled: Filled
) -> None:
    assert filled.late
    asked: list[str] = []

    def note(_c: object, _cu: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine.engine(), "before_cursor_execute", note)
    try:
        assert site.seen_by(viewer).get(address).status_code == 200
    finally:
        event.remove(engine.engine(), "before_cursor_execute", note)

    assert len(asked) <= 11  # and one for who asks


@pytest.mark.usefixtures("filled")
def test_an_administrator_sees_what_is_broken_and_no_assignment(site: Site) -> None:
    text = site.seen_by(ADMINISTRATOR).get("/").text

    assert "Cần sửa" in text
    assert "niêm phong nhật ký" in text
    assert not rows(text)


def test_a_collector_sees_who_sent_and_who_did_not(site: Site, filled: Filled) -> None:
    def collects(text: str) -> dict[str, str]:
        shown = numbers(unescape(text)).items()
        return {a: n for a, n in shown if "collects=1" in a}

    before = site.seen_by(CLERK).get("/").text
    with unit_of_work() as session:
        for code in (filled.done, filled.undated):
            row = session.scalars(select(AssignmentRow).filter_by(code=code)).one()
            row.collector_code = "SNV"
            b.keep(session, "assignment", row.id, row)
    clerk = site.seen_by(CLERK)
    text = clerk.get("/").text

    assert not collects(before)
    assert not collects(site.seen_by(OTHER).get("/").text)
    assert list(collects(text).values()) == ["1", "0", "1", "0"]
    for address, n in collects(text).items():
        listed = clerk.get(address).text
        assert len(rows(listed)) == int(n), address
        assert "Gửi về cơ quan tôi" in listed
    assert "Đô &amp; Ơ</a>" in text[text.index("Cơ quan chưa gửi") :]
    assert rows(clerk.get("/assignments?collects=1").text) == {
        filled.done,
        filled.undated,
    }
    assert not rows(site.seen_by(OTHER).get("/assignments?collects=1").text)
