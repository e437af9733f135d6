"""An office for commands: the registry of Cao Bằng in it, the program run in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from model_office import DOMAIN, at
from typer.testing import CliRunner

from cli.main import app
from directive.ladder import DEFAULT_POLICY
from office.house import House
from office.registering import install_registry
from runtime import clock, settings
from store import engine
from store.calendar_file import load_calendar
from store.registry_file import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Cloner, Database
    from typer.testing import Result

REGISTERED = "template_with_the_registry"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody types commands."""

    database: Database
    monkeypatch: pytest.MonkeyPatch

    def set(self, **variables: str) -> None:
        """Set NAMRO_… variables for the commands that follow."""
        for name, value in variables.items():
            self.monkeypatch.setenv(f"NAMRO_{name.upper()}", value)
        settings.load.cache_clear()

    def namro(self, *words: str, stdin: str | None = None) -> Result:
        """Run a command in this process; then the test may look into the database."""
        done = CliRunner().invoke(app, words, input=stdin)
        engine.bind(self.database.url)
        return done

    def refused(self, *words: str, code: int) -> str:
        """Run a command that must fail so, with one line on stderr; return it."""
        done = self.namro(*words)
        said = done.stderr.splitlines()
        assert (done.exit_code, len(said)) == (code, 1), done.output
        assert isinstance(done.exception, SystemExit)
        assert said[0].startswith("namro: ")
        return str(said[0])


@pytest.fixture(scope="session")
def _registered(cloner: Cloner, template: str) -> str:
    with cloner.bound(template) as made:
        house = House(calendar=load_calendar(), policy=DEFAULT_POLICY)
        install_registry(
            load_registry(), house=house, now=at("2025-08-01"), contact_domain=DOMAIN
        )
        engine.release()
        cloner.copy(made.name, REGISTERED)
    return REGISTERED


@pytest.fixture
def desk(
    cloner: Cloner,
    _registered: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[Desk]:
    """Give an office of 19 August 2025 in which nothing was taken in yet."""
    with cloner.bound(_registered) as made:
        given = Desk(made, monkeypatch)
        given.set(
            database_url=made.url,
            data_dir=str(tmp_path / "data"),
            now=at("2025-08-19").isoformat(),
        )
        yield given
        clock.set_start(None)
