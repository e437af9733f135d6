"""`namro contacts`: real addresses in the place of made-up ones, all or none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from sqlalchemy import select

from store import audit
from store.engine import unit_of_work
from store.tables import ContactRow, PostRow

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk

HEADER: list[Any] = ["Mã cơ quan", "Vai trò", "Kênh", "Địa chỉ", "Thứ tự"]
GOOD = """\
- {agency: SNV, duty: focal_point, address: vanthu@snv.example}
- {agency: SNV, duty: focal_point, channel: zalo_bot, address: abc123def, rank: 2}
- {agency: VPUB, duty: monitoring, address: theodoi@vp.example}
"""


def addresses(agency: str) -> dict[tuple[str, str], tuple[str, int]]:
    with unit_of_work() as session:
        found = session.execute(
            select(
                PostRow.duty, ContactRow.channel, ContactRow.address, ContactRow.rank
            )
            .join(ContactRow, ContactRow.post_id == PostRow.id)
            .where(PostRow.agency_code == agency)
        )
        return {(duty, channel): (to, rank) for duty, channel, to, rank in found}


def sheet(folder: Path, *rows: list[Any]) -> str:
    book = Workbook()
    every: list[list[Any]] = [HEADER, *rows]
    for row in every:
        book.worksheets[0].append(row)
    book.save(folder / "contacts.xlsx")
    return str(folder / "contacts.xlsx")


def test_adds_and_changes_and_leaves_the_rest(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "contacts.yaml"
    file.write_text(GOOD, "utf-8")

    first = json.loads(desk.namro("contacts", str(file), "--json").stdout)
    second = json.loads(desk.namro("contacts", str(file), "--json").stdout)

    assert first == {"added": 1, "changed": 2, "unchanged": 0}
    assert second == {"added": 0, "changed": 0, "unchanged": 3}
    kept = addresses("SNV")
    assert kept["focal_point", "email"] == ("vanthu@snv.example", 1)
    assert kept["focal_point", "zalo_bot"] == ("abc123def", 2)
    assert kept["head", "email"] == ("lanhdao@snv.cao-bang.example", 1)
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_reads_a_sheet(desk: Desk, tmp_path: Path) -> None:
    file = sheet(tmp_path, ["STP", "head", "email", "lanhdao@stp.example", 1])

    assert "sửa 1" in desk.namro("contacts", file).stdout
    assert addresses("STP")["head", "email"] == ("lanhdao@stp.example", 1)


def test_one_wrong_line_keeps_all_out_and_every_fault_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    file = sheet(
        tmp_path,
        ["SNV", "head", "email", "moi@snv.example", 1],
        ["XYZ", "head", "email", "a@b.example", 1],
        ["SNV", "chairman", "email", "a@b.example", 1],
        ["SNV", "focal_point", "fax", "a@b.example", 1],
        ["STP", "head", "email", "not an address\nBcc: x@y.example", 1],
        ["STC", "head", "email", "a@b.example", 0],
        ["SNV", "head", "email", "khac@snv.example", 1],
    )

    done = desk.namro("contacts", file)

    places = [
        line.removeprefix(f"namro: {file}, ") for line in done.stderr.splitlines()
    ]
    assert done.exit_code == 1
    assert [place.partition(":")[0] for place in places] == [
        "row 3, column A",
        "row 4, column B",
        "row 5, column C",
        "row 6, column D",
        "row 7, column E",
        "row 8, column D",
    ]
    assert addresses("SNV")["head", "email"] == ("lanhdao@snv.cao-bang.example", 1)
