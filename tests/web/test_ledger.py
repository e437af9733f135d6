"""The ledger of messages: filters, pages, signed links masked, sending again."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING

import builders as b
import openpyxl
import pytest
from sqlalchemy import select

from office import resending
from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.tables import DeliveryRow, EventRow, MessageRow, PostRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

CLERK = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=8)


@pytest.fixture
def failed(filled: Filled) -> int:
    """Keep a message of the Sở Tư pháp that failed, with a signed link; its number."""
    assert filled.message
    with unit_of_work() as session:
        post = session.scalars(
            select(PostRow).where(
                PostRow.agency_code == "STP", PostRow.duty == "focal_point"
            )
        ).one()
        made = b.a_message(
            session,
            post,
            (),
            text="Mở http://here/l/abc.DEF-123 để trả lời",
            subject="S",
        )
        delivery = session.get_one(DeliveryRow, made.id)
        delivery.state = "failed"
        b.keep(session, "message", made.id, delivery)
        return made.id


def shown(site: Site, **params: str) -> list[int]:
    text = site.get("/messages", params=params).text
    return [int(one) for one in re.findall(r'<a href="/messages/(\d+)"', text)]


def test_filters_and_pages(
    site: Site, filled: Filled, failed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(site) == [failed, filled.message]
    assert shown(site, state="failed") == [failed]
    assert shown(site, agency="STP", channel="email") == [failed]
    assert shown(site, ambiguous="1") == []
    today = site.get("/messages").text
    assert shown(site, **{"from": "2025-01-01", "to": "31/12/2026"}) == shown(site)
    assert shown(site, to="2024-12-31") == []
    assert 'href="/messages.csv"' in today
    monkeypatch.setattr(resending, "SHOWN", 1)
    assert shown(site, older=str(failed)) == [filled.message]
    assert shown(site, newer=str(filled.message)) == [failed]


BAD = {
    "a state that is none": {"state": "nothing"},
    "a day that is none": {"from": "31/02/2025"},
    "one day that is none": {"day": "2025-99-01"},
    "an agency that is none": {"agency": "<x>"},
    "a place that is none": {"older": "x"},
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("params", BAD.values(), ids=BAD)
def test_a_bad_filter_is_said_on_the_page(params: dict[str, str], site: Site) -> None:
    answer = site.get("/messages", params=params)

    assert answer.status_code == 422
    assert "Không hiểu giá trị của bộ lọc" in answer.text
    assert html.escape(next(iter(params.values()))) in answer.text
    assert site.get("/messages.csv", params=params).status_code == 409


def test_a_file_holds_what_the_ledger_shows(
    site: Site, filled: Filled, failed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_csv(**params: str) -> list[dict[str, str]]:
        text = site.get("/messages.csv", params=params).text
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    (row,) = in_csv(state="failed")
    sheet = openpyxl.load_workbook(
        io.BytesIO(site.get("/messages.xlsx", params={"agency": "STP"}).content)
    ).active
    assert sheet is not None
    monkeypatch.setattr(resending, "PIECE", 1)
    everything = in_csv()
    monkeypatch.setattr(resending, "MOST_EXPORTED", 1)

    assert failed > (filled.message or 0)
    assert (row["Thông báo"], row["Tình trạng"]) == ("S", "không gửi được")
    assert row["Ngày lập"].count("/") == 2
    assert (sheet.title, sheet.max_row) == ("Thông báo", 2)
    assert len(everything) == 2
    assert in_csv()[-1]["Thông báo"].startswith("Còn nữa")
    assert site.seen_by(CLERK).get("/messages.csv").status_code == 403


def test_a_signed_link_is_not_given_away(site: Site, failed: int) -> None:
    text = site.get(f"/messages/{failed}").text

    assert "http://here/l/… để trả lời" in text
    assert "DEF-123" not in text


def test_an_administrator_reads_which_assignments_but_is_led_to_none(
    site: Site, filled: Filled
) -> None:
    address = f"/messages/{filled.message}"
    seen = site.seen_by(Viewer(Role.ADMINISTRATOR, "Quản trị", "VPUB", "VP", user=9))

    assert f'href="/assignments/{filled.late}"' in site.get(address).text
    assert f'<span class="code">{filled.late}</span>' in seen.get(address).text
    assert 'href="/assignments/' not in seen.get(address).text


def test_a_short_text_is_shown_where_zalo_carries_it(site: Site, failed: int) -> None:
    def headings() -> list[str]:
        return re.findall("<h2[^>]*>([^<]*)", site.get(f"/messages/{failed}").text)

    by_mail = headings()
    with unit_of_work() as session:
        delivery = session.get_one(DeliveryRow, failed)
        delivery.channel = "zalo_bot"
        b.keep(session, "message", failed, delivery)

    assert by_mail[-1] == "Nội dung thông báo"
    assert headings()[1:-1] == ["Bản ngắn gửi qua Zalo"]
    assert "Bản ngắn gửi qua Zalo" not in by_mail


def test_what_failed_is_sent_again_once(
    site: Site, filled: Filled, failed: int
) -> None:
    first = site.post(f"/messages/{failed}/send-again")
    second = site.post(f"/messages/{failed}/send-again")
    other = site.post(f"/messages/{filled.message}/send-again")

    with unit_of_work() as session:
        assert session.get_one(DeliveryRow, failed).state == "pending"
        told = (
            select(EventRow.act, EventRow.actor).order_by(EventRow.id.desc()).limit(1)
        )
        assert session.execute(told).one() == ("send_again", "office#7")
    assert first.status_code == 303
    assert (second.status_code, other.status_code) == (409, 409)


def test_an_old_link_to_sign_in_is_not_sent_again(site: Site, failed: int) -> None:
    with unit_of_work() as session:
        message = session.get_one(MessageRow, failed)
        message.kind = "sign_in"
        b.keep(session, "message", failed, message)

    assert "xin liên kết mới" in site.post(f"/messages/{failed}/send-again").text


def test_agencies_do_not_read_the_ledger(site: Site, failed: int) -> None:
    seen = site.seen_by(CLERK)

    assert seen.get("/messages").status_code == 403
    assert seen.post(f"/messages/{failed}/send-again").status_code == 403


def test_a_month_names_days_off_and_counts_what_is_seen(
    site: Site, filled: Filled
) -> None:
    assert filled.done
    december = site.get("/calendar", params={"month": "2025-12"}).text
    own = site.seen_by(CLERK).get("/calendar", params={"month": "2025-12"}).text
    january = site.get("/calendar", params={"month": "2026-01"}).text

    assert "from=2025-12-14&amp;to=2025-12-14" in december
    assert "1 chưa xong" in december
    assert "1 đã xong" in december
    assert "chưa xong" not in own
    assert "1 đã xong" in own
    assert "Tết Dương lịch" in january
    assert "nghỉ hoán đổi" in january
    assert "làm việc bù" in january
    assert site.get("/calendar", params={"month": "x"}).status_code == 200
