"""The clock: real, or begun at another moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from runtime import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

START = datetime(2025, 8, 20, 1, 0, tzinfo=UTC)
A_MOMENT = timedelta(seconds=5)


@pytest.fixture(autouse=True)
def _real_time_afterwards() -> Iterator[None]:
    yield
    clock.set_start(None)


def test_the_clock_begins_where_it_is_told_and_runs_on() -> None:
    clock.set_start(START)

    first = clock.now()

    assert timedelta() <= first - START < A_MOMENT
    assert clock.now() >= first
    assert clock.is_shifted()


def test_two_processes_that_begin_at_other_times_agree() -> None:
    an_hour_ago = clock.real_now() - timedelta(hours=1)

    clock.set_start(START, since=an_hour_ago)

    assert timedelta() <= clock.now() - START - timedelta(hours=1) < A_MOMENT


def test_without_a_start_it_shows_the_real_time() -> None:
    clock.set_start(None)

    assert abs(clock.now() - clock.real_now()) < A_MOMENT
    assert not clock.is_shifted()
