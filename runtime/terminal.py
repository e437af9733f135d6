"""What the terminal of this process wants: whether to colour, and how wide it is."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def coloured(stream: TextIO) -> bool:
    """Tell whether to write colours: on a terminal, unless NO_COLOR or dumb."""
    environment = os.environ  # noqa: TID251 - runtime/ is where it is read
    wanted = not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return wanted and stream.isatty()


def width(stream: TextIO, *, piped: int) -> int:
    """Return the columns of a terminal; `piped` where there is none."""
    return shutil.get_terminal_size().columns if stream.isatty() else piped
