"""`namro doctor`: each line says how a thing stands and what to do."""

from __future__ import annotations

import json
from importlib import metadata
from typing import TYPE_CHECKING

import pytest
from processes import answers
from servers import free_port, imap_server

from cli import running
from cli.checks import PACKAGES
from cli.running import State
from notifications.catcher import MailCatcher

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk


@pytest.fixture
def data_dir(desk: Desk, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    desk.set(data_dir=str(folder))
    return folder


def examined(desk: Desk) -> tuple[int, dict[str, tuple[str, str, str]]]:
    """Return the exit code, and grade, finding and advice of each check."""
    done = desk.namro("doctor", "--json")
    told = json.loads(done.stdout)
    assert told["well"] == (done.exit_code == 0)
    found = {
        each["check"]: (each["grade"], each["what"], each["to_do"])
        for each in told["findings"]
    }
    return done.exit_code, found


@pytest.mark.usefixtures("data_dir")
def test_a_sound_office_with_mail_passes(desk: Desk, tmp_path: Path) -> None:
    with MailCatcher() as catcher, imap_server(tmp_path / "imap.log") as box:
        desk.set(smtp_host="127.0.0.1", smtp_port=str(catcher.port))
        desk.set(imap_host=box.host, imap_port=str(box.port), imap_security="none")
        desk.set(imap_user=box.user, imap_password=box.password)
        code, found = examined(desk)

    assert code == 0
    assert {name: grade for name, (grade, _, _) in found.items()} == {
        "data folder": "ok",
        "disk": "ok",
        "database": "ok",
        "schema": "ok",
        "mail": "ok",
        "mailbox": "ok",
        "prefect": "ok",
        "fastapi": "ok",
        "sqlalchemy": "ok",
        "Prefect": "warning",  # it is not up
        "calendar": "ok",
        "packages": "ok",
    }


@pytest.mark.usefixtures("data_dir")
def test_the_table_for_people_shows_the_same(desk: Desk) -> None:
    done = desk.namro("doctor")

    assert done.exit_code == 0
    for word in ("data folder", "schema", "mailbox", "warning", "NAMRO_SMTP_HOST"):
        assert word in done.stdout


@pytest.mark.usefixtures("data_dir")
def test_servers_that_refuse_are_named_with_what_to_do(desk: Desk) -> None:
    port = str(free_port())
    desk.set(smtp_host="127.0.0.1", smtp_port=port)
    desk.set(imap_host="127.0.0.1", imap_port=port, imap_user="ketqua")

    code, found = examined(desk)

    assert code == 1
    for check in ("mail", "mailbox"):
        grade, what, to_do = found[check]
        assert (grade, port in what) == ("wrong", True)
        assert to_do.startswith("correct NAMRO_")


@pytest.mark.usefixtures("data_dir")
def test_a_database_that_is_down_stops_no_other_check(desk: Desk) -> None:
    desk.set(database_url=f"postgresql://namro@127.0.0.1:{free_port()}/namro")

    code, found = examined(desk)

    assert code == 1
    assert found["database"][0] == "wrong"
    assert "schema" not in found
    assert found["packages"][0] == "ok"


@pytest.mark.usefixtures("data_dir")
def test_an_empty_database_is_to_be_upgraded(desk: Desk) -> None:
    desk.set(database_url=desk.database.url.replace(desk.database.name, "postgres"))

    code, found = examined(desk)

    assert (code, found["schema"][2]) == (1, "run `namro db upgrade`")


def test_a_folder_open_to_all_is_wrong(desk: Desk, data_dir: Path) -> None:
    data_dir.chmod(0o755)

    code, found = examined(desk)

    assert (code, found["data folder"]) == (
        1,
        ("wrong", f"{data_dir} is open to every user (755)", f"chmod o-rwx {data_dir}"),
    )


def test_a_server_that_should_answer_and_does_not(desk: Desk, data_dir: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    assert not answers(url)
    running.write(data_dir, State(pid=1, web_url=url, prefect_url=url, ready=True))

    code, found = examined(desk)

    assert (code, found["Prefect"][0]) == (1, "wrong")
    assert "logs/prefect.log" in found["Prefect"][2]


@pytest.mark.usefixtures("data_dir")
def test_a_year_nobody_confirmed_is_a_warning(desk: Desk) -> None:
    desk.set(now="2031-03-03T08:00:00+07:00")

    code, found = examined(desk)

    assert (code, found["calendar"][0]) == (0, "warning")
    assert "2031" in found["calendar"][1]


@pytest.mark.usefixtures("data_dir")
def test_a_package_that_bears_one_of_our_names(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    owners = {name: ["namro"] for name in PACKAGES} | {"web": ["namro", "web.py"]}
    monkeypatch.setattr(metadata, "packages_distributions", lambda: owners)

    code, found = examined(desk)

    assert (code, found["packages"]) == (
        1,
        ("wrong", "web also in web.py", "pip uninstall web.py"),
    )


@pytest.mark.usefixtures("data_dir")
def test_a_prefect_that_was_not_tried(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = metadata.version
    monkeypatch.setattr(
        metadata, "version", lambda name: "3.9.1" if name == "prefect" else real(name)
    )

    code, found = examined(desk)

    assert (code, found["prefect"][0]) == (1, "wrong")
    assert "3.8.8" in found["prefect"][1]
