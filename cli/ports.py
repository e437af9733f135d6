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


def address(listening: socket.socket) -> str:
    """Return the address of the site that listens there, for a browser."""
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def may_listen(host: str, *, base_url: str | None) -> str:
    """Return `host` as an address the site may be served at.

    Raises:
        PortError: Others could reach it, and no address of the site is set: its
            links and cookies would not hold.
    """
    address = "127.0.0.1" if host == "localhost" else host
    try:
        here = ipaddress.ip_address(address).is_loopback
    except ValueError:
        here = False
    if here or base_url is not None:
        return address
    raise PortError(
        f"NAMRO_WEB_HOST is {host}, which others can reach: set NAMRO_BASE_URL to the"
        " site's address (https://…), or leave it at 127.0.0.1"
    )
