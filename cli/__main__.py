"""`python -m cli` is `namro`."""

from cli.main import run

run()
