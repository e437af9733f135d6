"""The list as a file: the same rows as the page, safe to open, days that are days."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from office import status
from office.rights import Role
from office.viewer import Viewer
from web import downloads, xlsx

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

STP = Viewer(Role.CLERK, "Văn thư", "STP", "Sở Tư pháp", user=8)


def in_csv(site: Site, **params: str) -> list[dict[str, str]]:
    answer = site.get("/assignments.csv", params=params)
    assert answer.headers["content-disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_a_file_holds_what_the_page_shows(site: Site, filled: Filled) -> None:
    everything = [row["Mã"] for row in in_csv(site)]
    done = in_csv(site, phase="accepted")

    assert len(everything) == 4
    assert everything[0] == filled.late
    assert [row["Mã"] for row in done] == [filled.done]
    assert done[0]["Hạn cuối"] == "14/12/2025"


@pytest.mark.usefixtures("filled")
def test_a_file_speaks_the_language_of_the_page(site: Site) -> None:
    site.cookies["namro_language"] = "en"

    rows = in_csv(site, phase="accepted")

    assert rows[0]["Last day"] == "14/12/2025"
    assert rows[0]["Working days left"] == ""
    assert rows[0]["Phase"] == "done"


def test_an_agency_gets_its_own_rows_only(site: Site, filled: Filled) -> None:
    seen = site.seen_by(STP)

    assert [row["Mã"] for row in in_csv(seen)] == [filled.done]
    assert in_csv(seen, agency="SNV") == []


def test_a_spreadsheet_has_real_days(site: Site, filled: Filled) -> None:
    answer = site.get("/assignments.xlsx", params={"phase": "accepted"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    head, row = list(sheet.iter_rows(values_only=True))
    told = dict(zip(head, row, strict=True))

    assert told["Mã"] == filled.done
    assert told["Hạn cuối"] == datetime(2025, 12, 14)  # noqa: DTZ001 - as openpyxl has it
    assert sheet.cell(2, 1 + list(told).index("Hạn cuối")).number_format == "dd/mm/yyyy"
    assert told["Cơ quan"] == "Sở Tư pháp"


@pytest.mark.usefixtures("filled")
def test_what_looks_like_a_formula_stays_words(site: Site) -> None:
    made = b"".join(xlsx.written([("x", 9)], [["=1+1"], ["a\x00<b>"]]))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    said = ["=1", "+8", "-2", "@a", "\tx", "x", -2]

    assert [row[0] for row in sheet.iter_rows(values_only=True)] == [
        "x",
        "=1+1",
        "a <b>",
    ]
    assert [downloads.plain(one) for one in said] == [
        "'=1",
        "'+8",
        "'-2",
        "'@a",
        "'\tx",
        "x",
        -2,
    ]
    assert site.get("/assignments.csv", params={"phase": "x"}).status_code == 409


@pytest.mark.usefixtures("filled")
def test_a_file_says_that_there_is_more(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "MOST_EXPORTED", 2)
    monkeypatch.setattr(status, "PIECE", 1)

    rows = in_csv(site)

    assert len(rows) == 3
    assert rows[-1]["Mã"].startswith("Còn nữa")
