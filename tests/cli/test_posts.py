"""`namro posts`: who is away, who stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Desk


def test_away_and_back(desk: Desk) -> None:
    gone = desk.namro(
        "posts", "away", "UBND/vice_chairman", "--to", "2025-08-29", "--by",
        "UBND/chairman",
    )  # fmt: skip
    vacant = desk.namro("posts", "away", "SNV/head").stdout
    back = desk.namro("posts", "back", "SNV/head").stdout

    assert gone.exit_code == 0, gone.output
    assert "19/08/2025" in gone.stdout
    assert ("SNV/head" in vacant, "SNV/head" in back) == (True, False)
    assert "UBND/chairman" in desk.namro("posts", "list").stdout


def test_what_is_no_post_or_no_day_is_refused(desk: Desk) -> None:
    assert "SNV/head" in desk.refused("posts", "away", "SNV", code=1)
    assert "2025-12-15" in desk.refused(
        "posts", "away", "SNV/head", "--from", "mai", code=1
    )
