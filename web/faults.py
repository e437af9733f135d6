"""What goes wrong, as a page with one sentence that says what to do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from directive.errors import DirectiveError, NotAllowedError
from office.errors import ForbiddenError, NotFoundError, OfficeError
from store.errors import StoreError
from web.forms import BROKEN, FORGED, SPENT
from web.guard import SECURE, TOO_LARGE
from web.rendering import page

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

_SEE_OTHER = 303
OWN = frozenset({FORGED, BROKEN, TOO_LARGE})
"""Sentences of ours that an HTTPException may carry to the page."""
TITLES = {
    400: "Không đọc được",
    403: "Không có quyền xem",
    404: "Không tìm thấy",
    405: "Không làm được như vậy",
    409: "Chưa thực hiện được",
    413: "Quá lớn",
    422: "Không hiểu yêu cầu",
    500: "Có lỗi trong chương trình",
    503: "Cơ sở dữ liệu không trả lời",
}
SENTENCES = {
    403: "Ông/bà không có quyền xem trang này hoặc làm việc này.",
    404: "Không có trang nào ở địa chỉ này; hãy quay về trang tình hình chung.",
    405: "Trang này chỉ để xem.",
    413: TOO_LARGE,
}
_NOT_DONE = "Không thực hiện được"
_UNKNOWN = "Yêu cầu này không thực hiện được; hãy quay về trang tình hình chung."
_BROKEN = (
    "Lỗi đã được ghi vào nhật ký của máy chủ; dữ liệu không thay đổi. "
    "Hãy thử lại, nếu vẫn lỗi thì báo người quản trị."
)
_DOWN = (
    "Trang sẽ tự dùng lại được khi cơ sở dữ liệu chạy; nếu kéo dài, "
    "hãy báo người quản trị chạy “namro doctor”."
)

OTHER = (_NOT_DONE, _UNKNOWN, _BROKEN, _DOWN, *sorted(OWN), SPENT)
"""What else a page of a fault can say in words that are always the same."""


def install(app: FastAPI) -> None:
    """Answer every fault of a page with a page of our own."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(NotFoundError, _missing)
    app.add_exception_handler(ForbiddenError, _forbidden)
    app.add_exception_handler(OfficeError, _not_done)
    app.add_exception_handler(DirectiveError, _not_done)
    app.add_exception_handler(NotAllowedError, _not_done)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(StoreError, _down)
    app.add_exception_handler(Exception, _broken)


def fault(request: Request, status: int, sentence: str) -> Response:
    """Return the page of a fault; it asks nothing of the database.

    It carries the secure headers itself: a fault of the program is answered
    outside of `web.guard`.
    """
    title = TITLES.get(status, _NOT_DONE)
    return page(
        request,
        "fault.html",
        status=status,
        headers=dict(SECURE),
        title=title,
        sentence=sentence,
    )


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return fault(request, 500, _BROKEN)
    where = (error.headers or {}).get("location")
    if error.status_code == _SEE_OTHER and where:
        return RedirectResponse(where, status_code=_SEE_OTHER)
    own = str(error.detail) if error.detail in OWN else None
    sentence = own or SENTENCES.get(error.status_code, _UNKNOWN)
    return fault(request, error.status_code, sentence)


async def _not_done(request: Request, error: Exception) -> Response:
    return fault(request, 409, str(error))


async def _forbidden(request: Request, error: Exception) -> Response:
    return fault(request, 403, str(error))


async def _misunderstood(request: Request, error: Exception) -> Response:
    del error  # it names parameters of ours, not the person's words
    return fault(request, 422, _UNKNOWN)


async def _missing(request: Request, error: Exception) -> Response:
    return fault(request, 404, str(error))


async def _down(request: Request, error: Exception) -> Response:
    logging.getLogger(__name__).warning("page.unavailable %s", error)
    return fault(request, 503, _DOWN)


async def _broken(request: Request, error: Exception) -> Response:
    del error  # the server logs it with its trace
    return fault(request, 500, _BROKEN)
