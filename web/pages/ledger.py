"""Messages: the list with its filters, one as it was sent, and sending it again."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from office import resending, status
from office.rights import Right
from runtime import clock
from store.mail_list import MailFilters
from web import mail_query
from web.access import Asking, needs
from web.forms import Posted
from web.numbers import numbered
from web.rendering import page
from web.saying import after

router = APIRouter()


@router.get(
    "/messages", response_class=HTMLResponse, dependencies=[needs(Right.READ_MESSAGES)]
)
def messages(request: Request) -> HTMLResponse:
    """List the messages that the filters of the address leave."""
    filters, asked, older, newer = mail_query.read(request.query_params)
    found = resending.listed(
        MailFilters() if asked.faults else filters,
        older_than=None if asked.faults else older,
        newer_than=None if asked.faults else newer,
    )
    return page(
        request,
        "messages.html",
        status=422 if asked.faults else 200,
        found=found,
        filters=filters,
        asked=asked,
    )


@router.get(
    "/messages/{number}",
    response_class=HTMLResponse,
    dependencies=[needs(Right.READ_MESSAGES)],
)
def message(request: Request, number: str) -> HTMLResponse:
    """Show one message as it was sent, its signed links masked."""
    seen = status.message(numbered(number))
    return page(request, "message.html", seen=seen, masked=resending.masked)


@router.post("/messages/{number}/send-again", dependencies=[needs(Right.RETRY)])
def send_again(number: str, asking: Asking, form: Posted) -> Response:
    """Let a message that failed for good be sent once more."""
    del form  # it is checked
    resending.send_again(numbered(number), actor=asking.actor, now=clock.now())
    return after(f"/messages/{number}", "sent_again")
