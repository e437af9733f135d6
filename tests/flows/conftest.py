"""A real Prefect server, started once for the tests of flows."""

from __future__ import annotations

import gc
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_HOME,
    PREFECT_LOGGING_TO_API_ENABLED,
    temporary_settings,
)
from processes import answers, running

from cli import ports
from flows.environment import HOST, api_url, prefect_environment
from runtime import settings
from runtime.environment import for_children
from tasks.installation import here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Database

HERE = Path(__file__).parent
# Prefect's worker for events leaves its socket to the garbage collector.
LEFT_OPEN = "ignore:unclosed <socket:ResourceWarning"
PREFECT = "prefect.server.api.server:create_app"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that need Prefect on one worker: there is one server for them."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("prefect"))
            item.add_marker(pytest.mark.filterwarnings(LEFT_OPEN))


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="session")
def prefect_port(prefect_home: Path) -> Iterator[int]:
    """Run a Prefect server as `namro up` does, until the end of the session."""
    with ports.listen(HOST, 0) as listening:
        port: int = listening.getsockname()[1]
        told = prefect_environment(prefect_home, port)
        number = listening.fileno()
        with running(
            [sys.executable, "-m", "cli.serving", str(number), PREFECT],
            environment=for_children(settings.load()) | told,
            folder=prefect_home,
            sockets=(number,),
        ) as server:
            server.until(lambda: answers(f"{api_url(port)}/ready"), seconds=60)
            yield port


@pytest.fixture
def prefect(
    prefect_port: int,
    prefect_home: Path,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[int]:
    """Let flows of this test use the server, and a database of their own."""
    monkeypatch.setenv("NAMRO_DATABASE_URL", database.url)
    settings.load.cache_clear()
    here.cache_clear()
    url = api_url(prefect_port)
    of_this_test = {
        PREFECT_API_URL: url,
        PREFECT_HOME: prefect_home,
        PREFECT_LOGGING_TO_API_ENABLED: False,
    }
    with temporary_settings(of_this_test):
        yield prefect_port
    here.cache_clear()
    with warnings.catch_warnings():  # lest a test elsewhere be blamed for them
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
