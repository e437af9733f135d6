"""Real servers for tests: an SMTP server that misbehaves, an IMAP server, a port."""

from __future__ import annotations

import imaplib
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

HOST = "127.0.0.1"
IMAP_USER = "ketqua"
IMAP_PASSWORD = "mat-khau-thu"  # noqa: S105 - of a server that lives for one test
_SECONDS_TO_START = 20
_RUN_PYMAP = "from pymap.main import main; main()"


@dataclass
class Script:
    """What a misbehaving SMTP server does: `faults` by the number of its message.

    A fault is a reply ("451 …", "550 …") to RCPT, or "drop" (closed after DATA,
    not kept), "lostack" (kept, closed before the answer), "421" (said to MAIL, then
    closed). `greeting` replaces the 220.
    """

    faults: dict[int, str] = field(default_factory=dict)
    greeting: str = "220 misbehaving.example ESMTP"


class MisbehavingSmtp(socketserver.ThreadingTCPServer):
    """Counts MAIL commands from 1 over all its connections, and follows a script."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        super().__init__((HOST, 0), _Session)
        self.tls = tls
        self.script = script
        self.port: int = self.server_address[1]
        self.messages = 0
        self.connections = 0
        self.kept: list[bytes] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients of these tests break off on purpose."""

    def __exit__(self, *args: object) -> None:
        self.shutdown()
        self.server_close()


class _Session(socketserver.StreamRequestHandler):
    server: MisbehavingSmtp

    def setup(self) -> None:
        if self.server.tls is not None:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def handle(self) -> None:
        self.server.connections += 1
        self._say(self.server.script.greeting)
        for line in self.rfile:
            if not self._answer(line[:4].upper()):
                return

    def _answer(self, verb: bytes) -> bool:
        """Answer one command; False closes the connection."""
        fault = self.server.script.faults.get(self.server.messages, "")
        match verb:
            case b"MAIL":
                self.server.messages += 1
                if self.server.script.faults.get(self.server.messages) == "421":
                    self._say("421 4.3.2 closing")
                    return False
                self._say("250 ok")
            case b"RCPT" if fault[:1] in ("4", "5"):
                self._say(fault)
            case b"DATA":
                self._say("354 go")
                raw = self._body()
                if fault != "drop":
                    self.server.kept.append(raw)
                if fault in ("drop", "lostack"):
                    return False
                self._say("250 kept")
            case b"QUIT":
                self._say("221 bye")
                return False
            case _:
                self._say("250 ok")
        return True

    def _body(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        return b"".join(lines)

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


def self_signed(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for localhost; return a server's context and the PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(certificate.public_bytes(Encoding.PEM))
    private.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class ImapServer:
    """A running IMAP server with one user."""

    port: int
    host: str = HOST
    user: str = IMAP_USER
    password: str = IMAP_PASSWORD

    def append(self, raw: bytes) -> None:
        """Put a mail into the INBOX, unseen."""
        with imaplib.IMAP4(self.host, self.port) as box:
            box.login(self.user, self.password)
            status, said = box.append("INBOX", "", "", raw)
            assert status == "OK", said


@contextmanager
def imap_server(log: Path) -> Iterator[ImapServer]:
    """Run pymap with an empty INBOX, in a process of its own."""
    port = free_port()
    arguments = ["--host", HOST, "--port", str(port), "--no-tls", "dict"]
    user = ["--demo-user", IMAP_USER, "--demo-password", IMAP_PASSWORD]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN_PYMAP, *arguments, *user],
            stdout=output,
            stderr=output,
        )
    try:
        _await(port, process, log)
        yield ImapServer(port)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(_SECONDS_TO_START * 20):
        if process.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"pymap did not start: {log.read_text()[-2000:]}")
