"""The three processes of `namro up`: Prefect's server, the served flows, the site."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import httpx

from cli import ports
from cli.child import Spec
from flows.environment import HOST, api_url, prefect_environment
from runtime.environment import for_children

if TYPE_CHECKING:
    import socket

    from runtime.settings import Settings

_PATIENCE = 5.0  # seconds for one answer
_OURS = {"deployments": {"tags": {"all_": ["namro"]}}}


@dataclass(frozen=True, slots=True)
class Parts:
    """The processes in the order they are started, and where they are reached."""

    prefect: Spec
    flows: Spec
    web: Spec
    web_url: str
    prefect_url: str
    sockets: tuple[socket.socket, ...]


def parts(settings: Settings) -> Parts:
    """Open the ports and say what is to run.

    Raises:
        PortError: A port cannot be had, or the site would be open to others.
    """
    home = settings.data_dir.absolute() / "prefect"
    web_host = ports.may_listen(settings.web_host, base_url=settings.base_url)
    book = ports.listen(HOST, settings.prefect_port)
    site = ports.listen(web_host, settings.web_port)
    number = book.getsockname()[1]
    ours = for_children(settings)
    web_url = ports.address(site)
    bare = {name: ours[name] for name in ours if not name.startswith("NAMRO_")}
    told = prefect_environment(home, number)
    server = "prefect.server.api.server:create_app"
    return Parts(
        prefect=Spec(
            name="prefect",
            command=_serving(book, server),
            ready=lambda _: _answers(f"{api_url(number)}/ready"),
            environment=bare | told,
            folder=home,
            sockets=(book.fileno(),),
        ),
        flows=Spec(
            name="flows",
            command=(sys.executable, "-m", "flows"),
            ready=lambda started: _polls(number, since=started),
            environment=ours | told,
            folder=home,
            stop_by=signal.SIGINT,  # on SIGTERM the runner leaves without its runs
        ),
        web=Spec(
            name="web",
            command=_serving(site, "web.app:create_app"),
            ready=lambda _: _answers(f"{web_url}/healthz"),
            environment=ours,
            folder=home,
            sockets=(site.fileno(),),
        ),
        web_url=web_url,
        prefect_url=f"http://{HOST}:{number}",
        sockets=(book, site),
    )


def _serving(listening: socket.socket, target: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "cli.serving", str(listening.fileno()), target)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=_PATIENCE, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _polls(port: int, *, since: datetime) -> bool:
    """Tell whether the flows were registered and asked for work since a moment."""
    try:
        answer = httpx.post(
            f"{api_url(port)}/deployments/filter",
            json=_OURS,
            timeout=_PATIENCE,
            trust_env=False,
        )
    except httpx.HTTPError:
        return False
    found = answer.json() if answer.is_success else []
    polled = [each["last_polled"] for each in found if each.get("last_polled")]
    return any(datetime.fromisoformat(each) >= since for each in polled)
