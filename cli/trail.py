"""`namro audit`: prove that the history is what was written."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from cli.opened import opened
from store import audit
from store.engine import unit_of_work

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Prove the audit trail."
)


@app.callback()
def _audit() -> None:
    """Prove the audit trail."""


@app.command()
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = (
        False
    ),
) -> None:
    """Recompute every chain, row and checkpoint; exit 1 at the first fault.

    Example: namro audit verify --json
    """
    with opened(), unit_of_work() as session:
        proof = audit.verify(session)
    if as_json:
        print(json.dumps(asdict(proof), ensure_ascii=False))  # noqa: T201 - the answer
    else:
        seen = (
            f"{proof.events} events in {proof.chains} chains, {proof.rows} rows,"
            f" {proof.checkpoints} checkpoints"
        )
        line = f"{seen}: all hold" if proof.fault is None else proof.fault.sentence
        Console(highlight=False, soft_wrap=True).print(line, markup=False)
    if proof.fault is not None:
        raise typer.Exit(1)
