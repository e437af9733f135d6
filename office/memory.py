"""What was reckoned from the whole database, kept until something changes in it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

from store import freshness

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlalchemy.orm import Session

    from store.freshness import State

T = TypeVar("T")


class Memory(Generic[T]):
    """Values by their keys, each as of a state of the database.

    Several pages that ask for one value at once wait for one reckoning of it.
    """

    def __init__(self, most: int) -> None:
        """Keep at most `most` values; those not asked for longest go first."""
        self._most = most
        self._lock = threading.Lock()
        self._busy: OrderedDict[Hashable, threading.Lock] = OrderedDict()
        self._kept: dict[Hashable, tuple[State, T]] = {}

    def get(self, session: Session, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of `key`; `make` it unless nothing changed since."""
        with self._lock_of(key):
            now = freshness.state(session)
            kept = self._kept.get(key)
            if kept is not None and kept[0] == now:
                return kept[1]
            made = make()
            self._kept[key] = (now, made)
            return made

    def _lock_of(self, key: Hashable) -> threading.Lock:
        with self._lock:
            lock = self._busy.setdefault(key, threading.Lock())
            self._busy.move_to_end(key)
            while len(self._busy) > self._most:
                gone, _ = self._busy.popitem(last=False)
                self._kept.pop(gone, None)
            return lock
