"""A signed reply address names its message, and cannot be made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.reply_tokens import answered, reply_address

KEY = "khóa của một nơi cài đặt"
BOX = "vanthu@vpubnd.cao-bang.example"
OURS = reply_address(BOX, KEY, 1843)


@given(st.integers(min_value=1, max_value=2**59), st.text(min_size=1))
def test_the_message_is_found_again_whatever_the_case(number: int, secret: str) -> None:
    address = reply_address(BOX, secret, number)

    assert answered([f"Văn thư <{address.upper()}>"], secret) == number
    assert len(address.partition("@")[0]) <= 64


NONE = {
    "no token": [BOX],
    "another number": [OURS.replace("+t1843", "+t1844")],
    "another tag": [OURS.replace("-", "-0")],
    "another key": [reply_address(BOX, "khác", 1843)],
    "two messages": [OURS, reply_address(BOX, KEY, 7)],
    "nobody": [],
}


@pytest.mark.parametrize("addresses", NONE.values(), ids=NONE)
def test_what_is_not_ours_names_nothing(addresses: list[str]) -> None:
    assert answered(addresses, KEY) is None


def test_the_address_twice_is_the_address() -> None:
    assert answered([OURS, f"<{OURS}>"], KEY) == 1843
