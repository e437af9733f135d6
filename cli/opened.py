"""Open the office for one command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from office.opening import Installation, open_installation
from runtime import settings
from store import engine

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def opened() -> Iterator[Installation]:
    """Open the installation that the settings describe; close it at the end.

    Raises:
        SettingsError: A variable cannot be understood.
        StoreError: There is no database, or it does not answer.
    """
    try:
        yield open_installation(settings.load())
    finally:
        engine.release()
