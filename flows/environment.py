"""What Prefect is told by its environment; importing this does not import Prefect."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"  # the server has no login of its own


def api_url(port: int) -> str:
    """Return where the API of the server on `port` is."""
    return f"http://{HOST}:{port}/api"


def prefect_environment(home: Path, port: int) -> dict[str, str]:
    """Return the settings of a Prefect server, and of who talks to it.

    Prefect keeps what it runs in a folder of the temporary one that all users of a
    machine would share: it gets a temporary folder of its own, made here.

    Args:
        home: Everything of Prefect lies here, its SQLite too.
        port: Where the server listens, on loopback only.
    """
    temporary = home / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    return {
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": api_url(port),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home}/prefect.db",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_LOGGING_COLORS": "false",
        "PREFECT_RUNNER_POLL_FREQUENCY": "5",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
        "PREFECT__SERVER_FINAL": "1",
        "TMPDIR": str(temporary),
    }
