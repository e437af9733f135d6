"""What is kept holds until something changes, and is reckoned once for all who ask."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from builders import an_agency

from office.memory import Memory
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("database")


class Reckoning:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def asked(memory: Memory[int], make: Callable[[], int], key: str = "a") -> int:
    with unit_of_work() as session:
        return memory.get(session, key, make)


def something_changes(code: str) -> None:
    with unit_of_work() as session:
        an_agency(session, code)


def test_it_is_reckoned_anew_once_something_changed() -> None:
    memory, make = Memory[int](most=2), Reckoning()

    seen = [asked(memory, make), asked(memory, make)]
    something_changes("STP")
    seen += [asked(memory, make), asked(memory, make)]

    assert seen == [1, 1, 2, 2]


def test_what_lasts_is_shown_although_something_changed() -> None:
    memory, make = Memory[int](most=2, lasts=lambda _: 600.0), Reckoning()

    asked(memory, make)
    something_changes("STP")

    assert asked(memory, make) == 1


def test_what_was_not_asked_for_longest_is_forgotten() -> None:
    memory, make = Memory[int](most=2), Reckoning()

    seen = [asked(memory, make, key) for key in "abcba"]

    assert seen == [1, 2, 3, 2, 4]


def test_a_change_that_is_under_way_is_not_missed() -> None:
    memory, make = Memory[int](most=2), Reckoning()
    with unit_of_work() as session:
        an_agency(session, "STP")
        session.flush()
        something_changes("SNV")  # with a later number, but committed first
        asked(memory, make)

    assert asked(memory, make) == 2


WAITS = {"who may see the old one does not wait": (600.0, 1), "others wait": (0.0, 2)}


@pytest.mark.parametrize(("lasts", "wanted"), WAITS.values(), ids=WAITS)
def test_two_pages_at_once_reckon_once(lasts: float, wanted: int) -> None:
    memory = Memory[int](most=2, lasts=lambda _: lasts)
    began, go_on, seen = threading.Event(), threading.Event(), []
    asked(memory, lambda: 1)
    (place,) = memory._places.values()
    place.old_until, place.state = 0.0, None

    def slow() -> int:
        began.set()
        go_on.wait(20)
        return 2

    one = threading.Thread(target=lambda: asked(memory, slow))
    one.start()
    began.wait(20)
    other = threading.Thread(target=lambda: seen.append(asked(memory, lambda: 3)))
    other.start()
    if wanted == 1:
        other.join(20)
    go_on.set()
    one.join(20)
    other.join(20)

    assert seen == [wanted]
