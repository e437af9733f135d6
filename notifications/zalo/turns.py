"""A batch, one message after the other, until something holds for all the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from notifications.zalo import codes
from notifications.zalo.client import Answer, Silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from notifications.channel import Outcome, Outgoing
    from notifications.zalo.codes import Verdict

_BELIEVED_DOWN = 2  # failures to connect in a row


def in_turn(
    batch: Sequence[Outgoing], send: Callable[[Outgoing], tuple[Outcome, bool]]
) -> Iterator[Outcome]:
    """Yield the outcome of each message of a batch, in order.

    `send` also says whether its outcome holds for the rest, which is then not tried
    and shares it; so it does when Zalo could not be reached twice in a row.
    """
    unreachable = 0
    rest: Outcome | None = None
    for outgoing in batch:
        if rest is not None:
            yield replace(rest, id=outgoing.id)
            continue
        outcome, for_all = send(outgoing)
        unreachable = unreachable + 1 if outcome.code == "connect" else 0
        if for_all or unreachable == _BELIEVED_DOWN:
            rest = outcome
        yield outcome


def error_code(answer: Answer) -> int | None:
    """Return `error` of an answer of the Official Account or ZNS; None: it has none."""
    code = answer.body.get("error")
    if isinstance(code, str) and code.lstrip("-").isdecimal():
        return int(code)
    return code if isinstance(code, int) else None


def verdict_of(answer: Answer, table: Mapping[int, Verdict]) -> Verdict:
    """Return what a refusal means, by its own code, else by its HTTP status."""
    code = error_code(answer)
    if code is not None:
        return table.get(code, codes.Verdict.RETRY)
    if answer.http == codes.TOO_MANY:
        return codes.Verdict.BUSY
    return codes.Verdict.RETRY


def unreadable(answer: Answer) -> Silence:
    """Return what an answer is that is not Zalo's: a proxy's page, a gateway's error.

    The message may have arrived before the gateway gave up.
    """
    if answer.is_success:
        detail = "the answer is not Zalo's: is a proxy in between?"
        return Silence("unreadable", detail, ambiguous=True)
    gone = answer.http >= codes.SERVER_FAULT
    return Silence(str(answer.http), answer.reason, ambiguous=gone)
