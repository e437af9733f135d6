"""Fetch the photos and files of a chat from Zalo's own hosts, within limits."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from directive.sentence import Sentence
from office.errors import OfficeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

LARGEST = 50 * 1024 * 1024
_SECONDS = 20.0
_HERE = "127.0.0.1"
_IN_MEMORY = 1024 * 1024
UNREACHABLE = Sentence("Chưa tải được ảnh hoặc tệp từ Zalo; hãy gửi lại.")


@dataclass(frozen=True, slots=True)
class Hosts:
    """From where files may be fetched: names, each with all below it.

    Only over TLS, but for a fake that is named by its address on this machine.
    """

    names: tuple[str, ...] = ()

    def may(self, address: str) -> bool:
        """Tell whether an address is one of these."""
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").lower()
        except ValueError:
            return False
        known = any(host == one or host.endswith(f".{one}") for one in self.names)
        return known and (parts.scheme == "https" or host == _HERE)


@contextmanager
def fetched(address: str, hosts: Hosts) -> Iterator[IO[bytes]]:
    """Give the bytes behind an address, as a file at its beginning.

    Raises:
        OfficeError: The address is not one of Zalo's, does not answer, or gives more
            than LARGEST octets. Redirections are not followed.
    """
    import httpx  # noqa: PLC0415 - costs 0.1 s, and few need it

    if not hosts.may(address):
        raise OfficeError(UNREACHABLE)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        try:
            with httpx.stream("GET", address, timeout=_SECONDS) as answer:
                if not answer.is_success:
                    raise OfficeError(UNREACHABLE)
                for piece in answer.iter_bytes():
                    kept.write(piece)
                    if kept.tell() > LARGEST:
                        raise OfficeError("Tệp quá lớn để nhận qua Zalo.")
        except httpx.HTTPError:
            raise OfficeError(UNREACHABLE) from None
        kept.seek(0)
        yield kept
