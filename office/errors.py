"""When the office says no: one sentence in Vietnamese for the person who asked."""

from __future__ import annotations

from directive.errors import RefusedError


class OfficeError(RefusedError):
    """A rule refuses the act; nothing was changed."""


class NotFoundError(OfficeError):
    """What the act names does not exist."""


class ForbiddenError(OfficeError):
    """The actor may not do this here."""
