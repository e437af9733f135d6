"""How long namro takes to start, against the bare cost of Typer and Rich.

    python bench/startup.py [RUNS]

Whole processes, in turn with the baseline; medians and their ratio. The last line
is one JSON object.
"""

from __future__ import annotations

import json
import os
import pty
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "store" / "data" / "directive-cao-bang-atvsld.txt"
BASELINE = [sys.executable, "-c", "import typer, rich.console"]
ON_A_TERMINAL = "encode on a terminal"
COMMANDS = {
    "help": [sys.executable, "-m", "cli", "--help"],
    "encode --json": [sys.executable, "-m", "cli", "encode", str(MODEL), "--json"],
    "encode": [sys.executable, "-m", "cli", "encode", str(MODEL)],
    ON_A_TERMINAL: [sys.executable, "-m", "cli", "encode", str(MODEL)],
}


def seconds(command: list[str], *, terminal: bool = False) -> float:
    """Run a command once, its output to nowhere or to a terminal; return its time."""
    if terminal:
        return _on_a_terminal(command)
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _on_a_terminal(command: list[str]) -> float:
    ours, theirs = pty.openpty()
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs) as running:
        os.close(theirs)
        with suppress(OSError):  # Linux: whoever wrote to the other end is gone
            while os.read(ours, 65536):
                pass
        running.wait()
    took = time.perf_counter() - start
    os.close(ours)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return took


def main(runs: int) -> None:
    """Measure, print a line for each command, then the JSON object."""
    ratios: dict[str, float] = {}
    for name, command in COMMANDS.items():
        seconds(BASELINE)
        shown = name == ON_A_TERMINAL
        seconds(command, terminal=shown)
        pairs = [
            (seconds(BASELINE), seconds(command, terminal=shown)) for _ in range(runs)
        ]
        base = statistics.median(first for first, _ in pairs)
        ours = statistics.median(second for _, second in pairs)
        ratios[name] = round(ours / base, 2)
        print(f"{name:20} {ours:.3f} s, baseline {base:.3f} s, ratio {ratios[name]}")
    print(json.dumps({"runs": runs, "ratio_to_typer_and_rich": ratios}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
