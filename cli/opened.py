"""Open the office for one command, and say in one line why it cannot be done."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from notifications.mailbox import MailboxError
from office.opening import Installation, open_installation
from runtime import settings
from runtime.settings import SettingsError
from store import engine
from store.calendar_file import CalendarFileError
from store.errors import StoreError
from store.registry_file import RegistryFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAULTS = (
    CalendarFileError,
    MailboxError,
    OSError,
    RegistryFileError,
    SettingsError,
    StoreError,
)


@contextmanager
def one_line_faults(*more: type[Exception]) -> Iterator[None]:
    """Turn a fault of the installation into one line and exit code 1.

    Args:
        more: Faults of this command besides the usual ones.
    """
    expected: tuple[type[Exception], ...] = (*_FAULTS, *more)
    try:
        yield
    except expected as fault:
        Console(stderr=True, soft_wrap=True, highlight=False).print(
            f"namro: {fault}", markup=False
        )
        raise typer.Exit(1) from None


@contextmanager
def opened() -> Iterator[Installation]:
    """Open the installation that the settings describe; close it at the end."""
    with one_line_faults():
        try:
            yield open_installation(settings.load())
        finally:
            engine.release()
