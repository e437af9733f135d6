"""How long namro takes to start, against the bare cost of Typer and Rich.

    python bench/startup.py [RUNS]

Whole processes, in turn with the baseline; medians and their ratio. The last line
is one JSON object.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "store" / "data" / "directive-cao-bang-atvsld.txt"
BASELINE = [sys.executable, "-c", "import typer, rich.console"]
COMMANDS = {
    "help": [sys.executable, "-m", "cli", "--help"],
    "encode --json": [sys.executable, "-m", "cli", "encode", str(MODEL), "--json"],
    "encode": [sys.executable, "-m", "cli", "encode", str(MODEL)],
}


def seconds(command: list[str]) -> float:
    """Run a command once; return its wall time."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Measure, print a line for each command, then the JSON object."""
    ratios: dict[str, float] = {}
    for name, command in COMMANDS.items():
        seconds(BASELINE)
        seconds(command)
        pairs = [(seconds(BASELINE), seconds(command)) for _ in range(runs)]
        base = statistics.median(first for first, _ in pairs)
        ours = statistics.median(second for _, second in pairs)
        ratios[name] = round(ours / base, 2)
        print(f"{name:8} {ours:.3f} s, baseline {base:.3f} s, ratio {ratios[name]}")
    print(json.dumps({"runs": runs, "ratio_to_typer_and_rich": ratios}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
