"""Swap the tokens of Zalo, in a process of its own that nobody's end takes along.

A refresh token is used up by the server's yes, so whoever hears that yes must live to
write it down. That is not left to a worker that may be killed at any moment: `python
-m office.zalo_swap` gets its order on stdin, leads a session of its own, and does not
hear Ctrl-C, SIGTERM or SIGHUP. The steps, under a lock in the database:

1. Look whether somebody else swapped the pair meanwhile: then there is nothing to do.
2. Look for an answer that was written to disk and not to the database: keep that.
3. Note in the database that Zalo is asked (so it answers, too), and ask.
4. As soon as the question was sent, leave an heir that hears the answer if this
   process is killed before it does.
5. Write the answer to disk, sealed and synced; then to the database, for a minute if
   need be; then remove it from the disk, and send the heir away.

Killed before 3, or where the server never heard: the old token still holds, and the
next one asks with it. Killed while the answer is on its way: the heir goes on. Killed
after 5 began: the heir, or the next one, finds the answer on disk. What is left is
the end of the machine, or of both processes at once, within the server's answer, and
the instant between its last byte and the disk: the next one is then told that the
token was used (-14020), the office gets a task to log in again, and the access token
is used as long as it holds.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from notifications.zalo import oauth
from notifications.zalo.oauth import App, Pair, Refusal
from office import zalo_journal
from office.zalo_heir import Heir
from office.zalo_journal import Answer
from runtime import clock
from store import zalo_pair
from store.errors import StoreError
from store.sealing import Seal

if TYPE_CHECKING:
    from store.zalo_pair import Book

DEAF_TO = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PATIENCE = 60.0  # seconds, for a database that went away after Zalo's yes
_PAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be swapped: the pair of `generation`, and all that it takes."""

    url: str = field(repr=False)  # of the database
    generation: int
    app: App
    key: str = field(repr=False)
    journal: Path

    def as_json(self) -> str:
        """Return the order as it is given on stdin."""
        app = self.app
        return json.dumps(
            {
                "url": self.url,
                "generation": self.generation,
                "app": [app.id, app.secret, app.base_url, app.timeout_seconds],
                "key": self.key,
                "journal": str(self.journal),
            }
        )


def read_order(text: str) -> Order:
    """Return the order that `Order.as_json` wrote."""
    given = json.loads(text)
    return Order(
        url=given["url"],
        generation=given["generation"],
        app=App(*given["app"]),
        key=given["key"],
        journal=Path(given["journal"]),
    )


def carry_out(order: Order) -> None:
    """Swap the pair, unless it was swapped meanwhile; see the top of this module.

    Raises:
        SealError: The pair was sealed under another key.
        OSError: There is no place on disk for the answer; Zalo was not asked.
        psycopg.OperationalError: The database does not answer.
    """
    seal, heir = Seal(order.key), Heir()
    try:
        with zalo_pair.opened(order.url, order.app.id) as book:
            kept = book.read()
            if kept is None or kept.generation != order.generation:
                return
            old = seal.open(kept.sealed)["refresh"]
            answer = zalo_journal.read(order.journal, seal, replaces=old)
            if answer is None:
                answer = _ask(order, book, seal, old, heir)
            if answer is not None:
                _keep(order, answer, seal)
            zalo_journal.remove(order.journal)
    finally:
        heir.dismiss()


def _ask(order: Order, book: Book, seal: Seal, old: str, heir: Heir) -> Answer | None:
    """Ask Zalo, and write its answer to disk; None when no new pair came."""
    with zalo_journal.opened(order.journal) as journal:
        if not book.asking(order.generation, now=clock.real_now()):
            return None
        said = oauth.swap(order.app, old, sent=heir.leave)
        now = clock.real_now()
        if isinstance(said, Pair):
            answer = Answer(
                access=said.access,
                refresh=said.refresh,
                expires_at=now + timedelta(seconds=said.expires_in),
            )
            journal.write(answer, seal, replaces=old)
            return answer
    found = zalo_journal.read(order.journal, seal, replaces=old)
    if found is not None:  # by the process whose heir this one is
        return found
    refusal = f"{said.code} {said.detail}" if isinstance(said, Refusal) else None
    book.failed(order.generation, refusal=refusal, now=now)
    return None


def _keep(order: Order, answer: Answer, seal: Seal) -> None:
    """Write the pair to the database, on a new line until that works."""
    sealed = seal.close({"access": answer.access, "refresh": answer.refresh})
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with zalo_pair.opened(order.url, order.app.id, alone=False) as book:
                book.keep(
                    order.generation,
                    sealed,
                    expires_at=answer.expires_at,
                    now=clock.real_now(),
                )
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def main() -> None:
    """Carry out the order on stdin, to the end."""
    for number in DEAF_TO:
        signal.signal(number, signal.SIG_IGN)
    try:
        carry_out(read_order(sys.stdin.read()))
    except (StoreError, OSError, psycopg.Error) as fault:
        sys.exit(" ".join(f"{type(fault).__name__}: {fault}".split()))


if __name__ == "__main__":
    main()
