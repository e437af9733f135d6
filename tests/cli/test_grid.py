"""The table of `namro encode` on a terminal, drawn without Rich."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.grid import Cell, grid, styled

ROOT = Path(__file__).parents[2]
DIRECTIVE = ROOT / "store" / "data" / "directive-cao-bang-atvsld.txt"
COLOUR = re.compile(r"\x1b\[\d*m")
ROWS = [
    [Cell("", "Mục", "bold"), Cell("", "Rõ người", "bold")],
    [Cell("1.1"), Cell("các Sở, Ban ngành", "[rõ]", "green")],
    [Cell("1.2"), Cell("", "[thiếu]", "red")],
]
PLAIN = """\
┌─────┬────────────┐
│ Mục │ Rõ người   │
├─────┼────────────┤
│ 1.1 │ [rõ] các   │
│     │ Sở, Ban    │
│     │ ngành      │
├─────┼────────────┤
│ 1.2 │ [thiếu]    │
└─────┴────────────┘"""


def on_a_terminal(*words: str, **environment: str) -> str:
    """Run namro on a terminal of 100 columns; return what it shows."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "cli", *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        env={"COLUMNS": "100", "TERM": "xterm", "PATH": os.defpath} | environment,
    ):
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux: whoever wrote to the other end is gone
        return b""


def test_words_are_wrapped_within_their_column() -> None:
    assert "\n".join(grid(ROWS, [3, 10], coloured=False)) == PLAIN


def test_colours_take_no_room() -> None:
    shown = "\n".join(grid(ROWS, [3, 10], coloured=True))

    assert "\x1b[32m[rõ]\x1b[0m các" in shown
    assert "\x1b[31m[thiếu]\x1b[0m" in shown
    assert COLOUR.sub("", shown) == PLAIN


@pytest.mark.parametrize("words", ["", "rõ"])
def test_a_style_is_written_only_where_it_is_wanted(words: str) -> None:
    assert styled(words, "green", coloured=False) == words
    assert ("\x1b" in styled(words, "green", coloured=True)) is bool(words)


def test_on_a_terminal_the_table_fits_and_is_coloured() -> None:
    shown = on_a_terminal("encode", str(DIRECTIVE))
    table = [line for line in COLOUR.sub("", shown).split("\n") if line[:1] in "┌├│└"]

    assert "\x1b[31m[thiếu]\x1b[0m" in shown
    assert {len(line) for line in table if line} <= set(range(90, 101))
    assert "Cơ quan nào chủ trì nội dung này?" in shown


@pytest.mark.parametrize("wish", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_no_colours_gets_none(wish: dict[str, str]) -> None:
    shown = on_a_terminal("encode", str(DIRECTIVE), **wish)

    assert "\x1b" not in shown
    assert "│ Mục" in shown
