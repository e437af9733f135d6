"""The installation that the tasks of this process work on."""

from __future__ import annotations

from functools import cache

from office.opening import Installation, open_installation
from runtime import settings


@cache
def here() -> Installation:
    """Open the installation that the settings describe, once for this process.

    A test that changes the settings calls `here.cache_clear()` first.

    Raises:
        SettingsError: A variable cannot be understood.
        StoreError: There is no database to work on yet.
    """
    return open_installation(settings.load())
