"""Charts are drawn for everybody: with names, tables, and colours that are seen."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from defusedxml import ElementTree

from notifications.charts import (
    MOST_AGENCIES,
    Lateness,
    WeekLoad,
    lateness_by_agency,
    load_by_week,
    messages_per_day,
)
from notifications.drawing import Scheme
from notifications.pictures import COLOURS, Colours

if TYPE_CHECKING:
    from notifications.drawing import Chart

SVG = "{http://www.w3.org/2000/svg}"
MONDAY = date(2025, 8, 18)
LATE = [
    Lateness("Sở Nội vụ & Đô thị", 0, 0),
    Lateness("Ủy ban nhân dân xã Trường Hà", 7, 2),
    Lateness("Sở Y tế", 0, 3),
]
WEEKS = [WeekLoad(MONDAY + timedelta(14), 3, 1), WeekLoad(MONDAY, 5, 0)]
OLD, NEW = {MONDAY: 4, MONDAY + timedelta(2): 1}, {MONDAY + timedelta(3): 2}
CHARTS = {
    "lateness": lateness_by_agency(LATE),
    "load": load_by_week(WEEKS),
    "messages": messages_per_day(OLD, NEW),
    "nobody late": lateness_by_agency(LATE[:1]),
    "no weeks": load_by_week([]),
    "no messages": messages_per_day({}, {}),
}


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_drawing_has_a_name_and_says_what_it_shows(
    chart: Chart, scheme: Scheme
) -> None:
    root = ElementTree.fromstring(chart.drawn(scheme))

    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    title, said = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (title.text, said.text) == (chart.title, chart.summary)
    assert root.get("aria-labelledby") == title.get("id")
    assert chart.title in [text.text for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_drawing_brings_no_style_script_or_address(chart: Chart) -> None:
    root = ElementTree.fromstring(chart.svg)

    for each in root.iter():
        assert each.tag.removeprefix(SVG) in {
            *("svg", "title", "desc", "g", "rect", "path", "line", "text")
        }
        assert not {"style", "href", "onload"} & each.attrib.keys()


SAID = {
    "lateness": "2 trên 3 cơ quan có việc chậm; chậm nhất là Ủy ban nhân dân xã Trường"
    " Hà, 7 ngày làm việc.",
    "load": "9 nội dung đến hạn trong 3 tuần; nhiều nhất là tuần từ 18/8/2025: 5 nội"
    " dung, 0 chưa hoàn thành.",
    "messages": "Thang đang dùng 5 thông báo, thang thử 2 thông báo, từ 18/8/2025 đến"
    " 21/8/2025; theo thang thử, ngày nhiều nhất là 21/8/2025 với 2 thông báo.",
    "nobody late": "Không cơ quan nào trong 1 cơ quan bị chậm.",
    "no weeks": "0 nội dung đến hạn trong 0 tuần.",
    "no messages": "Thang đang dùng 0 thông báo, thang thử 0 thông báo.",
}


@pytest.mark.parametrize("name", SAID)
def test_the_words_say_it_too(name: str) -> None:
    assert CHARTS[name].summary == SAID[name]


ROWS = {
    "lateness": [
        ("Ủy ban nhân dân xã Trường Hà", "7", "2"),
        ("Sở Y tế", "0", "3"),
        ("Sở Nội vụ & Đô thị", "0", "0"),
    ],
    "load": [
        ("18/8/2025", "5", "0", "5"),
        ("25/8/2025", "0", "0", "0"),
        ("01/9/2025", "3", "1", "4"),
    ],
    "messages": [
        ("18/8/2025", "4", "0"),
        ("20/8/2025", "1", "0"),
        ("21/8/2025", "0", "2"),
    ],
}


@pytest.mark.parametrize("name", ROWS)
def test_the_table_has_every_row(name: str) -> None:
    table = CHARTS[name].table

    assert list(table.rows) == ROWS[name]
    assert all(len(row) == len(table.headings) for row in table.rows)
    assert table.caption


def test_a_picture_shows_the_latest_and_the_table_all() -> None:
    chart = lateness_by_agency(Lateness(f"Xã {n}", n, 0) for n in range(1, 40))

    assert len(chart.rows) == MOST_AGENCIES
    assert chart.rows[0] == ("Xã 39", 39, 0)
    assert len(chart.table.rows) == 39
    assert f"Hình vẽ {MOST_AGENCIES} cơ quan đầu" in chart.summary


def test_days_stand_under_their_own_names() -> None:
    root = ElementTree.fromstring(CHARTS["load"].svg)
    words = [text.text for text in root.iter(f"{SVG}text")]

    assert [word for word in words if "/" in word] == ["18/08", "25/08", "01/09"]


def test_a_chart_is_drawn_in_the_words_of_another_language() -> None:
    said = CHARTS["load"].said(str.upper)
    drawn = [text.text for text in ElementTree.fromstring(said.svg).iter(f"{SVG}text")]

    assert {said.title, *said.words.counts, said.words.across, said.words.up} <= {
        *drawn
    }
    assert said.words.counts == ("ĐÃ HOÀN THÀNH", "CHƯA HOÀN THÀNH")


def test_what_was_drawn_is_kept_by_its_data() -> None:
    again = messages_per_day(dict(OLD), dict(NEW))
    other = messages_per_day(OLD, OLD)

    assert again.png() is CHARTS["messages"].png()
    assert again.key == CHARTS["messages"].key != other.key
    assert again.svg == CHARTS["messages"].svg != other.svg


def test_the_mail_has_the_same_picture_twice_as_fine() -> None:
    root = ElementTree.fromstring(CHARTS["load"].svg)
    png = CHARTS["load"].png()
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))

    assert png.startswith(b"\x89PNG\r\n")
    assert (width, height) == (
        2 * int(root.attrib["width"]),
        2 * int(root.attrib["height"]),
    )


def linear(colour: str) -> tuple[float, ...]:
    """Return the linear red, green and blue of #rrggbb."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )


def luminance(light: tuple[float, ...]) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), light, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(linear(one)), luminance(linear(other))))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", COLOURS.values(), ids=COLOURS)
def test_letters_and_bars_stand_out_from_their_ground(colours: Colours) -> None:
    for letters in (colours.ink, colours.quiet):
        assert contrast(letters, colours.ground) >= 4.5
    for bars in (colours.first, colours.second):
        assert contrast(bars, colours.ground) >= 3


SEEN_BY = {  # G. Machado, M. Oliveira, L. Fernandes 2009, severity 1.0
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopes": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopes": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopes": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TOLD_APART = 30  # CIE 1976 ΔE; 2.3 is just noticeable


def lab(light: tuple[float, ...]) -> tuple[float, ...]:
    """Return CIELAB of linear red, green and blue under D65."""
    r, g, b = (min(1.0, max(0.0, part)) for part in light)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    x, y, z = (
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("seen", SEEN_BY.values(), ids=SEEN_BY)
@pytest.mark.parametrize("colours", COLOURS.values(), ids=COLOURS)
def test_the_two_colours_are_told_apart(
    colours: Colours, seen: tuple[tuple[float, ...], ...]
) -> None:
    places = [
        lab(
            tuple(
                sum(a * b for a, b in zip(row, linear(colour), strict=True))
                for row in seen
            )
        )
        for colour in (colours.first, colours.second)
    ]

    for one, other in combinations(places, 2):
        distance = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        assert distance > TOLD_APART


def test_altair_is_loaded_with_the_first_drawing_only() -> None:
    asked = "import sys, notifications.charts; print('altair' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"
