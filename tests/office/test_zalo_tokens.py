"""The pair of tokens survives whatever ends its swap, or the office is told."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import fake_zalo
import pytest
import zalo_login
from fake_zalo import FakeZalo
from zalo_login import SWAPPER, logged_in, office_tokens, pair, run_out, tasks

from notifications.zalo.oauth import Pair
from notifications.zalo.tokens import NoTokenError
from office import upkeep
from store import audit, zalo_tokens
from store.engine import unit_of_work
from store.sealing import Seal, SealError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Cloner, Database

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def zalo() -> Iterator[FakeZalo]:
    with fake_zalo.fake_zalo() as server:
        yield server


@contextmanager
def swapping(zalo: FakeZalo, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a swapper; go on when Zalo has swapped and its answer is on its way."""
    zalo.swapped.clear()
    order = zalo_login.order(zalo, folder).as_json().encode()
    with subprocess.Popen(
        SWAPPER, stdin=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdin is not None
        process.stdin.write(order)
        process.stdin.close()
        assert zalo.swapped.wait(10)
        yield process
        process.kill()


def until(done: Callable[[], bool]) -> None:
    for _ in range(200):
        if done():
            return
        time.sleep(0.05)
    pytest.fail("it never came to that")


def test_a_token_that_holds_is_given_without_asking(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path)

    assert tokens.access_token() == "access-0"
    assert tokens.access_token(refused="access-of-before") == "access-0"
    assert zalo.tokens.asked == 0


@pytest.mark.parametrize("hours", [0, 2], ids=["ran out", "soon runs out"])
def test_a_pair_is_swapped_ahead_of_time(
    zalo: FakeZalo, tmp_path: Path, hours: int
) -> None:
    tokens = logged_in(zalo, tmp_path)
    run_out(left=timedelta(hours=hours))

    assert tokens.access_token() == "access-1"
    assert tokens.access_token() == "access-1"
    assert pair() == ("access-1", "refresh-1")
    assert (zalo.tokens.asked, tasks()) == (1, [])
    assert not (tmp_path / "zalo.answer").exists()


def test_a_refused_token_is_swapped_though_it_should_hold(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path)

    assert tokens.access_token(refused="access-0") == "access-1"


def test_a_token_of_an_hour_is_not_swapped_all_the_time(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = office_tokens(zalo, tmp_path)
    short = Pair("access-0", "refresh-0", 3600)
    tokens.log_in(short, actor="office", now=zalo_login.OFFICE_TIME)

    assert tokens.access_token() == "access-0"


def test_the_pair_is_sealed(zalo: FakeZalo, tmp_path: Path) -> None:
    tokens = logged_in(zalo, tmp_path)
    kept = zalo_login.row().sealed

    assert "access-0" not in kept + repr(tokens._read())
    with pytest.raises(SealError, match="another key"):
        Seal("A" * 43).open(kept)


def test_nobody_logged_in(zalo: FakeZalo, tmp_path: Path) -> None:
    with pytest.raises(NoTokenError, match="namro zalo login"):
        office_tokens(zalo, tmp_path).access_token()


def test_nothing_but_the_end_of_the_machine_ends_a_swap(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    logged_in(zalo, tmp_path)
    zalo.dawdles = 0.3

    with swapping(zalo, tmp_path) as process:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            process.send_signal(number)
        ended = process.wait(10)

    assert (ended, pair()) == (0, ("access-1", "refresh-1"))


def test_killed_while_the_answer_is_on_its_way_an_heir_hears_it(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path)
    run_out()
    zalo.hold = threading.Event()
    with swapping(zalo, tmp_path) as process:
        until(lambda: zalo_login.has_heir(process.pid))
        process.kill()
        assert process.wait() == -signal.SIGKILL
        zalo.hold.set()

    assert tokens.access_token() == "access-1"  # waits for the lock that the heir has
    assert (pair(), zalo.tokens.asked) == (("access-1", "refresh-1"), 1)
    assert not (tmp_path / "zalo.answer").exists()


def test_killed_with_its_heir_the_office_is_told(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path)
    zalo.hold = threading.Event()
    with swapping(zalo, tmp_path) as process:
        until(lambda: zalo_login.has_heir(process.pid))
        os.killpg(process.pid, signal.SIGKILL)
        zalo.hold.set()
    run_out(left=timedelta(hours=2))

    still = [tokens.access_token() for _ in range(3)]
    asked = zalo.tokens.asked
    (told,) = tasks()
    run_out()
    with pytest.raises(NoTokenError, match="Đăng nhập lại"):
        tokens.access_token()
    logged_in(zalo, tmp_path)

    assert still == ["access-0"] * 3
    assert (asked, zalo.tokens.reused) == (2, 1)  # a used token is shown once
    assert told[0].startswith("Đăng nhập lại Zalo OA")
    assert "refresh-0" not in told[0]
    assert tasks() == [(told[0], True)]
    assert tokens.access_token() == "access-1"
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_killed_on_the_way_a_server_that_answers_again_saves_the_pair(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path)
    zalo.hold, zalo.tokens.grace = threading.Event(), True
    with swapping(zalo, tmp_path) as process:
        until(lambda: zalo_login.has_heir(process.pid))
        os.killpg(process.pid, signal.SIGKILL)
        zalo.hold.set()
    run_out()

    assert tokens.access_token() == "access-1"
    assert (pair(), tasks()) == (("access-1", "refresh-1"), [])


def test_a_claim_whose_holder_was_killed_is_taken_over(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path)
    run_out()
    with unit_of_work() as session:
        zalo_tokens.begin(
            session,
            fake_zalo.APP_ID,
            1,
            now=zalo_login.clock.real_now() - timedelta(minutes=1),
            patience=timedelta(),
        )

    assert tokens.access_token() == "access-1"


@contextmanager
def away(database: Database, cloner: Cloner) -> Iterator[None]:
    """Take the database away for a while."""
    allow = f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS"
    cloner.desk.execute(f"{allow} false")
    cloner.desk.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
        [database.name],
    )
    yield
    cloner.desk.execute(f"{allow} true")


@pytest.mark.parametrize("killed", [False, True], ids=["lives on", "is killed"])
def test_a_database_that_goes_away_after_zalos_yes(
    zalo: FakeZalo, tmp_path: Path, database: Database, cloner: Cloner, *, killed: bool
) -> None:
    tokens = logged_in(zalo, tmp_path)
    run_out()
    zalo.dawdles = 0.3
    answer = tmp_path / "zalo.answer"

    with swapping(zalo, tmp_path) as process:
        with away(database, cloner):
            until(lambda: answer.exists() and answer.stat().st_size > 0)
            if killed:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if not killed:
            assert process.wait(10) == 0

    assert (answer.exists(), answer.stat().st_mode & 0o077 if killed else 0) == (
        killed,
        0,
    )
    assert tokens.access_token() == "access-1"
    assert (pair(), zalo.tokens.asked) == (("access-1", "refresh-1"), 1)
    assert not answer.exists()


def test_an_answer_of_another_swap_is_not_taken_for_this_one(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path)
    (tmp_path / "zalo.answer").write_text(
        Seal(zalo_login.KEY).close({"replaces": "x", "access": "y", "refresh": "z"})
    )
    run_out()

    assert tokens.access_token() == "access-1"


def test_zalo_that_cannot_be_reached_is_asked_again_later(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path)
    run_out()
    zalo.shutdown()
    zalo.server_close()

    with pytest.raises(NoTokenError, match="không trả lời"):
        tokens.access_token()

    assert (tasks(), pair()) == ([], ("access-0", "refresh-0"))


def test_a_swap_that_finds_no_place_on_disk_does_not_ask(
    zalo: FakeZalo, tmp_path: Path
) -> None:
    tokens = logged_in(zalo, tmp_path / "not there")
    run_out()

    with pytest.raises(NoTokenError, match="FileNotFoundError"):
        tokens.access_token()

    assert zalo.tokens.asked == 0


def test_upkeep_renews_a_login_that_nobody_used(zalo: FakeZalo, tmp_path: Path) -> None:
    nobody = upkeep.keep_login(office_tokens(zalo, tmp_path))
    tokens = logged_in(zalo, tmp_path)
    run_out()

    assert nobody.startswith("Chưa đăng nhập Zalo OA")
    assert (upkeep.keep_login(tokens), pair()[0]) == ("logged in", "access-1")
    assert upkeep.keep_login(None) == "no Zalo account"
