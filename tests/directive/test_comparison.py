"""Counting what two ladders would have sent, and what differs from the ledger."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from directive.comparison import Difference, Pair, compare, differences, monday
from directive.replay import Sent

if TYPE_CHECKING:
    from collections.abc import Iterable

FRIDAY, MONDAY = date(2025, 8, 29), date(2025, 9, 1)
REMINDER = Sent(FRIDAY, 7, "reminder_digest")
OVERDUE = Sent(MONDAY, 7, "overdue_digest")
SENT = st.builds(
    Sent,
    st.dates(date(2025, 1, 1), date(2025, 3, 1)),
    st.integers(1, 4),
    st.sampled_from(["reminder_digest", "overdue_digest"]),
)
COUNTS = st.dictionaries(SENT, st.integers(1, 3), max_size=9).map(Counter)


def test_messages_are_counted_by_post_week_day_and_kind() -> None:
    found = compare(Counter([REMINDER]), Counter([REMINDER, OVERDUE]))

    assert (found.total, found.total.change) == ((1, 2), 1)
    assert found.kinds == {"reminder_digest": (1, 1), "overdue_digest": (0, 1)}
    assert found.weeks == {date(2025, 8, 25): (1, 1), MONDAY: (0, 1)}
    assert list(found.days.values()) == [(1, 1), (0, 0), (0, 0), (0, 1)]
    assert found.posts == {7: {date(2025, 8, 25): (1, 1), MONDAY: (0, 1)}}


def test_nothing_sent_is_no_week() -> None:
    found = compare(Counter(), Counter())

    assert (found.total, found.weeks, found.days) == ((0, 0), {}, {})


def test_a_difference_names_the_day_the_post_and_the_kind() -> None:
    really, replayed = Counter([REMINDER]), Counter([OVERDUE])

    assert differences(really, replayed) == (
        Difference(REMINDER, really=1, replayed=0),
        Difference(OVERDUE, really=0, replayed=1),
    )


@given(old=COUNTS, new=COUNTS)
def test_no_message_is_lost_or_counted_twice(
    old: Counter[Sent], new: Counter[Sent]
) -> None:
    found = compare(old, new)

    by_post = [pair for weeks in found.posts.values() for pair in weeks.values()]
    for pairs in (found.kinds.values(), found.weeks.values(), found.days.values()):
        assert _sum(pairs) == (old.total(), new.total())
    assert _sum(by_post) == found.total
    assert all(week == monday(week) for week in found.weeks)
    assert (differences(old, new) == ()) == (old == new)


def _sum(pairs: Iterable[Pair]) -> Pair:
    found = list(pairs)
    return Pair(sum(pair.old for pair in found), sum(pair.new for pair in found))
