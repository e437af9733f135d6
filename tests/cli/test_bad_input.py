"""What people get wrong: one line, an exit code, and nothing half-written."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, at, model_text
from servers import HOST, MisbehavingSmtp, Script
from sqlalchemy import func, select

from runtime import settings
from store.engine import unit_of_work
from store.tables import DeliveryRow, DirectiveRow, EventRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Desk

FILE = str(resources.files("store.data").joinpath(MODEL))
LARGE = 50_000_000


def events() -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(EventRow)) or 0


def directives() -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(DirectiveRow)) or 0


def kept_files() -> list[Path]:
    return [p for p in (settings.load().data_dir / "files").rglob("*") if p.is_file()]


def changed(old: str, new: str) -> Callable[[Path], bytes | None]:
    """Return what writes the model directive with some words changed."""
    assert old in model_text()
    return lambda _: model_text().replace(old, new).encode()


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGE)


DOCUMENTS: dict[str, tuple[Callable[[Path], bytes | None], str]] = {
    "missing": (lambda _: None, "there is no such file; check the name"),
    "empty": (lambda _: b"", "is empty; give the directive's text"),
    "binary": (lambda _: b"\x7fELF\x00\x01", "is not text"),
    "a PDF": (lambda _: b"%PDF-1.7", "is no whole PDF"),
    "no directive": (lambda _: b"Dear all, lunch is at noon.\n", "not a directive"),
    "50 MB": (sparse, "is larger than 10 MB"),
    "secret": (lambda _: f"MẬT\n{model_text()}".encode(), "the secrecy mark MẬT"),
    "31 June": (
        changed("15/12/2025", "31/6/2025"),
        "names a day that does not exist (31/6/2025)",
    ),
}


@pytest.mark.parametrize(("made", "said"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_that_cannot_be_taken_in(
    desk: Desk, tmp_path: Path, made: Callable[[Path], bytes | None], said: str
) -> None:
    file = tmp_path / "document.txt"
    content = made(file)
    if content is not None:
        file.write_bytes(content)
    before = events()

    line = desk.refused("import", str(file), "--yes", code=2)

    assert said in line
    assert line.startswith(f"namro: {file}: ")
    assert (events(), directives(), kept_files()) == (before, 0, [])


def test_an_agency_file_with_a_doubled_code(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "agencies.yaml"
    one = "- {code: SNV, name: Sở Nội vụ, kind: so}\n"
    file.write_text(f"agencies:\n{one}{one}", "utf-8")

    line = desk.refused("encode", FILE, "--agencies", str(file), code=2)

    assert f"{file}, line 3" in line
    assert "code SNV is already used in line 2" in line


@pytest.mark.parametrize(
    "words",
    [("import", FILE, "--yes"), ("issue", "--date", "2025-08-20"), ("deliver",)],
    ids=lambda words: words[0],
)
def test_a_database_that_is_down(desk: Desk, words: tuple[str, ...]) -> None:
    desk.set(database_url=f"postgresql://namro:x@{HOST}:1/namro")
    before = events_of(desk)

    line = desk.refused(*words, code=1)

    assert f"{HOST}:1" in line
    assert "does not answer" in line
    assert "`namro up`" in line
    assert events() == before


def events_of(desk: Desk) -> int:
    """Count the events before a command was run; it binds the test's database."""
    desk.namro("--help")
    return events()


def test_a_database_without_our_tables(desk: Desk) -> None:
    url = desk.database.url
    desk.set(database_url=url.replace(f"/{desk.database.name}", "/postgres"))

    line = desk.refused("import", FILE, code=1)

    assert "`namro db upgrade`" in line


@pytest.mark.parametrize(
    "words", [("import", FILE), ("issue",), ("deliver",)], ids=lambda words: words[0]
)
def test_a_setting_that_cannot_be_understood(
    desk: Desk, words: tuple[str, ...]
) -> None:
    desk.set(smtp_port="mail")

    assert "NAMRO_SMTP_PORT" in desk.refused(*words, code=1)


def messages() -> dict[str, int]:
    with unit_of_work() as session:
        counted = select(DeliveryRow.state, func.count()).group_by(DeliveryRow.state)
        return dict(session.execute(counted).tuples().all())


@pytest.fixture
def waiting(desk: Desk) -> int:
    """Issue the model directive; return how many messages wait."""
    desk.namro("import", FILE, "--yes")
    desk.namro("issue", "--date", "2025-08-20")
    desk.set(now=at("2025-08-20", "09:00").isoformat())
    return 76


def test_an_smtp_server_that_is_not_there(desk: Desk, waiting: int) -> None:
    desk.set(smtp_host=HOST, smtp_port="1")

    done = desk.namro("deliver")

    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert f"messages not sent: {waiting}" in done.stderr
    assert f"{HOST}:1" in done.stderr
    assert "wait to be tried again" in done.stderr
    assert messages() == {"pending": waiting}


def test_an_smtp_server_that_refuses_everything(desk: Desk, waiting: int) -> None:
    with MisbehavingSmtp(Script(greeting="554 no service here")) as server:
        desk.set(smtp_host=HOST, smtp_port=str(server.port))
        done = desk.namro("deliver", "--json")

    assert done.exit_code == 1
    assert "no service here" in done.stderr
    assert sum(messages().values()) == waiting


def test_an_smtp_server_that_refuses_one(desk: Desk, waiting: int) -> None:
    with MisbehavingSmtp(Script(faults={3: "550 no such user"})) as server:
        desk.set(smtp_host=HOST, smtp_port=str(server.port))
        done = desk.namro("deliver")

    assert done.exit_code == 1
    assert "messages not sent: 1" in done.stderr
    assert "550" in done.stderr
    assert "`namro contacts`" in done.stderr
    assert messages() == {"sent": waiting - 1, "failed": 1}
    assert len(server.kept) == waiting - 1
