"""What was reckoned from the whole database, kept until something changes in it."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from store import freshness

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlalchemy.orm import Session

    from store.freshness import State

T = TypeVar("T")


@dataclass(slots=True)
class _Place(Generic[T]):
    """What is kept under a key: as of which state, and until when it may be older."""

    busy: threading.Lock = field(default_factory=threading.Lock)
    state: State | None = None
    value: T | None = None
    old_until: float = 0.0  # on the monotonic clock


class Memory(Generic[T]):
    """Values by their keys, each as of a state of the database.

    Several pages that ask for one value at once wait for one reckoning of it, or
    show the old one meanwhile where it may be shown.
    """

    def __init__(
        self, most: int, *, lasts: Callable[[T], float] = lambda _: 0.0
    ) -> None:
        """Keep some values.

        Args:
            most: How many; those not asked for longest go first.
            lasts: For how many seconds a value may be shown although something
                changed: for what takes long to reckon.
        """
        self._most = most
        self._lasts = lasts
        self._lock = threading.Lock()
        self._places: OrderedDict[Hashable, _Place[T]] = OrderedDict()

    def get(self, session: Session, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of `key`; `make` it unless nothing changed since."""
        now = freshness.state(session)
        place = self._place((now[0], key))
        if place.value is not None and self._holds(place, now):
            return place.value
        old = place.value
        if not place.busy.acquire(blocking=old is None or self._lasts(old) <= 0):
            assert old is not None  # noqa: S101 - else it was waited for
            return old
        try:
            if place.value is not None and self._holds(place, now):
                return place.value
            made = make()
            place.state, place.value = now, made
            place.old_until = time.monotonic() + self._lasts(made)
            return made
        finally:
            place.busy.release()

    @staticmethod
    def _holds(place: _Place[T], now: State) -> bool:
        return place.state == now or time.monotonic() < place.old_until

    def _place(self, key: Hashable) -> _Place[T]:
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
            return place
