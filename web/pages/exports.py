"""The list of assignments as a file: the same filters, order and scope as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from directive.acts import PHASE_NAMES
from directive.model import Role
from directive.sentence import Sentence, named
from directive.timeliness import TIMELINESS_NAMES
from office import naming, status
from office.errors import OfficeError
from office.house import office_day
from office.rights import Right, scope_of
from runtime import clock
from web import downloads, query
from web.access import Asking, needs
from web.rendering import speak
from web.tongue import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from office.status import Listed
    from office.viewer import Viewer
    from web.downloads import Value

router = APIRouter()
COLUMNS = (
    ("Mã", 16),
    ("Văn bản", 18),
    ("Mục", 8),
    ("Nội dung", 60),
    ("Mã cơ quan", 12),
    ("Cơ quan", 32),
    ("Vai trò", 11),
    ("Hạn cuối", 12),
    ("Tình trạng", 16),
    ("Số ngày làm việc còn lại", 12),
    ("Bước", 24),
    ("Ngày báo cáo", 12),
    ("Ngày duyệt", 12),
)
MORE = Sentence(
    "Còn nữa: tệp chỉ chứa {n} dòng đầu; hãy thu hẹp bộ lọc.", n=status.MOST_EXPORTED
)
WORDS = (
    MORE,
    *(name for name, _ in COLUMNS),
    *naming.ROLES.values(),
    *TIMELINESS_NAMES.values(),
    *PHASE_NAMES.values(),
)
"""What a file says besides the words of documents."""


@router.get(
    "/assignments.xlsx", response_class=Response, dependencies=[needs(Right.EXPORT)]
)
def as_xlsx(request: Request, asking: Asking) -> Response:
    """Give what the page shows as a spreadsheet."""
    said = _said(request)
    rows = _rows(request, asking, said)
    columns = _columns(said)
    return downloads.spreadsheet("nhiem-vu", columns, rows, sheet=say("Nhiệm vụ"))


@router.get(
    "/assignments.csv", response_class=Response, dependencies=[needs(Right.EXPORT)]
)
def as_csv(request: Request, asking: Asking) -> Response:
    """Give what the page shows as CSV."""
    said = _said(request)
    rows = _rows(request, asking, said)
    return downloads.separated("nhiem-vu", _columns(said), rows)


def _columns(said: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(said[name], width) for name, width in COLUMNS]


def _said(request: Request) -> Mapping[str, str]:
    """Return every word of a file in the language of this browser.

    The rows are written by other threads, which do not know it.
    """
    speak(request)
    return {words: say(words) for words in WORDS}


def _rows(
    request: Request, asking: Viewer, said: Mapping[str, str]
) -> Iterator[tuple[Value, ...]]:
    """Return the rows of the file.

    Raises:
        OfficeError: A filter of the address cannot be understood.
    """
    asked = query.read(request.query_params)
    if asked.faults:
        name, value = asked.faults[0]
        raise OfficeError(
            "Không hiểu giá trị của bộ lọc “{name}”: {value}",
            name=named(name),
            value=value,
        )
    found = status.exported(
        asked.filters,
        scope=scope_of(asking),
        sort=asked.sort,
        house=request.app.state.house,
        now=clock.now(),
    )
    return _told(found, said)


def _told(
    found: Iterator[Listed | None], said: Mapping[str, str]
) -> Iterator[tuple[Value, ...]]:
    for row in found:
        if row is None:
            yield (said[MORE], *([None] * (len(COLUMNS) - 1)))
            return
        line = row.line
        yield (
            line.code,
            naming.number_of(line.number, line.symbol),
            line.path,
            line.label if line.kind == "onward" else line.what,
            line.agency_code,
            line.agency_name,
            said[naming.ROLES[Role(line.role)]],
            line.due_on,
            said[TIMELINESS_NAMES[row.timeliness]],
            row.days,
            said[PHASE_NAMES[row.phase]],
            office_day(line.submitted_at) if line.submitted_at else None,
            office_day(line.accepted_at) if line.accepted_at else None,
        )
