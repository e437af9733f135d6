"""Messages: the list with its filters, one as it was sent, and sending it again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import naming, resending, status
from office.errors import NotFoundError
from office.rights import Right
from runtime import clock
from store.mail_list import MailFilters
from web import query
from web.access import Asking, needs
from web.forms import Posted
from web.rendering import page
from web.saying import after

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

router = APIRouter()
_NUMBER = re.compile(r"[0-9]{1,18}")
_AGENCY = re.compile(r"[\w.-]{1,60}")


@router.get(
    "/messages", response_class=HTMLResponse, dependencies=[needs(Right.READ_MESSAGES)]
)
def messages(request: Request) -> HTMLResponse:
    """List the messages that the filters of the address leave."""
    given = request.query_params
    filters = MailFilters(
        state=_among(given, "state", naming.DELIVERIES),
        kind=_among(given, "kind", naming.MESSAGES),
        channel=_among(given, "channel", naming.CHANNELS),
        day=_day(given),
        agency=_word(given, "agency"),
        ambiguous=given.get("ambiguous") == "1",
    )
    found = resending.listed(
        filters, older_than=_place(given, "older"), newer_than=_place(given, "newer")
    )
    kept = {
        name: value
        for name, value in given.items()
        if name in MailFilters.__slots__ and value
    }
    return page(
        request,
        "messages.html",
        found=found,
        filters=filters,
        asked=query.Query(given=kept),
    )


@router.get(
    "/messages/{number}",
    response_class=HTMLResponse,
    dependencies=[needs(Right.READ_MESSAGES)],
)
def message(request: Request, number: str) -> HTMLResponse:
    """Show one message as it was sent, its signed links masked."""
    seen = status.message(_id(number))
    return page(request, "message.html", seen=seen, masked=resending.masked)


@router.post("/messages/{number}/send-again", dependencies=[needs(Right.RETRY)])
def send_again(number: str, asking: Asking, form: Posted) -> Response:
    """Let a message that failed for good be sent once more."""
    del form  # it is checked
    resending.send_again(_id(number), actor=asking.actor, now=clock.now())
    return after(f"/messages/{number}", "sent_again")


def _among(given: Mapping[str, str], name: str, known: Mapping[str, str]) -> str | None:
    """Return a value that the list of choices has; any other narrows nothing."""
    return given[name] if given.get(name) in known else None


def _day(given: Mapping[str, str]) -> date | None:
    try:
        return query.day(given.get("day", ""))
    except ValueError:
        return None


def _word(given: Mapping[str, str], name: str) -> str | None:
    return given[name] if _AGENCY.fullmatch(given.get(name, "")) else None


def _place(given: Mapping[str, str], name: str) -> int | None:
    return int(given[name]) if _NUMBER.fullmatch(given.get(name, "")) else None


def _id(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise NotFoundError("Không có trang nào ở địa chỉ này.")
    return int(text)
