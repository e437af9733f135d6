"""The embedded PostgreSQL: closed to others, at home anywhere, hard to kill."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import make_url

from store.embedded import Cluster, Role, account, binaries, folders
from store.errors import EmbeddedDatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOT = os.geteuid() == 0

CONNECT = """
import os, sys, psycopg
uid = int(sys.argv[1])
if uid >= 0:
    os.setgroups([]); os.setgid(uid); os.setuid(uid)
try:
    with psycopg.connect(sys.stdin.read()) as connection:
        print(connection.execute("SELECT current_user").fetchone()[0])
except psycopg.OperationalError as error:
    print("Permission denied" in str(error) and "refused by the system")
"""


def plain(cluster: Cluster, role: Role = Role.APP) -> str:
    url = make_url(cluster.url(role)).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def ask(
    cluster: Cluster, query: str, role: Role = Role.APP
) -> list[tuple[object, ...]]:
    with psycopg.connect(plain(cluster, role)) as connection:
        return connection.execute(query.encode()).fetchall()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def postmaster(home: Path) -> int:
    return int((home / "postgres" / "postmaster.pid").read_text().split()[0])


@pytest.fixture(scope="module")
def far_home(open_folder: Path) -> Path:
    """Give a data path of 150 characters below ancestors of unusual modes."""
    ancestor = open_folder / "unusual"
    ancestor.mkdir()
    ancestor.chmod(0o751)
    rest = 150 - len(str(ancestor)) - len("//data")
    (ancestor / ("x" * rest)).mkdir()
    (ancestor / ("x" * rest)).chmod(0o711)
    return ancestor / ("x" * rest) / "data"


@pytest.fixture(scope="module")
def modes_before(far_home: Path) -> dict[Path, tuple[int, int, int]]:
    watched = [*far_home.parents, *binaries._find_package().parents]
    return {p: (mode(p), p.stat().st_uid, p.stat().st_gid) for p in watched}


@pytest.fixture(scope="module")
def far(
    far_home: Path, modes_before: dict[Path, tuple[int, int, int]]
) -> Iterator[Cluster]:
    assert modes_before
    made = Cluster(far_home)
    made.start(fast=True)
    yield made
    made.stop()
    shutil.rmtree((far_home / "socket-folder").read_text().strip())


@pytest.fixture(scope="module")
def near_home(open_folder: Path) -> Path:
    return open_folder / "near"


@pytest.fixture
def near(near_home: Path) -> Iterator[Cluster]:
    """Give a cluster with the settings of real use, running."""
    made = Cluster(near_home)
    made.start()
    yield made
    made.stop()


def test_another_user_cannot_connect_even_with_the_password(far: Cluster) -> None:
    if not ROOT:  # we cannot become somebody else: what keeps him out is tested below
        socket = folders.known_socket_folder(far._home)
        assert socket is not None
        assert mode(socket) == mode(socket / folders.SOCKET_FILE) == 0o700
        return

    def connect_as(uid: int) -> str:
        command = [sys.executable, "-c", CONNECT, str(uid)]
        return subprocess.run(
            command,
            input=plain(far, Role.OWNER),
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    assert connect_as(-1) == "namro_owner"
    assert connect_as(pwd.getpwnam("nobody").pw_uid) == "refused by the system"


@pytest.mark.usefixtures("far")
def test_only_the_server_and_we_can_enter(far_home: Path) -> None:
    server = account.server_account()
    socket = folders.known_socket_folder(far_home)
    assert socket is not None

    assert mode(far_home) == (0o710 if ROOT else 0o700)
    assert (far_home.stat().st_uid, far_home.stat().st_gid) == (
        os.geteuid(),
        server.gid,
    )
    for closed in (far_home / "postgres", socket, socket / folders.SOCKET_FILE):
        assert (mode(closed), closed.lstat().st_uid) == (0o700, server.uid)
    for role in Role:
        password = far_home / f"{role}.password"
        assert (mode(password), password.stat().st_uid) == (0o600, os.geteuid())


def test_every_way_in_asks_for_a_password_and_none_is_tcp(
    far: Cluster, far_home: Path
) -> None:
    rules = (far_home / "postgres" / "pg_hba.conf").read_text().splitlines()
    methods = {line.split()[-1] for line in rules if line and line[0] != "#"}

    assert methods == {"scram-sha-256"}
    assert ask(far, "SHOW listen_addresses") == [("",)]


def test_modes_of_ancestors_stay(
    far: Cluster, modes_before: dict[Path, tuple[int, int, int]]
) -> None:
    assert far.is_running()
    now = {p: (mode(p), p.stat().st_uid, p.stat().st_gid) for p in modes_before}

    assert now == modes_before


def test_a_path_of_150_characters_works(far: Cluster, far_home: Path) -> None:
    socket = folders.known_socket_folder(far_home)

    assert len(str(far_home)) == 150
    assert socket is not None
    assert len(str(socket)) < 90
    assert ask(far, "SELECT current_user") == [("namro",)]


def test_the_application_is_no_superuser_and_time_is_utc(far: Cluster) -> None:
    roles = ask(
        far,
        "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles"
        " WHERE rolname LIKE 'namro%' ORDER BY 1",
    )

    assert roles == [("namro", False, False, False), ("namro_owner", True, True, True)]
    assert ask(far, "SHOW timezone") == [("UTC",)]
    assert ask(far, "SELECT lower('ĐÔN ĐỐC')") == [("đôn đốc",)]


@pytest.mark.usefixtures("near")
def test_starting_twice_keeps_the_server(near_home: Path) -> None:
    first = postmaster(near_home)

    Cluster(near_home).start()

    assert postmaster(near_home) == first


def test_starts_after_kill_9_with_all_that_was_committed(
    near: Cluster, near_home: Path
) -> None:
    with psycopg.connect(plain(near, Role.OWNER)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS n")
    killed = postmaster(near_home)
    os.kill(killed, signal.SIGKILL)

    near.start()

    assert postmaster(near_home) != killed
    assert ask(near, "SELECT n FROM kept", Role.OWNER) == [(7,)]


def test_a_stopped_server_leaves_nothing_running(
    near: Cluster, near_home: Path
) -> None:
    near.stop()
    near.stop()

    assert not near.is_running()
    assert not (near_home / "postgres" / "postmaster.pid").exists()
    with pytest.raises(psycopg.OperationalError):
        ask(near, "SELECT 1")


def test_starts_when_another_process_has_the_old_number(
    near: Cluster, near_home: Path
) -> None:
    near.stop()
    (near_home / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert not near.is_running()

    near.start()

    assert ask(near, "SELECT 1") == [(1,)]


def test_a_broken_cluster_gives_one_line_that_says_where(open_folder: Path) -> None:
    broken = Cluster(open_folder / "broken")
    server = account.server_account()
    folders.make_data_folder(broken._home, server)
    folders.make_server_folder(broken._data, server)

    with pytest.raises(
        EmbeddedDatabaseError, match=f"does not start in {broken._data}"
    ):
        broken.start()


def test_the_url_of_a_cluster_never_started_is_refused(open_folder: Path) -> None:
    with pytest.raises(EmbeddedDatabaseError, match="namro up"):
        Cluster(open_folder / "never").url()
