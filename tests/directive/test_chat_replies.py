"""What people write in a chat, and what it is taken for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.chat_replies import (
    Done,
    MoreTime,
    Pair,
    Received,
    Unclear,
    Unpair,
    understood,
)

TODAY = date(2025, 12, 8)
CODE = "NV-2025-000123"
SAID = {
    "received": ("đã nhận", Received(())),
    "with a full stop": ("Đã nhận.", Received(())),
    "without accents": ("da nhan", Received(())),
    "with polite words": ("Dạ, đã nhận rồi ạ", Received(())),
    "taken over": ("Đã tiếp nhận nhiệm vụ", Received(())),
    "received, with its code": (f"Đã nhận {CODE}", Received((CODE,))),
    "code first": (f"{CODE} đã nhận", Received((CODE,))),
    "done": ("xong", Done((), "xong")),
    "done, with words": (
        f"{CODE} xong, đã kiểm tra 12 đơn vị",
        Done((CODE,), "xong, đã kiểm tra 12 đơn vị"),
    ),
    "completed": ("Đã hoàn thành", Done((), "Đã hoàn thành")),
    "more time": ("xin gia hạn đến 20/12", MoreTime((), date(2025, 12, 20), "")),
    "of the next year": ("xin gia hạn đến 5/1", MoreTime((), date(2026, 1, 5), "")),
    "with a year": ("Xin gia hạn đến 20/12/2025", MoreTime((), date(2025, 12, 20), "")),
    "with a reason": (
        f"{CODE} đề nghị gia hạn đến hết 20/12/2025 vì chờ số liệu của xã",
        MoreTime((CODE,), date(2025, 12, 20), "chờ số liệu của xã"),
    ),
    "a pairing": ("/link ABCD-2345", Pair("ABCD2345")),
    "a pairing in Vietnamese": ("liên kết abcd 2345", Pair("ABCD2345")),
    "an unpairing": ("hủy liên kết", Unpair()),
    "not yet": ("chưa xong", Unclear()),
    "not received": ("chưa nhận được văn bản", Unclear()),
    "a question": ("xong chưa?", Unclear()),
    "when": ("khi nào xong thì báo", Unclear()),
    "more time without a day": ("xin gia hạn", Unclear()),
    "more time until two days": ("xin gia hạn đến 20/12 hoặc 25/12", Unclear()),
    "a day that is none": ("xin gia hạn đến 31/11", Unclear()),
    "small talk": ("cảm ơn anh", Unclear()),
    "nothing": ("", Unclear()),
    "only a code": (CODE, Unclear((CODE,))),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meaning"), SAID.values(), ids=SAID)
def test_what_is_written_is_understood_or_left(text: str, meaning: object) -> None:
    assert understood(text, today=TODAY) == meaning


@given(st.text(max_size=300))
def test_no_message_breaks_the_rules(text: str) -> None:
    meaning = understood(text, today=TODAY)

    assert isinstance(meaning, Pair | Unpair | Received | Done | MoreTime | Unclear)
