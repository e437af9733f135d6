"""`namro import FILE`: take a directive in, show who is told, confirm it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from cli import errors, review_table
from cli.choosing import choose, keys
from cli.opened import opened
from cli.reviewing import as_plain, is_review, load
from cli.source import FORMATS, blaming, label_of, say_differences, take_in
from office import actor, correcting, intake
from runtime import clock
from store import files

if TYPE_CHECKING:
    from cli.source import Source
    from directive.correcting import Change
    from office.intake import Review
    from office.opening import Installation

PIPED_WIDTH = 160


def import_(
    file: Annotated[str, typer.Argument(help=FORMATS)],
    add: Annotated[
        str | None,
        typer.Option(metavar="CODE,CODE", help="Add these near misses, and confirm."),
    ] = None,
    leave_out: Annotated[
        str | None,
        typer.Option(metavar="CODE,CODE", help="Leave these out, and confirm."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Confirm what was read, without asking.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object; asks nothing.")
    ] = False,
) -> None:
    """Take a directive in: show who is told and what is unclear, then confirm.

    In a terminal, each agency that is nearly in a group is added with one key.
    Elsewhere nothing is confirmed without --yes, --add or --leave-out; the same
    command given again shows, and confirms, the same document.

    A review file that `namro encode --out` wrote is taken in with its corrections.

    Exit code 3: taken in, but a name in it is not in the registry.

    Example: namro import cong-van.txt --add CAT,BHXH
    """
    source = None if is_review(file) else take_in(file)
    with opened() as office:
        review, changes = _taken(file, source, office)
        console = Console() if sys.stdout.isatty() else Console(width=PIPED_WIDTH)
        added, left_out = _codes(add), _codes(leave_out)
        decided = yes or add is not None or leave_out is not None
        if not as_json:
            review_table.show(review, console=console)
            review_table.show_changes(changes, console=console)
        if not decided and not as_json and sys.stdin.isatty() and sys.stdout.isatty():
            near = tuple(review_table.near_misses(review).items())
            with keys() as key:
                chosen = choose(near, console=console, key=key)
            decided, added = chosen is not None, chosen or ()
        if decided:
            intake.confirm(
                review.directive_id,
                add=added,
                leave_out=left_out,
                actor=actor.OFFICE,
                now=clock.now(),
            )
    if as_json:
        answer = review_table.as_json(review) | {
            "stage": "confirmed" if decided else "received",
            "added": list(added),
            "left_out": list(left_out),
            "changes": [as_plain(change) for change in changes],
        }
        print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 - the answer
    else:
        console.print(_next_step(review, decided=decided), markup=False)
    if unknown := review.unknown_names():
        listed = ", ".join(f"“{name}”" for name in unknown)
        errors.say(
            f"{file}: not in the registry: {listed}; the others are kept, add these to"
            " the agency file or correct the document"
        )
        raise typer.Exit(errors.NAMES_UNKNOWN)


def _taken(
    file: str, source: Source | None, office: Installation
) -> tuple[Review, tuple[Change, ...]]:
    """Take in a document; without one, the document of a review file."""
    given: dict[str, Any] = {"actor": actor.OFFICE, "now": clock.now()}
    with blaming(file):
        if source is not None:
            review = intake.receive(
                source.document.text,
                name=Path(label_of(file)).name,
                original=source.data,
                house=office.house,
                **given,
            )
            say_differences(source, file, office.house.calendar)
            return review, ()
        reviewed = load(Path(file), office.house.calendar, kept=files.read)
        review = intake.receive(
            reviewed.source,
            name=reviewed.name,
            original=reviewed.original,
            house=office.house,
            **given,
        )
    made = reviewed.corrected
    return correcting.correct(review.directive_id, made.reading, **given), made.changes


def _codes(given: str | None) -> tuple[str, ...]:
    words = (given or "").split(",")
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def _next_step(review: Review, *, decided: bool) -> str:
    number = review.directive_id
    if decided:
        return f"Đã xác nhận. Tiếp theo: namro issue {number}"
    return "Chưa xác nhận. Chạy lại lệnh này với --yes, --add hoặc --leave-out."
