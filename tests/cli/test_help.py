"""What `namro --help` offers, and what every command says of itself."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cli.lazy import load
from cli.main import COMMANDS, app


def leaves() -> dict[str, tuple[str, ...]]:
    """Return the words of every command that does something."""
    found: dict[str, tuple[str, ...]] = {}
    for name, (target, _) in COMMANDS.items():
        command = load(name, target)
        inner = getattr(command, "commands", {"": command})
        for word in inner:
            words = (name, word) if word else (name,)
            found[" ".join(words)] = words
    return found


LEAVES = leaves()


@pytest.mark.parametrize("words", LEAVES.values(), ids=LEAVES)
def test_every_command_has_help_with_an_example(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, [*words, "--help"])

    assert done.exit_code == 0
    assert "Example: " in done.stdout
    assert f"namro {' '.join(words)}" in done.stdout.partition("Example: ")[2]


def test_the_commands_stand_in_the_order_of_their_use() -> None:
    shown = CliRunner().invoke(app, ["--help"]).stdout
    order = ("up", "encode", "import", "issue", "deliver", "remind", "doctor")
    places = [shown.index(f"│ {name} ") for name in order]

    assert places == sorted(places)
