"""Ports: the wished one, the next free one, and never one that others reach."""

from __future__ import annotations

import pytest
from servers import free_port

from cli.ports import PortError, listen, may_listen


def test_a_taken_port_gives_the_next() -> None:
    wished = free_port()
    with listen("127.0.0.1", wished) as first, listen("127.0.0.1", wished) as second:
        assert first.getsockname()[1] == wished
        assert second.getsockname()[1] > wished


def test_an_address_of_another_machine_is_refused_with_the_setting() -> None:
    with pytest.raises(PortError, match="NAMRO_WEB_PORT"):
        listen("192.0.2.1", 8000)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_loopback_is_taken(host: str) -> None:
    assert may_listen(host, base_url=None) in {host, "127.0.0.1"}


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.8", "::", "namro.example"])  # noqa: S104 - refused
def test_what_others_reach_is_refused(host: str) -> None:
    with pytest.raises(PortError, match=f"NAMRO_WEB_HOST is {host}"):
        may_listen(host, base_url=None)


def test_a_site_with_an_address_of_its_own_may_be_reached() -> None:
    assert may_listen("10.0.0.8", base_url="https://namro.example") == "10.0.0.8"
