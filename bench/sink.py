"""A fast SMTP server of our own: it counts what it takes, and misbehaves on demand.

    python bench/sink.py

The first line on stdout is its port. Then each line on stdin is a JSON order, and
each is answered by one JSON line:

    {"do": "fault", "verb": "RCPT", "kind": "451", "at": 2}   spoil the 2nd from now
    {"do": "slow", "seconds": 0.02}                           answer a mail so late
    {"do": "counts"}                                   {Message-ID: copies}
    {"do": "clear"}               forget them, and the faults

A verb is CONNECT, EHLO, MAIL, RCPT, DATA, BODY, RSET or QUIT. A kind is a reply code
said instead of the right one ("421" closes the line too), "drop" (closed, and nothing
done) or "lostack" (done, and closed instead of answered).
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_HOST = "127.0.0.1"
_ID = re.compile(rb"^Message-ID:\s*(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)
_END = b"\r\n.\r\n"
_RIGHT = {"CONNECT": "220 sink.example ESMTP", "DATA": "354 go", "QUIT": "221 bye"}


@dataclass
class Book:
    """What the server took, and what it is told to do wrong."""

    kept: Counter[str] = field(default_factory=Counter)
    fault: tuple[str, str] | None = None  # verb, kind
    countdown: int = 0
    seconds: float = 0.0

    def fault_at(self, verb: str) -> str | None:
        """Return the kind of fault that this verb meets now, if any."""
        if self.fault is None or self.fault[0] != verb:
            return None
        self.countdown -= 1
        if self.countdown:
            return None
        kind, self.fault = self.fault[1], None
        return kind

    def obey(self, order: dict[str, Any]) -> object:
        """Carry out one order; return the answer."""
        match order["do"]:
            case "fault":
                self.fault = (order["verb"], order["kind"])
                self.countdown = order["at"]
            case "slow":
                self.seconds = order["seconds"]
            case "counts":
                return dict(self.kept)
            case "clear":
                self.kept.clear()
                self.fault = None
        return None


class Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._buffer = bytearray()
        self._in_body = False
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
        self._do("CONNECT")

    def data_received(self, data: bytes) -> None:
        """Answer every whole command, and every whole mail."""
        self._buffer += data
        while not self._transport.is_closing():
            end = _END if self._in_body else b"\r\n"
            place = self._buffer.find(end)
            if place < 0:
                return
            piece = bytes(self._buffer[:place])
            del self._buffer[: place + len(end)]
            if self._in_body:
                self._in_body = False
                self._do("BODY", piece)
            else:
                self._do(piece[:4].decode("ascii", "replace").upper())

    def _do(self, verb: str, mail: bytes = b"") -> None:
        kind = self._book.fault_at(verb)
        right = kind is None or kind == "lostack"
        if right and verb == "BODY":
            found = _ID.search(mail)
            self._book.kept[found[1].decode() if found else "none"] += 1
        if kind in ("drop", "lostack"):
            self._transport.close()
            return
        self._in_body = right and verb == "DATA"
        said = f"{kind} asked to say so" if kind else _RIGHT.get(verb, "250 ok")
        if verb == "BODY" and self._book.seconds:
            loop = asyncio.get_running_loop()
            loop.call_later(self._book.seconds, self._say, said)
        else:
            self._say(said)
        if kind == "421" or verb == "QUIT":
            self._transport.close()

    def _say(self, reply: str) -> None:
        if not self._transport.is_closing():
            self._transport.write(f"{reply}\r\n".encode())


async def serve() -> None:
    """Listen until stdin ends."""
    book, loop = Book(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Line(book), _HOST, 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    orders = asyncio.StreamReader(limit=1 << 20)
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(orders), sys.stdin
    )
    while order := await orders.readline():
        print(json.dumps(book.obey(json.loads(order))), flush=True)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve())
