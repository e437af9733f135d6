"""A real PostgreSQL for the tests: started once, migrated once, cloned for each test.

The folder of the cluster lies straight under the temporary folder, not below
pytest's own: as root, the server runs as a system user that may not enter there.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import make_url

from runtime import settings
from store import engine, migrate
from store.embedded import Cluster, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = "template_of_tests"
MEMORY_DISK = "/dev/shm"  # noqa: S108 - only below a folder made by mkdtemp
AMPLE = 2 << 30  # bytes
UNDERTAKER = """
cat >/dev/null  # until our end of the pipe closes, be it by kill -9
kill -QUIT "$(head -n1 "$1/data/postgres/postmaster.pid" 2>&-)" 2>&- && sleep 1
rm -rf "$1"
"""
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Database:
    """An empty, migrated database of one test."""

    name: str
    url: str  # as the application
    owner_url: str  # as the owner of the tables


@pytest.fixture(autouse=True)
def _settings_of_a_test(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Hide the settings of whoever runs the tests, lest real mail be sent."""
    for name in [*os.environ]:  # noqa: TID251 - to take away what is there
        if name.startswith(settings.PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setitem(settings.Settings.model_config, "env_file", None)
    monkeypatch.setenv("NAMRO_DATA_DIR", str(tmp_path_factory.getbasetemp() / "data"))
    settings.load.cache_clear()
    yield
    settings.load.cache_clear()


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """Give a temporary folder that other users may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="namro-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Run an embedded PostgreSQL until the end of the session, however it ends."""
    folder = Path(tempfile.mkdtemp(prefix="namro-test-", dir=_quick_place()))
    folder.chmod(0o755)
    undertaker = ["sh", "-c", UNDERTAKER, "sh", str(folder)]
    with subprocess.Popen(undertaker, stdin=subprocess.PIPE, start_new_session=True):
        made = Cluster(folder / "data")
        made.start(fast=True)
        yield made
        made.stop()


def _quick_place() -> str | None:
    """Return the memory disk if it has ample room: files are made 10 times faster."""
    try:
        found = os.statvfs(MEMORY_DISK)
    except OSError:
        return None
    roomy = found.f_bavail * found.f_frsize > AMPLE
    return MEMORY_DISK if roomy and not found.f_flag & os.ST_NOEXEC else None


@pytest.fixture(scope="session")
def template(cluster: Cluster, _desk: psycopg.Connection) -> str:
    _desk.execute(f"CREATE DATABASE {TEMPLATE}")
    migrate.upgrade(cluster.url(Role.OWNER, database=TEMPLATE), Role.APP)
    return TEMPLATE


@pytest.fixture(scope="session")
def _desk(cluster: Cluster) -> Iterator[psycopg.Connection]:
    """Keep one connection from which databases are made and dropped."""
    url = make_url(cluster.url(Role.OWNER, database="postgres"))
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        yield connection


@dataclass(frozen=True, slots=True)
class Cloner:
    """Makes databases from templates."""

    cluster: Cluster
    desk: psycopg.Connection

    @contextmanager
    def bound(self, template: str) -> Iterator[Database]:
        """Give a clone of a template, bound to `store.engine` as the application."""
        name = f"test_{next(_numbers)}"
        self.copy(template, name)
        made = Database(
            name=name,
            url=self.cluster.url(Role.APP, database=name),
            owner_url=self.cluster.url(Role.OWNER, database=name),
        )
        engine.bind(made.url)
        yield made
        engine.release()
        self.desk.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def copy(self, template: str, name: str) -> None:
        """Make the database `name` as a copy of another."""
        self.desk.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@pytest.fixture(scope="session")
def cloner(cluster: Cluster, _desk: psycopg.Connection) -> Cloner:
    """Give what makes databases from templates."""
    return Cloner(cluster, _desk)


@pytest.fixture
def database(cloner: Cloner, template: str) -> Iterator[Database]:
    """Give a fresh database and bind `store.engine` to it as the application."""
    with cloner.bound(template) as made:
        yield made
