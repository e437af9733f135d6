"""How many deliverers use a channel at once: slots, of all processes and machines.

A slot is an advisory lock of PostgreSQL that a deliverer's own connection holds. A
deliverer that dies leaves its slots with its connection.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sqlalchemy import func, select

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LOCKS = 5_011_951 << 32  # ours among PostgreSQL's advisory locks
MOST = 256  # slots of a channel


class Slots:
    """The slots that one deliverer holds, at most one of each channel."""

    def __init__(self, line: Connection) -> None:
        """Take slots on a connection that nobody else uses."""
        self._line = line
        self._held: dict[str, int] = {}

    def take(self, channel: str, *, of: int) -> bool:
        """Take one of a channel's slots; False when others have them all."""
        for lock in (_lock(channel, n) for n in range(min(of, MOST))):
            if self._line.scalar(select(func.pg_try_advisory_lock(lock))):
                self._held[channel] = lock
                return True
        return False

    def give_back(self, channel: str) -> None:
        """Give back the slot of a channel, if one is held."""
        lock = self._held.pop(channel, None)
        if lock is not None:
            self._line.execute(select(func.pg_advisory_unlock(lock)))

    def close(self) -> None:
        """Give back every slot that is held."""
        for channel in list(self._held):
            self.give_back(channel)


def _lock(channel: str, slot: int) -> int:
    return _LOCKS + (zlib.crc32(channel.encode()) % 2**24) * MOST + slot
