"""The five clarities of a reading, as the JSON contract has them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from directive.reading.contract import as_json

if TYPE_CHECKING:
    from directive.model import Reading
    from directive.resolution import AssignmentDraft


def show(reading: Reading, drafts: tuple[AssignmentDraft, ...] | None) -> None:
    """Print one JSON object; the same reading always gives the same bytes."""
    answer = json.dumps(as_json(reading, drafts), ensure_ascii=False, indent=1)
    sys.stdout.write(f"{answer}\n")
