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

    from sqlalchemy.orm import Session

    Make = Callable[[Session], int]

pytestmark = pytest.mark.usefixtures("database")


class Reckoning:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, session: Session) -> int:
        del session
        self.times += 1
        return self.times


def asked(memory: Memory[int], make: Make, key: str = "a") -> int:
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


def settled() -> None:
    """Wait for what is reckoned beside."""
    for one in threading.enumerate():
        if one.name == "namro-reckoning":
            one.join(20)


def test_who_may_see_the_old_one_never_waits_and_one_thread_reckons() -> None:
    memory = Memory[int](most=2, lasts=lambda _: 1e-9)
    go_on, others = threading.Event(), Reckoning()
    asked(memory, lambda _: 1)
    something_changes("STP")

    def slow(session: Session) -> int:
        del session
        go_on.wait(20)
        return 2

    seen = [asked(memory, slow), asked(memory, others), asked(memory, others)]
    go_on.set()
    settled()
    seen.append(asked(memory, others))

    assert (seen, others.times) == ([1, 1, 1, 2], 0)


def test_what_is_reckoned_beside_sees_changes_that_came_meanwhile() -> None:
    memory, make = Memory[int](most=2, lasts=lambda _: 1e-9), Reckoning()

    def changed_meanwhile(session: Session) -> int:
        something_changes("SNV")
        return make(session)

    asked(memory, make)
    something_changes("STP")
    asked(memory, changed_meanwhile)
    settled()
    with unit_of_work() as session:
        seen = memory.look(session, "a", make)
    settled()

    assert (seen.value, seen.is_current) == (2, False)
    assert asked(memory, make) == 3


def test_a_reckoning_that_fails_leaves_the_old_one_and_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    memory, make = Memory[int](most=2, lasts=lambda _: 1e-9), Reckoning()

    def broken(session: Session) -> int:
        raise ValueError(session)

    asked(memory, make)
    something_changes("STP")
    seen = [asked(memory, broken)]
    settled()
    seen.append(asked(memory, make))
    settled()
    seen.append(asked(memory, make))

    assert (seen, caplog.messages) == ([1, 1, 2], ["memory.not_reckoned"])


def test_what_must_be_exact_is_waited_for_and_reckoned_once() -> None:
    memory, began, go_on, seen = Memory[int](most=2), *_events(), list[int]()
    asked(memory, lambda _: 1)
    something_changes("STP")

    def slow(session: Session) -> int:
        del session
        began.set()
        go_on.wait(20)
        return 2

    one = threading.Thread(target=lambda: asked(memory, slow))
    one.start()
    began.wait(20)
    other = threading.Thread(target=lambda: seen.append(asked(memory, lambda _: 3)))
    other.start()
    go_on.set()
    one.join(20)
    other.join(20)

    assert seen == [2]


def _events() -> tuple[threading.Event, threading.Event]:
    return threading.Event(), threading.Event()
