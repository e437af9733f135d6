"""The one place that turns what people can cause into a line and an exit code.

Faults are known by name: what a command did not import, it did not raise either,
so this page imports nothing and `namro --help` stays quick.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSED = 1
UNREADABLE = 2
NAMES_UNKNOWN = 3


class RefusedError(Exception):
    """A command cannot do what it is told; one sentence says why and what to do."""


EXIT_CODES = {
    "cli.errors.RefusedError": REFUSED,
    "cli.source.SourceError": UNREADABLE,
    "directive.errors.DirectiveError": UNREADABLE,
    "store.registry_file.RegistryFileError": UNREADABLE,
    "store.policy_file.PolicyFileError": UNREADABLE,
    "store.review_file.ReviewFileError": UNREADABLE,
    "store.rows_file.RowsFileError": UNREADABLE,
    "cli.ports.PortError": REFUSED,
    "cli.running.AlreadyRunningError": REFUSED,
    "cli.supervisor.StartError": REFUSED,
    "directive.errors.NotAllowedError": REFUSED,
    "notifications.mailbox.MailboxError": REFUSED,
    "office.errors.OfficeError": REFUSED,
    "runtime.settings.SettingsError": REFUSED,
    "store.calendar_file.CalendarFileError": REFUSED,
    "store.errors.StoreError": REFUSED,
}
# The database is there, but `namro db upgrade` never ran on it, or not since.
OLD_TABLES = frozenset(
    {"psycopg.errors.UndefinedTable", "psycopg.errors.UndefinedColumn"}
)


@contextmanager
def told() -> Iterator[None]:
    """Tell an expected fault on stderr and end with its exit code; pass on others.

    Raises:
        typer.Exit: 2 when a file cannot be read, 1 when something else is in the way.
    """
    try:
        yield
    except Exception as fault:
        found = _found(fault)
        if found is None:
            raise
        message, code = found
        for line in message.splitlines():
            say(line)
        raise typer.Exit(code) from None


def say(line: str) -> None:
    """Write one line for a person to stderr."""
    print(f"namro: {line}", file=sys.stderr)  # noqa: T201 - the program's answer


def _found(fault: Exception) -> tuple[str, int] | None:
    """Return what to say and the exit code; None when nobody expects this fault."""
    for name in _names(fault):
        if name in EXIT_CODES:
            return str(fault), EXIT_CODES[name]
    cause = getattr(fault, "orig", None)
    if not OLD_TABLES.isdisjoint(_names(cause)):
        return "the database lacks tables of this namro: run `namro db upgrade`", 1
    if isinstance(fault, OSError) and fault.filename:
        reason = fault.strerror or type(fault).__name__
        return f"{fault.filename}: cannot be used ({reason})", REFUSED
    return None


def _names(fault: object) -> list[str]:
    """Return the full names of a fault's class and of those above it."""
    return [f"{kind.__module__}.{kind.__qualname__}" for kind in type(fault).__mro__]
