"""What can go wrong with the place where things are kept, said in one sentence."""

from __future__ import annotations


class StoreError(Exception):
    """Something about the store is wrong; the message says what, where, what to do."""


class DatabaseUnavailableError(StoreError):
    """The database does not answer, or does not let us in."""


class EmbeddedDatabaseError(StoreError):
    """The PostgreSQL that namro runs itself cannot be set up, started or stopped."""


class UnrecordedChangeError(StoreError):
    """A row was about to be written without an event that holds it."""

    def __init__(self, table: str) -> None:
        super().__init__(f"{table} changed in a transaction that recorded no event")
