"""Tables that people upload: what is wrong with one, said in Vietnamese, by its place.

The readers of `store` say it in English for the terminal; here is each of their
sentences for the screen.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from starlette.responses import Response

from directive.sentence import Sentence
from office.errors import OfficeError
from store.rows_file import RowsFileError
from store.rows_writing import MEDIA, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from starlette.datastructures import UploadFile
    from starlette.requests import Request

    from web.forms import Form

T = TypeVar("T")
R = TypeVar("R")
_PIECE = 1024 * 1024
_PLACED = re.compile(
    r".*?(?:, (?:row|line) (?P<row>\d+))?(?:, column (?P<column>\w+))?: (?P<reason>.*)",
    re.DOTALL,
)
_UPLOADED = re.compile(
    re.escape(tempfile.gettempdir())
    + r"/[^/\n:,]+(?:, (?:row|line) (\d+))?(?:, column (\w+))?"
)
REASONS: tuple[tuple[str, Sentence], ...] = (
    (r"“(.*)” is not a day", Sentence("“{a}” không phải ngày; hãy ghi như 31/12/2025")),
    (r"has no rows below", Sentence("bảng không có dòng nào dưới hàng tên cột")),
    (r"is larger than (\d+) MB", Sentence("tệp lớn hơn {a} MB; hãy gửi riêng bảng")),
    (r"is empty", Sentence("tệp trống; hãy điền vào mẫu trước")),
    (r"is no XLSX, CSV", Sentence("không phải tệp Excel (.xlsx) hoặc CSV")),
    (
        r"is not UTF-8",
        Sentence("tệp CSV không ở dạng UTF-8; hãy lưu lại là “CSV UTF-8”"),
    ),
    (r"is no CSV", Sentence("tệp CSV bị hỏng; hãy lưu lại")),
    (r"has more than (\d+) rows", Sentence("có hơn {a} dòng; hãy chia ra nhiều tệp")),
    (
        r"has no header row; its columns are (.*)",
        Sentence("không thấy hàng tên cột; cần: {a}"),
    ),
    (r"the header lacks (.*); add it", Sentence("hàng tên cột thiếu: {a}")),
    (r"column (.*) stands twice", Sentence("cột “{a}” có hai lần")),
    (
        r"holds no plain text",
        Sentence("ô này không phải chữ thường, hoặc dài quá một trang"),
    ),
    (r"is no whole XLSX", Sentence("tệp Excel bị hỏng; hãy mở và lưu lại")),
    (
        r"unpacks to|.*declares entities",
        Sentence("tệp không an toàn; hãy chép bảng sang tệp mới"),
    ),
    (r"cannot be read", Sentence("không đọc được; hãy gửi lại")),
)


def read(sheet: UploadFile, reader: Callable[[Path], T]) -> T:
    """Return what a reader of `store` makes of an uploaded XLSX or CSV file.

    Raises:
        OfficeError: It cannot be used; says the row and column.
    """
    ending = ".csv" if (sheet.filename or "").lower().endswith(".csv") else ".xlsx"
    with tempfile.NamedTemporaryFile(suffix=ending) as kept:
        while piece := sheet.file.read(_PIECE):
            kept.write(piece)
        kept.flush()
        try:
            return reader(Path(kept.name))
        except RowsFileError as fault:
            raise OfficeError(on_screen(str(fault))) from None


def entered(form: Form, reader: Callable[[Path], T], use: Callable[[T], R]) -> R:
    """Return what a use case makes of the rows of the form's `sheet`.

    Raises:
        OfficeError: There is no file, or rows are wrong: each with its row and column.
    """
    given = form.files("sheet")
    if not given:
        raise OfficeError("Chưa chọn tệp nào; hãy chọn một tệp Excel (.xlsx) hoặc CSV.")
    rows = read(given[0], reader)
    try:
        return use(rows)
    except OfficeError as fault:
        raise OfficeError(placed(fault.sentence)) from None


def download(
    request: Request,
    name: str,
    columns: Mapping[str, Sequence[str]],
    rows: Iterable[Sequence[str]],
) -> Response:
    """Return rows as a file to keep: CSV where the address asks `as=csv`, else XLSX."""
    ending = "csv" if request.query_params.get("as") == "csv" else "xlsx"
    return Response(
        written(columns, rows, ending),
        media_type=MEDIA[ending],
        headers={"content-disposition": f'attachment; filename="{name}.{ending}"'},
    )


def placed(sentence: Sentence) -> Sentence:
    """Return a sentence with "dòng 3, cột B" in the place of where the file lay."""
    return sentence.mapped(_placed)


def _placed(name: str, value: object) -> object:
    found = _UPLOADED.fullmatch(value) if isinstance(value, str) else None
    return _place(*found.groups(), first=name == "place") if found else value


def _place(row: str | None, column: str | None, *, first: bool = False) -> Sentence:
    if row and column:
        return Sentence(
            "Dòng {row}, cột {column}" if first else "dòng {row}, cột {column}",
            row=row,
            column=column,
        )
    if row:
        return Sentence("Dòng {row}" if first else "dòng {row}", row=row)
    return Sentence("Tệp" if first else "tệp")


def on_screen(sentence: str) -> Sentence:
    """Return what a reader says in English as a sentence in Vietnamese."""
    placed = _PLACED.fullmatch(sentence)
    if placed is None:
        return Sentence("Không đọc được bảng trong tệp; hãy dùng mẫu.")
    where = Sentence("Tệp gửi lên")
    if placed["row"]:
        place = _place(placed["row"], placed["column"])
        where = Sentence("Tệp gửi lên, {place}", place=place)
    return Sentence("{where}: {why}.", where=where, why=_why(placed["reason"]))


def _why(reason: str) -> Sentence:
    for pattern, said in REASONS:
        if found := re.match(pattern, reason):
            return said.filled(*found.groups())
    return Sentence("không đọc được; hãy dùng mẫu")
