"""A process of ours that is told things by JSON lines and answers by JSON lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

HERE = Path(__file__).parent


class Child:
    """A running script of this folder; its first line is what it says when ready."""

    def __init__(self, script: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / script)],
            cwd=HERE.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ready: Any = self.hear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=20)

    def ask(self, **order: object) -> Any:  # noqa: ANN401 - any JSON value
        """Give an order and wait for its answer."""
        self.tell(**order)
        return self.hear()

    def tell(self, **order: object) -> None:
        """Give an order; `hear` gets the answer later."""
        if self._process.stdin:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()

    def hear(self) -> Any:  # noqa: ANN401 - any JSON value
        """Wait for one answer."""
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise RuntimeError("a child of the bench is gone")
        return json.loads(line)
