"""One spelling of JSON: what was hashed years ago is spelled the same today."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from store.spelling import canonical

HANOI = timezone(timedelta(hours=7))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(0.001, 1_000, allow_nan=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(VALUES)
def test_it_is_the_spelling_of_the_first_events(value: object) -> None:
    first = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    assert canonical(value) == first


def test_moments_are_spelled_in_utc_and_days_as_days() -> None:
    moment = datetime(2025, 12, 14, 6, 30, 0, 5, tzinfo=HANOI)

    assert canonical({"on": date(2025, 12, 14), "at": moment}) == (
        '{"at":"2025-12-13T23:30:00.000005+00:00","on":"2025-12-14"}'
    )
    assert canonical(moment) == canonical(moment.astimezone(UTC))
