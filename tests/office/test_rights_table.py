"""The table of rights as the office has agreed on it, written down a second time."""

from __future__ import annotations

import pytest

from office.rights import TABLE, Right, Role

ROLES = {
    "a": Role.ADMINISTRATOR,
    "o": Role.OFFICER,
    "h": Role.OFFICE_HEAD,
    "l": Role.LEADER,
    "c": Role.CLERK,
    "d": Role.AGENCY_HEAD,
    "b": Role.BEARER,
    "n": Role.NOBODY,
}
AGREED = {
    "open": "aohlcdbn",
    "home": "aohlcdb",
    "signed_in": "aohlcd",
    "read": "ohlcdb",
    "export": "ohlcd",
    "judge": "ohlcd",
    "answer": "ohcdb",
    "own_channels": "cd",
    "steer": "ohl",
    "figures": "ohl",
    "decide": "hl",
    "take_in": "oh",
    "read_messages": "aoh",
    "retry": "aoh",
    "register": "ah",
    "rule": "ah",
    "accounts": "a",
}


@pytest.mark.parametrize("right", Right)
def test_a_right_is_given_to_whom_it_was_agreed(right: Right) -> None:
    assert TABLE[right] == {ROLES[letter] for letter in AGREED[right]}


def test_every_role_stands_in_the_agreement() -> None:
    assert set(ROLES.values()) == set(Role)
    assert set(AGREED) == set(Right)
