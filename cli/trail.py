"""`namro audit`: prove that the history is what was written, and promises are kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from cli.opened import opened
from office.auditing import audit_promises
from runtime import clock
from store import audit
from store.engine import unit_of_work

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Prove history and promises.",
)


@app.callback()
def _audit() -> None:
    """Prove the history and the promises."""


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


@app.command()
def promises(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = (
        False
    ),
) -> None:
    """Compare what had to be told by now with the ledger; exit 1 at a difference.

    Example: namro audit promises --json
    """
    with opened() as here:
        found = audit_promises(here.house, clock.now())
    if as_json:
        told = asdict(found) | {"at": found.at.isoformat()}
        told["findings"] = [
            asdict(each) | {"dates": dict(each.dates)} for each in found.findings
        ]
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the answer
    else:
        console = Console(highlight=False, soft_wrap=True)
        for each in found.findings:
            dates = "".join(f"; {name} {when}" for name, when in each.dates)
            line = f"{each.kind}: {each.where}: {each.what} ({each.rule}){dates}"
            console.print(line, markup=False)
        console.print(found.line, markup=False)
    if found.findings:
        raise typer.Exit(1)
