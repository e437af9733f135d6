"""`namro audit`: prove that the history is what was written, and promises are kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from cli.days import read_day
from cli.opened import opened
from office import accepting, actor
from office.auditing import audit_promises
from runtime import clock
from runtime.clock import HANOI
from store import audit
from store.engine import unit_of_work

if TYPE_CHECKING:
    from directive.findings import Finding

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
    since: Annotated[
        str | None,
        typer.Option(help="Leave out what speaks of earlier days only: 2025-12-01."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = (
        False
    ),
) -> None:
    """Compare what had to be told by now with the ledger; exit 1 at a difference.

    What was accepted is listed as such, and is no difference any more.

    Example: namro audit promises --since 2025-12-01
    """
    day = read_day(since, option="--since") if since else None
    with opened() as here:
        found = audit_promises(here.house, clock.now(), since=day)
    if as_json:
        told = asdict(found) | {
            "at": found.at.isoformat(),
            "findings": [_plain(each) for each in found.findings],
            "accepted": [
                _plain(each.finding)
                | {"reason": each.reason, "by": each.by, "at": each.at.isoformat()}
                for each in found.accepted
            ],
        }
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the answer
    else:
        console = Console(highlight=False, soft_wrap=True)
        for one in found.accepted:
            when = one.at.astimezone(HANOI)
            by = f"accepted by {one.by} on {when:%d/%m/%Y}: {one.reason}"
            console.print(f"{_line(one.finding)}; {by}", markup=False)
        for each in found.findings:
            console.print(_line(each), markup=False)
        console.print(found.line, markup=False)
    if found.findings:
        raise typer.Exit(1)


@app.command()
def accept(
    key: Annotated[str, typer.Argument(help="The finding, such as 3f2a91c07d1e.")],
    reason: Annotated[str, typer.Option(help="Why it needs nobody any more.")],
) -> None:
    """Accept a finding of `namro audit promises`: it stays listed, and is no alarm.

    Example: namro audit accept 3f2a91c07d1e --reason "Máy chủ hỏng ngày 3/12"
    """
    with opened() as here:
        finding = accepting.accept(
            key, reason=reason, house=here.house, actor=actor.OFFICE, now=clock.now()
        )
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"Đã chấp nhận: {_line(finding)}", markup=False)


def _line(finding: Finding) -> str:
    dates = "".join(f"; {name} {when}" for name, when in finding.dates)
    said = f"{finding.kind}: {finding.where}: {finding.what} ({finding.rule}){dates}"
    return f"{finding.key} {said}"


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        **asdict(finding),
        "dates": dict(finding.dates),
    }
