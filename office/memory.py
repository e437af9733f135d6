"""What was reckoned from the whole database, kept until something changes in it."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from store import freshness
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlalchemy.orm import Session

    from store.freshness import State

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """A value, and whether nothing was changed since it was reckoned."""

    value: T
    is_current: bool


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    """A value as of a state of the database and of what else it depends on."""

    value: T
    state: tuple[State, Hashable]
    rests_until: float  # on the monotonic clock


@dataclass(slots=True)
class _Place(Generic[T]):
    """What is kept under a key; `busy` while it is reckoned."""

    busy: threading.Lock = field(default_factory=threading.Lock)
    kept: _Kept[T] | None = None


class Memory(Generic[T]):
    """Values by their keys, each as of a state of the database.

    Several pages that ask for one value at once wait for one reckoning of it. Where
    the old value may be shown, nobody waits: it is reckoned beside, on a connection of
    its own, by one thread for each key.
    """

    def __init__(
        self, most: int, *, lasts: Callable[[T], float] = lambda _: 0.0
    ) -> None:
        """Keep some values.

        Args:
            most: How many; those not asked for longest go first.
            lasts: For how many seconds a value is not reckoned anew although something
                changed. More than none is for what takes long to reckon: then the old
                value is shown until the new one is there, however long ago it was.
        """
        self._most = most
        self._lasts = lasts
        self._lock = threading.Lock()
        self._places: OrderedDict[Hashable, _Place[T]] = OrderedDict()

    def get(
        self,
        session: Session,
        key: Hashable,
        make: Callable[[Session], T],
        *,
        under: Hashable = None,
    ) -> T:
        """Return the value of `key`; see `look`."""
        return self.look(session, key, make, under=under).value

    def look(
        self,
        session: Session,
        key: Hashable,
        make: Callable[[Session], T],
        *,
        under: Hashable = None,
    ) -> Seen[T]:
        """Return the value of `key`; `make` it unless nothing changed since.

        Args:
            session: The transaction of who asks.
            key: Names the value.
            make: Reckons it in a transaction, this one or another.
            under: What it depends on besides the database.
        """
        state = freshness.state(session)
        now = (state, under)
        place = self._place((state[0], key))
        kept = place.kept
        if kept is not None and kept.state == now:
            return Seen(kept.value, is_current=True)
        if kept is not None and self._lasts(kept.value) > 0:
            rested = time.monotonic() >= kept.rests_until
            if rested and place.busy.acquire(blocking=False):
                self._reckon_beside(place, make, under)
            return Seen(kept.value, is_current=False)
        with place.busy:
            kept = place.kept
            if kept is None or (kept.state != now and self._lasts(kept.value) <= 0):
                kept = self._keep(place, make(session), now)
        return Seen(kept.value, is_current=kept.state == now)

    def _reckon_beside(
        self, place: _Place[T], make: Callable[[Session], T], under: Hashable
    ) -> None:
        """Reckon a value in a thread of its own, which lets the place go."""

        def reckon() -> None:
            try:
                with unit_of_work() as session:
                    state = freshness.state(session)
                    self._keep(place, make(session), (state, under))
            except Exception:
                logging.getLogger(__name__).exception("memory.not_reckoned")
            finally:
                place.busy.release()

        threading.Thread(target=reckon, name="namro-reckoning", daemon=True).start()

    def _keep(
        self, place: _Place[T], value: T, state: tuple[State, Hashable]
    ) -> _Kept[T]:
        rests_until = time.monotonic() + self._lasts(value)
        place.kept = _Kept(value, state, rests_until)
        return place.kept

    def _place(self, key: Hashable) -> _Place[T]:
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
            return place
