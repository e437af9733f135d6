"""Who reaches the site: this machine, under its own names, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_client import Site

from web.app import create_app

if TYPE_CHECKING:
    from office.house import House

LET_IN = {
    "by number": ("127.0.0.1", "127.0.0.1:8000"),
    "by name": ("127.0.0.1", "localhost:8000"),
    "without a port": ("127.0.0.5", "localhost"),
    "over IPv6": ("::1", "[::1]:8000"),
}
KEPT_OUT = {
    "another machine": ("10.0.0.7", "127.0.0.1:8000"),
    "a name that was made to point here": ("127.0.0.1", "evil.example:8000"),
    "a name that begins like ours": ("127.0.0.1", "localhost.evil.example"),
    "no name": ("127.0.0.1", ""),
    "an address of the network": ("127.0.0.1", "10.0.0.7"),
}


def ask(office: House, client: str, host: str) -> int:
    return Site(create_app(office), client, host).get("/healthz").status_code


@pytest.mark.parametrize(("client", "host"), LET_IN.values(), ids=LET_IN)
def test_this_machine_is_let_in(client: str, host: str, office: House) -> None:
    assert ask(office, client, host) == 200


@pytest.mark.parametrize(("client", "host"), KEPT_OUT.values(), ids=KEPT_OUT)
def test_others_are_kept_out(client: str, host: str, office: House) -> None:
    assert ask(office, client, host) == 421
