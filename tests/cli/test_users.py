"""`namro users`: accounts and the link that signs in once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Desk

ADMIN = ("quantri@vpubnd.example", "--title", "Quản trị", "--role", "administrator")


def test_an_account_is_made_listed_and_ended(desk: Desk) -> None:
    made = desk.namro("users", "add", *ADMIN)
    clerk = desk.namro(
        "users", "add", "vanthu@stc.example", "--title", "Văn thư", "--role", "clerk",
        "--agency", "STC",
    )  # fmt: skip
    desk.namro("users", "end", "vanthu@stc.example")
    listed = json.loads(desk.namro("users", "list", "--json").stdout)

    assert made.exit_code == clerk.exit_code == 0, made.output + clerk.output
    assert "/l/" in made.stdout
    assert {(one["login"], one["open"]) for one in listed} == {
        ("quantri@vpubnd.example", True),
        ("vanthu@stc.example", False),
    }


def test_what_cannot_be_is_refused_in_one_line(desk: Desk) -> None:
    desk.namro("users", "add", *ADMIN)

    assert "đã có tài khoản" in desk.refused("users", "add", *ADMIN, code=1)
    assert "cuối cùng" in desk.refused("users", "end", ADMIN[0], code=1)
    assert "no open account" in desk.refused("users", "link", "x@y.example", code=1)
    assert "không thuộc" in desk.refused(
        "users", "add", "a@b.example", "--title", "x", "--role", "leader", code=1
    )
