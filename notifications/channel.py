"""What every way of sending offers: a batch in, one outcome for each message out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime


NO_TOKEN = "no token"  # noqa: S105 - the code of an outcome: somebody must log in


class Status(StrEnum):
    """What became of one try."""

    SENT = "sent"
    TEMPORARY = "temporary"  # try again later
    PERMANENT = "permanent"  # this address or this message will never do
    RESCHEDULE = "reschedule"  # not now; `Outcome.retry_at` says when


@dataclass(frozen=True, slots=True)
class Inline:
    """A PNG that the HTML of a message shows as `cid:name`."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, rendered, with the address it goes to.

    `message_id` (with its angle brackets) and `tracking_id` stay the same however
    often the message is tried, so that a receiver can tell a second copy.
    `short` is the code, the deadline and a link: all that a chat may carry.
    """

    id: int
    channel: str
    address: str
    subject: str
    text: str
    html: str | None
    message_id: str
    tracking_id: str
    headers: tuple[tuple[str, str], ...] = ()
    short: str | None = None
    kind: str = ""  # of the message, such as "reminder_digest"
    pictures: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one try ended; `id` is that of the `Outgoing`.

    `code` and `detail` are the server's own where it answered, and never hold a
    password or a token. `retry_at` (aware) is set by RESCHEDULE only. `ambiguous`
    says that the message was given away but no answer came: it may have arrived.
    `elsewhere` asks for the contact's next channel at once; `status` holds only where
    there is none.
    """

    id: int
    status: Status
    code: str = ""
    detail: str = ""
    provider_id: str | None = None
    retry_at: datetime | None = None
    ambiguous: bool = False
    elsewhere: bool = False


class Channel(Protocol):
    """One way of sending."""

    name: str

    def send(
        self,
        batch: Sequence[Outgoing],
        *,
        handing_over: Callable[[Outgoing], None],
    ) -> Iterator[Outcome]:
        """Send the batch, yielding each outcome right after the server's answer.

        Every message of the batch gets exactly one outcome, in order. A refused
        recipient does not stop the others; when the connection dies it is opened
        once more, and what is left after that is temporary.

        Args:
            batch: Messages for this channel.
            handing_over: Called just before the bytes of a message are given
                away (SMTP DATA, HTTP POST): from there until its outcome a
                crash leaves it unknown whether the message arrived. What it
                raises stops the batch before that message is given away.
        """
        ...
