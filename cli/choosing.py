"""Choose some of a list in a terminal, each with one key."""

from __future__ import annotations

import os
import sys
import termios
import tty
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console

LEAVE = "q"
KEYS = "abcdefghijklmnoprstuvwxyz0123456789"
_ENTER = frozenset({"\r", "\n"})


def choose(
    choices: Sequence[tuple[str, str]],
    *,
    console: Console,
    key: Callable[[], str],
) -> tuple[str, ...] | None:
    """Let a person mark choices; each key marks one or takes its mark away.

    Args:
        choices: Pairs of code and name; those beyond the keys cannot be chosen here.
        console: Where to show them.
        key: Waits for the next key; "" means that no more will come.

    Returns:
        The codes marked when Enter was pressed; None when the person left by "q".
    """
    by_key = dict(zip(KEYS, choices, strict=False))
    marked: set[str] = set()
    for letter, (code, name) in by_key.items():
        _show(console, letter, code, name, marked=False)
    console.print(
        f"Bấm một phím chữ để thêm hoặc bỏ; Enter: xác nhận; {LEAVE}: để sau.",
        markup=False,
    )
    while (pressed := key().lower()) not in _ENTER:
        if pressed in {LEAVE, ""}:
            return None
        if pressed in by_key:
            code, name = by_key[pressed]
            marked ^= {code}
            _show(console, pressed, code, name, marked=code in marked)
    return tuple(code for code, _ in by_key.values() if code in marked)


@contextmanager
def keys() -> Iterator[Callable[[], str]]:
    """Give what waits for one key of the terminal, without Enter and without echo.

    The terminal stays so until the end: a key pressed between two is not lost.
    """
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSADRAIN)
    try:
        yield lambda: os.read(terminal, 1).decode("ascii", "replace")
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _show(console: Console, key: str, code: str, name: str, *, marked: bool) -> None:
    box = "[x]" if marked else "[ ]"
    console.print(f"  {key} {box} {name} ({code})", markup=False, highlight=False)
