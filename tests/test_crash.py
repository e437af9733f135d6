"""Killed anywhere, namro loses nothing and doubles nothing; the bench counts it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def crash(*options: str) -> dict[str, int]:
    """Run the crash test; return the figures of its last line."""
    command = [sys.executable, str(ROOT / "bench" / "crash_test.py"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_a_few_kills_at_some_failpoints_lose_and_double_nothing() -> None:
    told = crash("--short")

    assert (told["lost"], told["doubled"], told["pending"]) == (0, 0, 0)
    assert told["kills"] >= 15
    assert told["promised"] == told["sent"] + told["failed_for_good"]


@pytest.mark.long
def test_five_kills_at_every_failpoint_lose_and_double_nothing() -> None:
    told = crash()

    assert (told["lost"], told["doubled"], told["pending"]) == (0, 0, 0)
    assert told["kills"] >= 150
    assert told["failpoints"] >= 60
