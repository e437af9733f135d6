"""The world of the crash test: a real database with promises in it, and its account."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import make_url

from directive.ladder import DEFAULT_POLICY
from office import actor
from office.house import House, office_day
from office.intake import confirm, receive
from office.issuing import issue
from office.registering import install_registry
from runtime.clock import HANOI
from store import audit, engine, files, migrate, people, queueing
from store.calendar_file import load_calendar
from store.embedded import Cluster, Role
from store.engine import unit_of_work
from store.queueing import Letter
from store.registry_file import load_registry
from store.trail import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Promise = tuple[int, int, str, int]

MODEL = "directive-cao-bang-atvsld.txt"
ISSUED = "crash_issued"
HOUSE = House(calendar=load_calendar(), policy=DEFAULT_POLICY)
MEMORY_DISK = "/dev/shm"  # noqa: S108 - only below a folder made by mkdtemp
ENDED = ("sent", "failed", "superseded", "pending")
_MESSAGES = """
SELECT m.id, m.header_id, d.state, count(*) FILTER (WHERE a.ambiguous)
FROM messages m JOIN deliveries d ON d.message_id = m.id
LEFT JOIN attempts a ON a.message_id = m.id GROUP BY 1, 2, 3
"""
_PROMISES = "SELECT obligation_id, due_revision, rung, post_id FROM reminders"
_UNTOLD = """
SELECT count(*) FROM reminders r LEFT JOIN messages m ON m.id = r.message_id
WHERE m.id IS NULL AND r.superseded_at IS NULL
"""
_DIGESTS = """
SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) n FROM messages
WHERE kind LIKE '%%_digest' AND kind <> 'urgent_digest'
GROUP BY post_id, kind, office_day) x
"""


def at(day: str, clock: str = "08:00") -> datetime:
    """Return a moment in Ha Noi."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HANOI)


