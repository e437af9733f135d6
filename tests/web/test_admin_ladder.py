"""The ladder as a table: rows typed, compared with the one in force, and put there."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from builders import CALENDAR
from sqlalchemy import select

from directive.ladder import DEFAULT_POLICY
from office import ruling
from office.house import House
from office.rights import Role
from office.viewer import Viewer
from store.engine import unit_of_work
from store.policy_file import policy_of, read_policy
from store.tables import EventRow, PolicyRow
from web import ladder_form
from web.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_client import Site

PATH = "/admin/policy/new/form"
FIRST = {"offset-0": "-10", "tell-0": "focal_point", "because-0": "nhắc trước hạn"}
HOUSE = House(calendar=CALENDAR, policy=DEFAULT_POLICY)


@pytest.fixture
def head(site: Site, database: object) -> Site:
    """Give the site as the head of the office sees it."""
    del database  # it is bound
    return site.seen_by(Viewer(Role.OFFICE_HEAD, "Chánh Văn phòng", "VPUB", user=7))


def fields(page: str) -> dict[str, object]:
    """Return what a browser would send of the form as it is shown."""
    sent: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        ticked = found.get("type") != "checkbox" or " checked" in tag
        if "name" in found and ticked and found["name"] not in {"token", "once"}:
            sent[found["name"]] = unescape(found.get("value", ""))
    for name, body in re.findall(
        r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', body)
        sent.setdefault(name, [])
        sent[name] = [*sent[name], chosen[1] if chosen else ""]  # type: ignore[misc]
    for name, body in re.findall(
        r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL
    ):
        sent[name] = unescape(body)
    return sent


def kept() -> list[str]:
    with unit_of_work() as session:
        return list(session.scalars(select(PolicyRow.version)))


def test_the_shipped_ladder_is_the_same_as_a_table() -> None:
    policy, _ = read_policy()
    table, document, same = ladder_form.judged(ladder_form.of_policy(policy, "x"))

    assert table.is_sound
    assert same is not None
    assert same.rungs == policy.rungs == policy_of(document).rungs


def test_rows_are_changed_compared_and_put_in_force(head: Site) -> None:
    sent = fields(head.get(PATH).text)
    unchanged = head.post(PATH, sent | {"action": "check"}).text
    sent |= {"offset-2": "-2", "drop-1": "1", "channel-3": ["zalo_bot", "email"]}
    sent |= {"returns_after": "7", "another_confirms": "1"}
    checked = head.post(PATH, sent | {"action": "check"})
    unseen = head.post(PATH, sent | {"action": "put"})
    seen = fields(checked.text)
    other = head.post(PATH, seen | {"action": "put", "because-0": "lời khác"})

    assert "Không có gì khác." in unchanged
    assert 'value="put"' not in unchanged
    shown = re.findall(
        r'class="code">(\S+)</span> <span class="[\w-]+">(\w+)<', checked.text
    )
    assert shown == [("T-2", "thêm"), ("T+1", "sửa"), ("T-3", "bỏ"), ("T-1", "bỏ")]
    assert "sau 5 ngày làm việc → 7 ngày làm việc" in checked.text
    assert "không được tự xác nhận." in checked.text
    for refused in (unseen, other):
        assert refused.status_code == 422
        assert "Bảng đã đổi so với lần xem trước" in refused.text
    assert kept() == []
    done = head.post(PATH, seen | {"action": "put"})
    assert done.headers["location"] == "/admin/policy?said=policy_set"
    assert kept() == ["thang-2"]
    policy, _ = ruling.policy_of_version(None, house=HOUSE)
    assert (policy.returns_after, policy.another_confirms) == (7, True)
    first = policy.rung_of("T+1")
    assert first is not None
    assert first.channels == ("zalo_bot", "email")
    again = head.post(PATH, seen | {"action": "put", "version": "thang-3"})
    assert "không khác bản đang dùng" in again.text
    with unit_of_work() as session:
        assert session.scalar(select(EventRow.actor)) == "office#7"


WRONG = {
    "no number": ({"offset-0": "mười"}, 1, "Hãy ghi mốc bằng số nguyên"),
    "no reason": ({"because-0": ""}, 1, "Hãy ghi lý do"),
    "a long reason": ({"because-0": "x" * 201}, 1, "tối đa 200 ký tự"),
    "no ladder": ({"track-0": "vua"}, 1, "Hãy chọn thang và người nhận"),
    "repeated": ({"repeats-0": "1"}, 1, "Chỉ mốc của nhiệm vụ không thời hạn"),
    "far away": ({"offset-0": "9999"}, 1, "mốc 9999 quá xa"),
    "before a start": ({"track-1": "urgent.khan", "offset-1": "-1"}, 2, "từ 1 trở lên"),
    "twice": ({"offset-1": "-10"}, 2, "hai mốc cùng ở -10"),
    "a forged channel": ({"channel-0": "thư tay"}, 1, "giá trị không đúng"),
    "lower than before": (
        {"offset-0": "1", "tell-0": "chairman", "offset-1": "2", "tell-1": "head"},
        2,
        "T+2 báo thủ trưởng cơ quan, trong khi T+1 đã báo cấp cao hơn (Chủ tịch UBND",
    ),
}


def judged(**cells: str) -> ladder_form.Table:
    """Return a table of two rows with its faults."""
    each = {"track": "due", "aim": "action", "tone": "firm"}
    rows = {f"{name}-{n}": value for n in (0, 1) for name, value in each.items()}
    rows |= FIRST | {"offset-1": "-3", "tell-1": "focal_point", "because-1": "nhắc"}
    typed = {"rows": "2", "version": "thang-2", "returns_after": "5", **rows, **cells}
    form = Form({name: (value,) for name, value in typed.items()})
    return ladder_form.judged(ladder_form.typed(form))[0]


@pytest.mark.parametrize(("change", "row", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_at_its_row(
    change: Mapping[str, str], row: int, said: str
) -> None:
    table = judged(**change)

    faults = {n: line.fault for n, line in enumerate(table.lines, 1) if line.fault}
    assert list(faults) == [row]
    assert said in faults[row]
    assert table.faults == ()


GENERAL = {
    "no version": ({"version": "Ồ!"}, "Tên bản chỉ gồm"),
    "no days": ({"returns_after": "0"}, "Số ngày báo lại phải từ 1 đến 60"),
    "no rows": ({"rows": "0"}, "phải có ít nhất một mốc"),
    "a count of nonsense": ({"rows": "-1"}, "phải có ít nhất một mốc"),
}


@pytest.mark.parametrize(("change", "said"), GENERAL.values(), ids=GENERAL)
def test_what_is_wrong_with_the_whole_is_said_above(
    change: dict[str, str], said: str
) -> None:
    table = judged(**change)

    assert [said in one for one in table.faults] == [True]
    assert not table.is_sound


def test_a_fault_stands_at_its_row_with_all_that_was_typed(head: Site) -> None:
    sent = fields(head.get(PATH).text)
    wrong = head.post(PATH, sent | {"offset-1": "ba", "action": "put"})
    taken = fields(
        head.post(PATH, sent | {"version": "default-1", "offset-1": "-4"}).text
    )
    refused = head.post(PATH, taken | {"action": "put"})

    assert (wrong.status_code, refused.status_code) == (422, 422)
    assert 'id="e-1">Dòng 2: Hãy ghi mốc' in wrong.text
    assert 'value="ba"' in wrong.text
    assert 'aria-describedby="e-1"' in wrong.text
    assert "default-1 đã có" in refused.text
    assert kept() == []


def test_rows_are_added_without_a_script(head: Site) -> None:
    sent = fields(head.get(PATH).text)
    more = fields(head.post(PATH, sent | {"action": "more"}).text)

    assert int(str(more["rows"])) == int(str(sent["rows"])) + 3
    assert f'href="{PATH}"' in head.get("/admin/policy").text
    assert 'href="/admin/policy/new"' in head.get(PATH).text
