"""Cutting one instruction in two, and joining two: nothing of the words is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_office import model_text
from small_documents import document, read_text

from directive.correcting import distinct
from directive.model import Span
from directive.reading.contract import instruction_as_json
from directive.reading.stored import instruction_of
from directive.recutting import added, cuts, following, merge, split

SOURCE = model_text()
READING = distinct(read_text(SOURCE))
ORDERS = [o for o in READING.instructions if not o.generic and cuts(o, SOURCE)]


@pytest.mark.parametrize("one", READING.instructions, ids=lambda one: one.path)
def test_an_instruction_comes_back_from_its_contract(one: object) -> None:
    assert instruction_of(instruction_as_json(one)) == one  # type: ignore[arg-type]


@given(st.sampled_from(ORDERS), st.data())
def test_halves_joined_again_are_the_whole(one, data: st.DataObject) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - an Instruction
    at = data.draw(st.sampled_from(cuts(one, SOURCE)))

    halved = split(READING, one.path, at, SOURCE)

    paths = [other.path for other in halved.instructions]
    assert len(paths) == len(set(paths)) == len(READING.instructions) + 1
    first, second = (
        next(other for other in halved.instructions if other.path == path)
        for path in (one.path, f"{one.path} (2)")
    )
    assert (first.span, second.span) == (
        Span(one.span.start, at),
        Span(at, one.span.end),
    )
    assert sorted((*first.onward, *second.onward), key=str) == sorted(
        one.onward, key=str
    )
    joined = merge(halved, one.path, SOURCE)
    whole = next(other for other in joined.instructions if other.path == one.path)
    assert replace(whole, onward=(), gaps=()) == replace(one, onward=(), gaps=())
    assert next(o for o in joined.instructions if o.path == second.path).generic


def test_two_orders_joined_are_for_the_agencies_of_both() -> None:
    source = document(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Nội vụ rà soát nhân sự trước ngày 01/12/2025.\n"
        "2. Sở Tư pháp thẩm định văn bản trước ngày 15/12/2025.\n"
    )
    reading = distinct(read_text(source))
    first = next(one for one in reading.instructions if not one.generic)

    joined = merge(reading, first.path, source)

    one = next(o for o in joined.instructions if o.path == first.path)
    assert one.agencies == ("Sở Nội vụ", "Sở Tư pháp")
    assert len(one.evidence["agencies"]) == 2
    assert [d.day.day for d in (one.deadline, *one.more_deadlines) if d.day] == [1, 15]
    assert following(joined, one) is None
    with pytest.raises(KeyError):
        merge(joined, first.path, source)


def test_added_orders_have_paths_of_their_own() -> None:
    span = ORDERS[0].span

    more = added(added(READING, span, SOURCE), span, SOURCE)

    assert {"T.1", "T.2"} <= {one.path for one in more.instructions}
    with pytest.raises(ValueError, match="1"):
        split(READING, ORDERS[0].path, 1, SOURCE)
