"""`namro regress REVIEW`: keep a corrected reading as a row that a test runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path  # noqa: TC003 - Typer reads the annotation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import RefusedError
from cli.reviewing import load
from store.calendar_file import load_calendar
from store.review_writing import plain, sha256_of

if TYPE_CHECKING:
    from cli.reviewing import Reviewed

_DIGITS = 12  # of the SHA-256, in the row's file name


def regress(
    review: Annotated[Path, typer.Argument(help="A review file that was corrected.")],
    into: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER", help="tests/directive/reading/corrected of the project."
        ),
    ],
) -> None:
    """Keep what a person corrected as a row that the tests of the reading run.

    The row holds the whole text: give only documents that may be published. It is
    expected to fail until the reading is right; then set "fixed" in it to true.

    Example: namro regress review.yaml --into tests/directive/reading/corrected
    """
    reviewed = load(review, load_calendar())
    if not reviewed.corrected.changes:
        raise RefusedError(f"{review}: nothing in it was corrected, there is no row")
    row = json.dumps(_row(reviewed), ensure_ascii=False, indent=1)
    target = into / f"{sha256_of(reviewed.source)[:_DIGITS]}.json"
    target.write_text(f"{row}\n", "utf-8")
    count = len(reviewed.corrected.changes)
    sys.stdout.write(f"Đã ghi: {target} ({count} chỗ sửa)\n")


def _row(reviewed: Reviewed) -> dict[str, Any]:
    """Return the row: the text, and each field that the machine must read so."""
    orders = {one.path: one for one in reviewed.corrected.reading.instructions}
    expected = [
        {
            "path": change.path or None,
            "words": orders[change.path].text if change.path else None,
            "field": change.field,
            "value": plain(change.person),
        }
        for change in reviewed.corrected.changes
    ]
    return {
        "name": reviewed.name,
        "fixed": False,
        "expected": expected,
        "source": reviewed.source,
    }
