"""Bounces as mail servers write them (RFC 3464)."""

from __future__ import annotations

OURS = "<m17.issued@vpubnd.cao-bang.example>"
_HEADERS = """\
From: nhiemvu@vpubnd.cao-bang.example
To: {recipient}
Subject: =?utf-8?q?Giao_nhi=E1=BB=87m_v=E1=BB=A5?=
Message-ID: {message_id}
{tracking}"""


def a_bounce(
    *,
    recipient: str = "vanthu@stp.cao-bang.example",
    message_id: str = OURS,
    tracking: str = "",
    action: str = "failed",
    status: str = "5.1.1",
    returned: str = "message/rfc822",
    number: int = 1,
    **headers: str,
) -> bytes:
    """Return a report about one recipient; `returned` "" leaves our headers out."""
    head = _HEADERS.format(
        recipient=recipient,
        message_id=message_id,
        tracking=f"X-Namro-Tracking: {tracking}\n" if tracking else "",
    )
    original = f"--b\nContent-Type: {returned}\n\n{head}\n" if returned else ""
    more = "".join(
        f"{name.replace('_', '-')}: {said}\n" for name, said in headers.items()
    )
    return f"""\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@thu.example>
To: nhiemvu@vpubnd.cao-bang.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-{number}@thu.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; thu.example
Arrival-Date: Wed, 10 Dec 2025 08:00:00 +0700
{more}
Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.stp.cao-bang.example
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: Recipient address rejected:
    User unknown

{original}--b--
""".encode()
