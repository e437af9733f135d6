"""`namro rehearse --policy`: what a ladder would have done, and the chart of it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest
from defusedxml import ElementTree
from model_office import MODEL
from typer.testing import CliRunner

from cli import stage, trial, trial_table
from cli.main import app
from cli.play import Programme, play
from directive.ladder import DEFAULT_POLICY
from notifications.catcher import LOOPBACK, MailCatcher
from notifications.smtp import SmtpChannel
from notifications.smtp_line import SmtpServer
from office.house import House
from runtime import clock, settings
from store import engine, files
from store.calendar_file import load_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import Cloner
    from typer.testing import Result

    SetUp = Callable[[Path], AbstractContextManager[stage.Stage]]

pytestmark = pytest.mark.xdist_group("trial")  # the replay is run once

SVG = "{http://www.w3.org/2000/svg}"
ISSUED_ON, UNTIL = date(2025, 8, 20), date(2025, 8, 22)
NEW = """
version: thu-1
ladders:
  due:
    - {working_days: -3, tell: focal_point, because: sắp đến hạn}
  acknowledgement:
    - {working_days: 1, tell: focal_point, because: chưa tiếp nhận}
    - {working_days: 4, tell: monitoring, because: chưa tiếp nhận}
  naming:
    - {working_days: 3, tell: focal_point, because: chưa phân công}
"""


@pytest.fixture(scope="module")
def set_up(cloner: Cloner, _registered: str) -> SetUp:
    """Give what sets up an office as `cli.stage` does, in a database of the tests."""

    @contextmanager
    def opened(folder: Path) -> Iterator[stage.Stage]:
        with cloner.bound(_registered) as made, MailCatcher() as catcher:
            files.bind(folder / "files")
            server = SmtpServer(LOOPBACK, catcher.port, stage.SENDER)
            yield stage.Stage(
                folder=folder,
                database_url=made.url,
                house=House(load_calendar(), DEFAULT_POLICY, virtual=True),
                channels={"email": SmtpChannel(server)},
                catcher=catcher,
            )

    return opened


@pytest.fixture(scope="module")
def demo_url(set_up: SetUp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Play the first days of the demo; give the URL of its database."""
    programme = Programme(
        text=resources.files("store.data").joinpath(MODEL).read_text("utf-8"),
        name=MODEL,
        number=None,
        issued_on=ISSUED_ON,
        until=UNTIL,
        seed=1,
    )
    with set_up(tmp_path_factory.mktemp("stage")) as opened:
        play(programme, opened, progress=lambda _: None)
        yield opened.database_url


@pytest.fixture
def here(
    demo_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Give a folder with a new ladder, in the installation of the demo."""
    (tmp_path / "new.yaml").write_text(NEW, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NAMRO_DATABASE_URL", demo_url)
    monkeypatch.setenv("NAMRO_DATA_DIR", str(tmp_path / "data"))
    settings.load.cache_clear()
    yield tmp_path
    clock.set_start(None)


def rehearse(*words: str) -> Result:
    return CliRunner().invoke(app, ["rehearse", "--policy", "new.yaml", *words])


def answer(*words: str) -> dict[str, Any]:
    done = rehearse(*words, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_the_ladder_in_force_replays_to_what_the_demo_sent(here: Path) -> None:
    found = answer("--history")

    assert found["differences"] == []
    assert (found["tried"], found["assignments"]) == ("thu-1", 400)
    assert found["messages"]["old"] > 40
    assert found["others"] >= 76
    assert found["chart"] == "rehearsal.svg"
    assert (here / "rehearsal.svg").is_file()


@pytest.mark.usefixtures("here")
def test_every_post_and_week_is_told(here: Path) -> None:
    found = answer("--history", "--chart", str(here / "other.svg"))
    posts = found["posts"]

    for side in ("old", "new"):
        assert sum(post[side] for post in posts) == found["messages"][side]
        assert sum(week[side] for week in found["weeks"]) == found["messages"][side]
        assert sum(day[side] for day in found["days"]) == found["messages"][side]
        assert all(sum(w[side] for w in p["weeks"]) == p[side] for p in posts)
    heads = [post for post in posts if post["duty"] == "head"]
    assert sum(post["old"] for post in heads) > 0
    assert [post["new"] for post in heads] == [0] * len(heads)
    assert not (here / "rehearsal.svg").exists()


def test_the_same_seed_gives_the_same_numbers(
    here: Path, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "opened", lambda **_: set_up(here))
    (here / MODEL).write_text(
        resources.files("store.data").joinpath(MODEL).read_text("utf-8"), "utf-8"
    )
    days = ("--date", str(ISSUED_ON), "--until", str(UNTIL))

    assert answer(MODEL, *days) == answer("--history")


def test_the_chart_has_a_title_and_says_what_it_shows(here: Path) -> None:
    done = rehearse("--history")

    root = ElementTree.fromstring((here / "rehearsal.svg").read_text("utf-8"))
    title, said = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title.text == "Số thông báo mỗi ngày: thang đang dùng và thang thử"
    assert said.text in done.stdout


@pytest.mark.usefixtures("here")
def test_a_pipe_gets_a_line_for_each_post_and_week() -> None:
    found, done = answer("--history"), rehearse("--history")

    rows = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    by_post = [row for row in rows if len(row) == 5][1:]
    assert len(by_post) == sum(len(post["weeks"]) for post in found["posts"])
    assert sum(int(row[3]) for row in by_post) == found["messages"]["old"]
    assert "khớp với sổ gửi" in done.stdout
    assert "\x1b" not in done.output
    assert done.stderr == ""


def test_a_terminal_gets_tables(
    here: Path, demo_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.bind(demo_url)
    house = House(load_calendar(), DEFAULT_POLICY)
    found = trial.try_on(trial.read(here / "new.yaml"), house)

    trial_table.show(found)

    shown = capsys.readouterr().out
    assert "Theo chức danh và tuần" in shown
    assert "1→0" in shown


REFUSED = {
    "a history without a ladder": ("rehearse", "--history"),
    "a history and a file": (
        *("rehearse", "x.txt", "--history", "--policy", "new.yaml"),
    ),
    "neither file nor history": ("rehearse", "--policy", "new.yaml"),
    "a file without its days": ("rehearse", "x.txt"),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_what_does_not_go_together_is_refused(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, words)

    assert done.exit_code == 2
    assert "--history" in done.stderr


def test_a_ladder_that_cannot_be_read_is_told(here: Path) -> None:
    (here / "new.yaml").write_text("version: thu-1\nladders: {due: []}\n", "utf-8")

    done = rehearse("--history")

    assert done.exit_code == 2
    assert done.stderr.startswith("namro: new.yaml:2:")
    assert not (here / "rehearsal.svg").exists()
