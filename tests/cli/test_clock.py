"""What the schedules do, by hand; and the commands that look after the store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from letters import queue_letter
from sqlalchemy import text

from notifications.catcher import MailCatcher
from store import migrate
from store.engine import connect
from store.migrate import current

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk

NOW = datetime(2025, 8, 19, tzinfo=UTC)
WITHOUT_PREFECT = """
import sys
from cli import clock, db, trail, doctor, up
sys.exit(sorted({"prefect", "tasks"} & {name.split(".")[0] for name in sys.modules}))
"""


def test_deliver_sends_what_waits_and_says_how_much(desk: Desk) -> None:
    queue_letter("Gửi tay", now=NOW)
    with MailCatcher() as catcher:
        desk.set(smtp_host="127.0.0.1", smtp_port=str(catcher.port))

        first = desk.namro("deliver", "--json")
        again = desk.namro("deliver")

        assert json.loads(first.stdout) == {"sent": 1}
        assert again.stdout == "nothing was waiting\n"
        assert catcher.count() == 1


@pytest.mark.parametrize("command", ["remind", "escalate"])
def test_an_office_without_directives_sounds_no_rung(desk: Desk, command: str) -> None:
    told = desk.namro(command, "--json")
    shown = desk.namro(command)

    assert json.loads(told.stdout) == {"rungs": {}, "messages": 0}
    assert shown.stdout == "no rung is due\nmessages queued: 0\n"


def test_collect_takes_the_drop_folder(desk: Desk, tmp_path: Path) -> None:
    dropped = tmp_path / "drop" / "NV-2025-000001.pdf"
    dropped.parent.mkdir()
    dropped.write_bytes(b"%PDF-1.7")
    os.utime(dropped, (0, 0))  # nobody is still writing it
    desk.set(drop_dir=str(dropped.parent))

    shown = desk.namro("collect")

    assert (shown.exit_code, "note" in shown.stdout) == (0, True)
    assert not dropped.exists()


def test_collect_without_a_place_says_which_setting_is_missing(desk: Desk) -> None:
    assert "NAMRO_DROP_DIR" in desk.refused("collect", code=1)


def test_a_mailbox_that_refuses_is_one_line(desk: Desk) -> None:
    desk.set(imap_host="127.0.0.1", imap_port="1", imap_user="ketqua")

    assert "127.0.0.1:1 cannot be opened" in desk.refused("collect", code=1)


def test_a_sound_trail_is_proven(desk: Desk) -> None:
    queue_letter("Vào nhật ký", now=NOW)

    told = desk.namro("audit", "verify", "--json")
    shown = desk.namro("audit", "verify")

    assert json.loads(told.stdout)["fault"] is None
    assert (shown.exit_code, "all hold" in shown.stdout) == (0, True)


def test_a_changed_row_is_named_and_ends_with_1(desk: Desk) -> None:
    engine = connect(desk.database.owner_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE agencies SET name = 'X' WHERE code = 'SNV'"))
    engine.dispose()

    told = desk.namro("audit", "verify", "--json")
    shown = desk.namro("audit", "verify")

    assert (told.exit_code, shown.exit_code) == (1, 1)
    assert json.loads(told.stdout)["fault"]["sentence"] == shown.stdout.strip()
    assert "agencies SNV differs" in shown.stdout


def test_the_schema_of_a_given_database_is_upgraded(desk: Desk) -> None:
    made = desk.database
    engine = connect(made.owner_url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    desk.set(database_owner_url=made.owner_url)

    done = desk.namro("db", "upgrade")

    assert (done.exit_code, done.stdout) == (
        0,
        f"the schema is at revision {migrate.head()}\n",
    )
    assert current(made.url) == migrate.head()


def test_none_of_these_commands_imports_prefect() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PREFECT],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, "[]\n")
