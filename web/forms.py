"""Forms that come back: bounded, from our own pages, and each worked on once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request, status
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect

from directive.sentence import Sentence
from office import signing_in
from office.errors import OfficeError
from runtime import clock
from web import cookies, query
from web.guard import LIMIT, TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import date

    from starlette.types import Scope

MB = 1024 * 1024
MOST_OF_A_FORM = 2 * MB
MOST_OF_A_FILE = 100 * MB
MOST_OF_AN_UPLOAD = 512 * MB
MOST_FIELDS = 2000
MOST_FILES = 50
A_DAY = Sentence("Ngày")
LONGEST = 5000  # characters of a field, unless the page says otherwise

FORGED = "Biểu mẫu này không phải từ trang đang mở; hãy tải lại trang rồi gửi lại."
SPENT = Sentence(
    "Biểu mẫu này đã được gửi rồi; hãy xem kết quả trên trang trước khi gửi lại."
)
BROKEN = "Không đọc được biểu mẫu; có thể đường truyền bị ngắt, hãy gửi lại."


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, stripped of blanks around it, and what was attached."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uploads: Mapping[str, tuple[UploadFile, ...]] = field(default_factory=dict)

    def text(self, name: str, *, longest: int = LONGEST) -> str:
        """Return a field, "" when it is blank or not there.

        Raises:
            OfficeError: It is longer than allowed.
        """
        found = self.fields.get(name, ("",))[-1]
        if len(found) > longest:
            raise OfficeError(
                "Nội dung quá dài: tối đa {longest} ký tự.", longest=longest
            )
        return found

    def day(self, name: str, called: Sentence = A_DAY) -> date | None:
        """Return a day that was typed, None for none; `called` says which it is.

        Raises:
            OfficeError: It is no day.
        """
        given = self.text(name, longest=20)
        try:
            return query.day(given) if given else None
        except ValueError:
            raise OfficeError(
                "{called} không đúng; hãy ghi như 31/12/2025.", called=called
            ) from None

    def typed(self, name: str) -> str:
        """Return a field as it came, however long, to be shown again."""
        return self.fields.get(name, ("",))[-1]

    def many(self, name: str) -> tuple[str, ...]:
        """Return all values of a field that are not blank."""
        return tuple(one for one in self.fields.get(name, ()) if one)

    def files(self, name: str) -> tuple[UploadFile, ...]:
        """Return the files of a field; an empty choice is none."""
        return tuple(one for one in self.uploads.get(name, ()) if one.filename)


async def posted(request: Request) -> AsyncIterator[Form]:
    """Give the form of a request.

    Raises:
        HTTPException: 400 unreadable, 403 not from our page, 413 too large.
        OfficeError: It was sent before.
    """
    try:
        yield await _read(request, MOST_OF_A_FORM)
    finally:
        await request.close()


async def posted_files(request: Request) -> AsyncIterator[Form]:
    """Give the form of a request that may carry files of up to MOST_OF_A_FILE.

    Raises:
        HTTPException: 400 unreadable, 403 not from our page, 413 too large.
        OfficeError: It was sent before.
    """
    try:
        form = await _read(request, MOST_OF_AN_UPLOAD)
        for files in form.uploads.values():
            if any((one.size or 0) > MOST_OF_A_FILE for one in files):
                raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE, TOO_LARGE)
        yield form
    finally:
        await request.close()


Posted = Annotated[Form, Depends(posted)]
PostedFiles = Annotated[Form, Depends(posted_files)]


def token(request: Request) -> str:
    """Return what every form of this browser must carry along."""
    held = request.cookies.get(cookies.SESSION) or request.cookies.get(cookies.LINK)
    key = request.app.state.form_key
    made = hmac.new(key, f"form:{held or ''}".encode(), hashlib.sha256)
    return made.hexdigest()[:40]


def once() -> str:
    """Return a fresh number for a form, which lets it be worked on once."""
    return secrets.token_urlsafe(12)


async def _read(request: Request, most: int) -> Form:
    _allow(request.scope, most)
    if not _is_from_here(request):
        raise HTTPException(status.HTTP_403_FORBIDDEN, FORGED)
    try:
        read = await request.form(
            max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_OF_A_FORM
        )
    except (StarletteHTTPException, ClientDisconnect, UnicodeError, ValueError) as bad:
        if isinstance(bad, StarletteHTTPException) and bad.status_code != 400:  # noqa: PLR2004 - what Starlette says of a form it cannot read
            raise
        raise HTTPException(status.HTTP_400_BAD_REQUEST, BROKEN) from None
    fields: dict[str, tuple[str, ...]] = {}
    uploads: dict[str, tuple[UploadFile, ...]] = {}
    for name, value in read.multi_items():
        if isinstance(value, UploadFile):
            uploads[name] = (*uploads.get(name, ()), value)
        else:
            cleaned = value.replace("\0", "").replace("\r\n", "\n").strip()
            fields[name] = (*fields.get(name, ()), cleaned)
    form = Form(fields, uploads)
    if not hmac.compare_digest(form.text("token").encode(), token(request).encode()):
        raise HTTPException(status.HTTP_403_FORBIDDEN, FORGED)
    number = form.text("once", longest=64)
    if number and not await run_in_threadpool(
        signing_in.spend, number, now=clock.now()
    ):
        raise OfficeError(SPENT)
    return form


def _allow(scope: Scope, most: int) -> None:
    """Let the body of this request be that long, see `web.guard`."""
    scope.setdefault("state", {})[LIMIT] = most


def _is_from_here(request: Request) -> bool:
    """Believe what the browser says of where the form stood, if it says so."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == request.headers.get("host")
