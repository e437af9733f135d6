"""A twin that goes on where its process was killed.

A twin made by `fork` has the same socket, with the same TLS state, the same line to
the database (so the lock stays taken), and the same steps before it. It sleeps until
its process says that all is done, or is gone without a word: then it goes on as if it
were that process. Only a process with one thread may leave one.
"""

from __future__ import annotations

import os
from contextlib import suppress

_DONE = b"."


class Heir:
    """At most one twin of this process."""

    def __init__(self) -> None:
        self._pipe: int | None = None
        self._twin = 0

    def leave(self) -> None:
        """Make the twin; in the twin this returns once its process was killed."""
        hears, says = os.pipe()
        self._twin = os.fork()
        if self._twin:
            os.close(hears)
            self._pipe = says
            return
        os.close(says)
        if os.read(hears, 1) == _DONE:
            os._exit(0)

    def dismiss(self) -> None:
        """Let the twin, if there is one, end without doing anything."""
        if self._pipe is None:
            return
        with suppress(BrokenPipeError):
            os.write(self._pipe, _DONE)
        os.close(self._pipe)
        self._pipe = None
        os.waitpid(self._twin, 0)
