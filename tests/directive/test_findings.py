"""Every kind of finding is explained to people."""

from __future__ import annotations

from pathlib import Path

import pytest

from directive.findings import Kind

PAGE = Path(__file__).parents[2] / "docs" / "auditor.md"


@pytest.mark.parametrize("kind", Kind)
def test_the_page_says_what_it_means(kind: Kind) -> None:
    assert f"`{kind}`" in PAGE.read_text("utf-8")
