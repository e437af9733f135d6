"""Numbers in addresses and forms: what is no number names nothing."""

from __future__ import annotations

import re

from office.errors import NotFoundError

_NUMBER = re.compile(r"[0-9]{1,18}")


def numbered(text: str) -> int:
    """Return the number that an address or a form gives.

    Raises:
        NotFoundError: It is none, or longer than any of ours.
    """
    found = number_or_none(text)
    if found is None:
        raise NotFoundError("Không có trang nào ở địa chỉ này.")
    return found


def number_or_none(text: str) -> int | None:
    """Return the number that is given, None where it is none of ours."""
    return int(text) if _NUMBER.fullmatch(text) else None
