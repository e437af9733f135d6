"""Secrets at rest: encrypted and signed (Fernet), under a key outside the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken

from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping


class SealError(StoreError):
    """A sealed value cannot be opened: the key is another one, or it was changed."""


class Seal:
    """Seals small dicts of strings.

    Args:
        key: 32 bytes as base64 for URLs, with or without the "=" at its end.

    Raises:
        SealError: This is no such key.
    """

    def __init__(self, key: str) -> None:
        try:
            self._fernet = Fernet(key.strip().rstrip("=") + "=")
        except ValueError:
            raise SealError(
                "the key of Zalo's tokens must be 32 bytes as base64"
            ) from None

    def close(self, values: Mapping[str, str]) -> str:
        """Return the values, sealed."""
        return self._fernet.encrypt(json.dumps(dict(values)).encode()).decode()

    def open(self, sealed: str) -> dict[str, str]:
        """Return what was sealed.

        Raises:
            SealError: It was sealed under another key, or was changed since.
        """
        try:
            opened = json.loads(self._fernet.decrypt(sealed.encode()))
        except (InvalidToken, ValueError):
            raise SealError(
                "the tokens of Zalo were sealed under another key: restore the file"
                " zalo.key or NAMRO_ZALO_KEY, or log in again"
            ) from None
        return {str(name): str(value) for name, value in opened.items()}
