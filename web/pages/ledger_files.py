"""The ledger of messages as a file: the same rows and order as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from directive.sentence import Sentence, named
from office import naming, resending
from office.errors import OfficeError
from office.house import office_day
from office.rights import Right
from runtime.clock import HANOI
from web import downloads, mail_query
from web.access import needs
from web.rendering import speak
from web.tongue import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from store.mails import MessageLine
    from web.downloads import Value

router = APIRouter()
COLUMNS = (
    ("Thông báo", 60),
    ("Loại", 20),
    ("Gửi đến", 32),
    ("Cơ quan", 32),
    ("Kênh", 14),
    ("Tình trạng", 16),
    ("Ngày lập", 12),
    ("Giờ lập", 8),
    ("Ngày gửi", 12),
    ("Giờ gửi", 8),
    ("Số lần gửi", 8),
)
MORE = Sentence(
    "Còn nữa: tệp chỉ chứa {n} dòng đầu; hãy thu hẹp bộ lọc.",
    n=resending.MOST_EXPORTED,
)
WORDS = (
    MORE,
    *(name for name, _ in COLUMNS),
    *naming.MESSAGES.values(),
    *naming.CHANNELS.values(),
    *naming.DELIVERIES.values(),
)
"""What a file says besides the words of messages."""


@router.get(
    "/messages.xlsx",
    response_class=Response,
    dependencies=[needs(Right.READ_MESSAGES)],
)
def as_xlsx(request: Request) -> Response:
    """Give what the page shows as a spreadsheet."""
    said = _said(request)
    rows, sheet = _rows(request, said), said["Thông báo"]
    return downloads.spreadsheet("thong-bao", _columns(said), rows, sheet=sheet)


@router.get(
    "/messages.csv",
    response_class=Response,
    dependencies=[needs(Right.READ_MESSAGES)],
)
def as_csv(request: Request) -> Response:
    """Give what the page shows as CSV."""
    said = _said(request)
    return downloads.separated("thong-bao", _columns(said), _rows(request, said))


def _columns(said: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(said[name], width) for name, width in COLUMNS]


def _said(request: Request) -> Mapping[str, str]:
    """Return every word of a file in the language of this browser.

    The rows are written by other threads, which do not know it.
    """
    speak(request)
    return {words: say(words) for words in WORDS}


def _rows(request: Request, said: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    """Return the rows of the file.

    Raises:
        OfficeError: A filter of the address cannot be understood.
    """
    filters, asked, *_ = mail_query.read(request.query_params)
    if asked.faults:
        name, value = asked.faults[0]
        raise OfficeError(
            "Không hiểu giá trị của bộ lọc “{name}”: {value}",
            name=named(name),
            value=value,
        )
    return _told(resending.exported(filters), said)


def _told(
    found: Iterator[MessageLine | None], said: Mapping[str, str]
) -> Iterator[tuple[Value, ...]]:
    for one in found:
        if one is None:
            yield (said[MORE], *([None] * (len(COLUMNS) - 1)))
            return
        sent = one.sent_at
        yield (
            resending.masked(one.subject),
            said.get(naming.MESSAGES.get(one.kind, one.kind), one.kind),
            one.post,
            one.agency_name,
            said.get(naming.CHANNELS.get(one.channel, one.channel), one.channel),
            said.get(naming.DELIVERIES.get(one.state, one.state), one.state),
            office_day(one.created_at),
            f"{one.created_at.astimezone(HANOI):%H:%M}",
            office_day(sent) if sent else None,
            f"{sent.astimezone(HANOI):%H:%M}" if sent else None,
            one.tries,
        )
