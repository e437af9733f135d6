"""Who comes first: rates, never counts, and only where there is enough."""

from __future__ import annotations

import pytest

from directive.ranking import Record, Settled, rank


def a_record(
    name: str,
    on_time: int,
    late: int = 0,
    overdue: int = 0,
    original: int | None = None,
) -> Record:
    agreed = Settled(on_time, late, overdue)
    first = on_time if original is None else original
    return Record(name, name, agreed, Settled(first, agreed.whole - first, 0))


CASES = {
    "a rate, not a count": (
        [a_record("nhiều", 80, 20), a_record("ít", 9, 1)],
        [("ít", 1), ("nhiều", 2)],
    ),
    "what is still overdue counts against it": (
        [a_record("bỏ dở", 5, 0, 5), a_record("chậm", 6, 4)],
        [("chậm", 1), ("bỏ dở", 2)],
    ),
    "too few are not ranked": (
        [a_record("ít", 4), a_record("đủ", 3, 2)],
        [("đủ", 1), ("ít", None)],
    ),
    "equal rates go by the original date": (
        [a_record("xin dời", 8, 2, original=2), a_record("giữ hạn", 8, 2)],
        [("giữ hạn", 1), ("xin dời", 2)],
    ),
    "equal in both share a place": (
        [a_record("b", 8, 2), a_record("a", 4, 1), a_record("c", 0, 5)],
        [("b", 1), ("a", 1), ("c", 3)],
    ),
    "nothing to be done yet": ([a_record("mới", 0)], [("mới", None)]),
    "nobody": ([], []),
}


@pytest.mark.parametrize(("given", "wanted"), CASES.values(), ids=CASES)
def test_rank(given: list[Record], wanted: list[tuple[str, int | None]]) -> None:
    assert [(one.record.name, one.place) for one in rank(given)] == wanted


def test_a_rate_of_nothing_is_none() -> None:
    assert Settled().rate is None
    assert Settled(1, 1, 2).rate == 0.25
