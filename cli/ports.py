"""Listening sockets on a wished port, or on the next that is free."""

from __future__ import annotations

import ipaddress
import socket

_TRIES = 100


class PortError(Exception):
    """No port can be had; the message says what to do."""


def listen(host: str, wished: int) -> socket.socket:
    """Return a listening socket at `wished` or the next free port; 0 is any port.

    Raises:
        PortError: The address is not one of this machine, or no port is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    fault = "no such port"
    last = min(wished + _TRIES, 65536) if wished else 1
    for port in range(wished, last):
        try:
            return socket.create_server((host, port), family=family, backlog=512)
        except PermissionError:
            fault = "is not allowed"
        except OSError as error:
            fault = error.strerror or str(error)
    raise PortError(
        f"no port from {wished} to {last - 1} can be opened on {host} ({fault}):"
        " set NAMRO_WEB_PORT or NAMRO_PREFECT_PORT to another"
    )


def only_loopback(host: str) -> str:
    """Return `host` as an address of this machine that no other one can reach.

    Raises:
        PortError: Others could reach it, and the site has no login yet.
    """
    address = "127.0.0.1" if host == "localhost" else host
    try:
        if ipaddress.ip_address(address).is_loopback:
            return address
    except ValueError:
        pass
    raise PortError(
        f"NAMRO_WEB_HOST is {host}, which others can reach, and the site has no login"
        " yet: leave it at 127.0.0.1"
    )
