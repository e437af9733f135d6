"""Whether a mail's own headers say that somebody else than its From sent it.

Only what the office's own mail server found is believed: the topmost
Authentication-Results (RFC 8601) and the Return-Path that it wrote at delivery. A
server that checks nothing leaves neither, and then nothing is doubted here.
"""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_RESULT = re.compile(
    r"\b(?P<method>dmarc|spf|dkim)\s*=\s*(?P<result>[a-z]+)(?P<properties>[^;]*)",
    re.IGNORECASE,
)
_SIGNER = re.compile(r"\bheader\.[di]\s*=\s*@?(?:[^\s;@]*@)?([\w.-]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")


def is_doubtful(
    sender: str, *, return_path: str, authentication: Sequence[str]
) -> bool:
    """Tell whether the headers speak against `sender`.

    1. A domain that vouches for the mail (DMARC passed, or DKIM by the sender's own
       domain) settles it: lists and forwarders change the rest.
    2. DMARC or SPF failed: doubtful.
    3. The mail comes back to another domain than the sender's: doubtful. A domain
       above or below the sender's is not another one.

    Args:
        sender: The address in From.
        return_path: The Return-Path header; empty when there is none.
        authentication: All Authentication-Results headers, topmost first.
    """
    results = _of_our_server(authentication)
    if _vouched(results, _domain(sender)):
        return False
    if any(m in {"dmarc", "spf"} and r == "fail" for m, r, _ in results):
        return True
    back = _domain(parseaddr(return_path)[1])
    return bool(back) and not _aligned(back, _domain(sender))


def _of_our_server(authentication: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (method, result, properties) of the headers of the topmost server."""
    found: list[tuple[str, str, str]] = []
    ours: str | None = None
    for header in authentication:
        server, _, results = _COMMENT.sub(" ", header).partition(";")
        name = " ".join(server.split()).lower()
        ours = name if ours is None else ours
        if name == ours:
            found += [
                (m["method"].lower(), m["result"].lower(), m["properties"])
                for m in _RESULT.finditer(results)
            ]
    return found


def _vouched(results: Sequence[tuple[str, str, str]], domain: str) -> bool:
    if any(m == "dmarc" and r == "fail" for m, r, _ in results):
        return False
    return any(
        m == "dmarc" or any(_aligned(d, domain) for d in _SIGNER.findall(properties))
        for m, r, properties in results
        if r == "pass" and m in {"dmarc", "dkim"}
    )


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().rstrip(".").lower()


def _aligned(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
