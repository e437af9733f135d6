"""What each answer of Zalo means for a message: the tables of error codes.

Official Account and ZNS answer HTTP 200 with `{"error": -216, "message": …}`, and
`error` 0 when all went well; the Bot Platform answers `{"ok": false, "error_code":
400, "description": …}`. A code that no table has is tried again.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from notifications.channel import Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from notifications.zalo.client import Silence
    from notifications.zalo.hours import Hours

TOO_MANY = 429  # HTTP
SERVER_FAULT = 500  # HTTP, and above
PAUSE = timedelta(minutes=1)  # when too much was asked and no time is told


class Verdict(StrEnum):
    """What is to be done with the message."""

    RETRY = "retry"  # later, by the same channel
    NEXT = "next"  # never by this channel: the contact's next one, else the office
    NIGHT = "night"  # the next working morning
    BUSY = "busy"  # in a minute, and the rest of the batch with it
    SPENT = "spent"  # a quota of this message: next channel, else tomorrow
    ALL_SPENT = "all spent"  # the day's quota: the rest of the batch with it
    MEND = "mend"  # somebody must mend something: next channel, else later
    HALT = "halt"  # the same for every message: the rest of the batch with it
    TOKEN = "token"  # noqa: S105 - no secret: ask for another token, once


_REST = frozenset({Verdict.BUSY, Verdict.ALL_SPENT, Verdict.HALT, Verdict.TOKEN})
_ELSEWHERE = frozenset(
    {Verdict.SPENT, Verdict.ALL_SPENT, Verdict.MEND, Verdict.HALT, Verdict.TOKEN}
)

OFFICIAL_ACCOUNT: Mapping[int, Verdict] = MappingProxyType(
    {
        -32: Verdict.BUSY,  # more than 4,000 requests a minute by the app
        -201: Verdict.NEXT,  # a parameter is wrong: the user id
        -211: Verdict.ALL_SPENT,  # quota of the account
        -213: Verdict.NEXT,  # does not follow the account
        -216: Verdict.TOKEN,  # access token is invalid
        -218: Verdict.SPENT,  # quota for this person
        -220: Verdict.TOKEN,  # access token has run out or was taken back
        -221: Verdict.HALT,  # the account is not verified
        -224: Verdict.HALT,  # the account's package does not include it
        -227: Verdict.NEXT,  # not active for 45 days
        -230: Verdict.NEXT,  # did not write to the account within 7 days
        -232: Verdict.NEXT,  # did not write to it, or that was too long ago
        -234: Verdict.NIGHT,
        -242: Verdict.HALT,  # appsecret_proof is wrong
        -244: Verdict.NEXT,  # this person shuts the account out
        -320: Verdict.HALT,  # not linked to a Zalo Cloud Account
        -321: Verdict.HALT,  # no money in the Zalo Cloud Account
    }
)
ZNS: Mapping[int, Verdict] = MappingProxyType(
    {
        -32: Verdict.BUSY,
        -108: Verdict.NEXT,  # no phone number
        -109: Verdict.MEND,  # no such template
        -114: Verdict.NEXT,  # this person cannot receive: no Zalo, away too long, …
        -115: Verdict.HALT,  # no money
        -118: Verdict.NEXT,
        -119: Verdict.NEXT,
        -124: Verdict.TOKEN,
        -126: Verdict.HALT,  # no money in the development wallet
        -131: Verdict.MEND,  # template is not approved
        -133: Verdict.NIGHT,  # 22:00-6:00, as the template is registered
        -135: Verdict.HALT,  # the account is not verified
        -137: Verdict.HALT,  # payment failed
        -139: Verdict.NEXT,  # this person refuses messages of this kind
        -141: Verdict.NEXT,  # this person refuses the account's messages
        -144: Verdict.ALL_SPENT,  # the account's quota of the day
        -146: Verdict.MEND,  # template was locked
        -147: Verdict.SPENT,  # the template's quota of the day
        -1121: Verdict.NEXT,  # a parameter is too long or of another type
        -1122: Verdict.NEXT,  # a parameter is missing
        -1241: Verdict.HALT,  # appsecret_proof is wrong
        -1471: Verdict.SPENT,  # quota of this kind of message for this person
        -1472: Verdict.SPENT,
    }
)
BOT: Mapping[int, Verdict] = MappingProxyType(
    {
        400: Verdict.NEXT,
        401: Verdict.HALT,  # the token; only a person can get another
        403: Verdict.NEXT,
        404: Verdict.NEXT,
        429: Verdict.BUSY,
    }
)


def holds_for_the_rest(verdict: Verdict) -> bool:
    """Tell whether the same would be said to every other message now."""
    return verdict in _REST


def outcome(
    number: int,
    verdict: Verdict,
    *,
    code: str,
    detail: str,
    hours: Hours,
    now: datetime,
    wait: timedelta | None = None,
) -> Outcome:
    """Return the outcome of message `number` by what was made of the answer.

    Args:
        number: Of the message.
        verdict: What the table says of the code.
        code: As it was answered.
        detail: What the server said, without secrets.
        hours: Knows the next working morning.
        now: The moment of the answer, aware.
        wait: How long the server asks us to wait.
    """
    status, retry_at = Status.TEMPORARY, None
    if verdict is Verdict.NEXT:
        status = Status.PERMANENT
    elif verdict is Verdict.BUSY:
        status, retry_at = Status.RESCHEDULE, now + (wait or PAUSE)
    elif verdict is Verdict.NIGHT:
        status, retry_at = Status.RESCHEDULE, hours.next_morning(now)
    elif verdict in (Verdict.SPENT, Verdict.ALL_SPENT):
        status, retry_at = Status.RESCHEDULE, hours.morning_of_another_day(now)
    return Outcome(
        number,
        status,
        code,
        detail,
        retry_at=retry_at,
        elsewhere=verdict in _ELSEWHERE,
    )


def unanswered(number: int, silence: Silence) -> Outcome:
    """Return the outcome of a message to which no answer came."""
    return Outcome(
        number,
        Status.TEMPORARY,
        silence.code,
        silence.detail,
        ambiguous=silence.ambiguous,
    )
