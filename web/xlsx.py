"""Write an XLSX file piece by piece: words are words, never formulas; days are days."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Value = str | int | date | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767  # characters that a cell can hold
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY, _TITLE = 1, 2  # styles
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_SHEETS}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/>'
        '<xf fontId="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    ),
}


class _Pipe(io.RawIOBase):
    """Holds what was written until it is taken; it cannot be rewound."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        """Tell that one can write."""
        return True

    def write(self, data: object) -> int:
        """Hold some bytes."""
        piece = bytes(data)  # type: ignore[call-overload]  # a buffer, as zipfile gives it
        self._held += piece
        return len(piece)

    def take(self) -> bytes:
        """Give what is held."""
        taken, self._held = bytes(self._held), bytearray()
        return taken


def written(
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Value]],
    *,
    sheet: str = "Nhiệm vụ",
) -> Iterator[bytes]:
    """Yield an XLSX file while its rows are read.

    Args:
        columns: Name and width (characters) of each; the first row, which stays in
            sight.
        rows: As many values each; a day becomes a day of the spreadsheet.
        sheet: What the sheet is called.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, part in _PARTS.items():
            packed.writestr(name, _HEAD + part.replace("{sheet}", escape(sheet)))
        with packed.open("xl/worksheets/sheet1.xml", "w") as cells:
            cells.write((_HEAD + _opening(columns)).encode())
            for row in rows:
                cells.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
                if piece := pipe.take():
                    yield piece
            cells.write(b"</sheetData></worksheet>")
        yield pipe.take()
    yield pipe.take()


def _opening(columns: Sequence[tuple[str, int]]) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, (_, width) in enumerate(columns, 1)
    )
    names = "".join(_text(name, _TITLE) for name, _ in columns)
    return (
        f'<worksheet xmlns="{_SHEETS}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols>"
        f"<sheetData><row>{names}</row>"
    )


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return _text(value)


def _text(words: str, style: int = 0) -> str:
    shown = escape(_ILLEGAL.sub(" ", words)[:LONGEST])
    return (
        f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
    )
