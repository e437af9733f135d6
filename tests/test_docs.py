"""The documents say what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.main import COMMANDS
from directive.ladder import DEFAULT_POLICY
from directive.lifecycle import render_table
from runtime.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_lifecycle_is_printed_as_it_is() -> None:
    assert render_table() in (ROOT / "docs" / "lifecycle.md").read_text("utf-8")


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_listed(field: str) -> None:
    assert f"`{PREFIX}{field.upper()}`" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_listed(command: str) -> None:
    assert f"`{command}" in README


def test_the_ladder_is_listed_up_to_the_chairman() -> None:
    rungs = [rung.key for rung in DEFAULT_POLICY.rungs if rung.key.startswith("T+")]

    assert rungs
    assert all(f"| {key} |" in README for key in rungs)


def test_every_picture_is_there() -> None:
    shown = [
        part.split(")")[0] for part in README.split("](")[1:] if "docs/" in part[:5]
    ]

    assert shown
    assert [name for name in shown if not (ROOT / name).is_file()] == []
