"""Files given out to be kept: attachments, never shown in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import FileResponse

if TYPE_CHECKING:
    from office.evidence import Given


def attached(found: Given) -> FileResponse:
    """Return a file under its name; whatever is in it, a browser only saves it."""
    return FileResponse(
        found.path,
        media_type="application/octet-stream",
        filename=found.name,
        content_disposition_type="attachment",
    )