@dataclass
class Account:
    """What was promised and what became of it, counted at the receiving server."""

    states: Counter[str] = field(default_factory=Counter)
    promises: int = 0
    arrived: int = 0
    lost: int = 0
    doubled: int = 0
    ambiguous: list[tuple[str, int, int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def promised(self) -> int:
        """All messages."""
        return self.states.total()

    def add(self, other: Account) -> None:
        """Add the account of another world."""
        self.states += other.states
        self.promises += other.promises
        self.arrived += other.arrived
        self.lost += other.lost
        self.doubled += other.doubled
        self.ambiguous += other.ambiguous
        self.faults += other.faults


@dataclass
class World:
    """One database in which the model directive was issued."""

    name: str
    cluster: Cluster
    letters: int = 0

    @property
    def url(self) -> str:
        """How the application connects."""
        return self.cluster.url(Role.APP, database=self.name)

    def queue(self, count: int, now: datetime) -> None:
        """Queue letters as a use case does, to agencies in turn."""
        with unit_of_work() as session:
            posts = [
                p for (_, duty), p in people.posts(session).items() if duty == "head"
            ]
            made = []
            for _ in range(count):
                self.letters += 1
                post = posts[self.letters % len(posts)]
                made.append(_letter(post.id, self.letters, now))
            entries = queueing.entries(session, made, now=now, domain=HOUSE.mail_domain)
            record(session, entries, actor="office", now=now)

    def waiting(self) -> int:
        """Return how many messages wait or are on their way."""
        with self.reading() as cursor:
            cursor.execute(
                "SELECT count(*) FROM deliveries WHERE state IN ('pending',"
                " 'handing_over')"
            )
            return _number(cursor.fetchone())

    def on_their_way(self) -> set[tuple[str, int]]:
        """Return (Message-ID, try) of what is handed over and not settled."""
        with self.reading() as cursor:
            return set(
                cursor.execute(
                    "SELECT m.header_id, a.n FROM attempts a JOIN messages m"
                    " ON m.id = a.message_id WHERE a.settled_at IS NULL"
                ).fetchall()
            )

    def promised(self) -> set[Promise]:
        """Return which rung of which obligation was promised to which post."""
        with self.reading() as cursor:
            return set(cursor.execute(_PROMISES).fetchall())

    def account(
        self,
        copies: Mapping[str, int],
        control: set[Promise] | None = None,
    ) -> Account:
        """Compare what was promised with what arrived."""
        with self.reading() as cursor:
            rows = cursor.execute(_MESSAGES).fetchall()
            promises = set(cursor.execute(_PROMISES).fetchall())
            untold = cursor.execute(_UNTOLD).fetchone()
            twice = cursor.execute(_DIGESTS).fetchone()
        made = Account(Counter(state for _, _, state, _ in rows), len(promises))
        made.lost = _number(untold) + len((control or promises) - promises)
        made.doubled = _number(twice)
        for _, header, state, unclear in rows:
            arrived = copies.get(header, 0)
            made.arrived += arrived
            made.lost += state not in ENDED or (state == "sent" and not arrived)
            made.doubled += max(0, arrived - 1 - unclear)
            if unclear:
                made.ambiguous.append((header, unclear, arrived))
        with unit_of_work() as session:
            fault = audit.verify(session).fault
        if fault:
            made.faults.append(fault.sentence)
        return made

    @contextmanager
    def reading(self) -> Iterator[psycopg.Cursor]:
        """Read beside the program, as the owner of the tables."""
        url = self.cluster.url(Role.OWNER, database=self.name)
        with psycopg.connect(_plain(url)) as connection, connection.cursor() as cursor:
            yield cursor


class Universe:
    """An embedded PostgreSQL as it runs in an office, and worlds in it."""

    def __init__(self, folder: Path) -> None:
        self.cluster = Cluster(folder / "data")
        self.cluster.start()
        self._worlds = 0
        files.bind(folder / "files")
        self._order(f"CREATE DATABASE {ISSUED}")
        migrate.upgrade(self.cluster.url(Role.OWNER, database=ISSUED), Role.APP)
        engine.bind(self.cluster.url(Role.APP, database=ISSUED))
        _issue()
        engine.release()

    def world(self) -> World:
        """Make a fresh world, and bind this process to it."""
        engine.release()
        self._worlds += 1
        name = f"crash_{self._worlds}"
        self._order(f"CREATE DATABASE {name} TEMPLATE {ISSUED}")
        made = World(name, self.cluster)
        engine.bind(made.url)
        return made

    def restart(self) -> None:
        """Stop the server and start it again, under whoever works with it."""
        self.cluster.stop()
        self.cluster.start()

    def _order(self, statement: str) -> None:
        url = self.cluster.url(Role.OWNER, database="postgres")
        with psycopg.connect(_plain(url), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def universe() -> Iterator[Universe]:
    """Run a universe in a folder of its own until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="namro-bench-", dir=_quick_place()))
    folder.chmod(0o755)
    made = None
    try:
        made = Universe(folder)
        yield made
    finally:
        engine.release()
        if made:
            made.cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _quick_place() -> str | None:
    """Return the memory disk where there is one: kills of processes do not feel it."""
    found = Path(MEMORY_DISK)
    return MEMORY_DISK if found.is_dir() and os.access(found, os.W_OK) else None


def _issue() -> None:
    install_registry(
        load_registry(),
        house=HOUSE,
        now=at("2025-08-01"),
        contact_domain="cao-bang.example",
    )
    text = resources.files("store.data").joinpath(MODEL).read_text("utf-8")
    review = receive(
        text, name=MODEL, house=HOUSE, actor=actor.OFFICE, now=at("2025-08-19")
    )
    number = review.directive_id
    confirm(number, actor=actor.OFFICE, now=at("2025-08-19", "09:00"))
    issue(
        number,
        number=None,
        issued_on=date(2025, 8, 20),
        house=HOUSE,
        actor=actor.OFFICE,
        now=at("2025-08-20"),
    )


def _letter(post_id: int, number: int, now: datetime) -> Letter:
    return Letter(
        post_id=post_id,
        kind="issued",
        office_day=office_day(now),
        dedupe_key=f"crash:{number}",
        subject=f"Giao nhiệm vụ, thư số {number}",
        text="Kính gửi cơ quan.\n" * 20,
        html=None,
        short_text="NV-2025-000001",
    )


def _number(row: tuple[int, ...] | None) -> int:
    return int(row[0]) if row else 0


def _plain(url: str) -> str:
    return (
        make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    )
