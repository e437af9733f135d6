"""`namro db`: the schema of the database."""

from __future__ import annotations

import typer
from rich.console import Console

from cli import database
from office.opening import database_url
from runtime import settings
from store import migrate

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Look after the database."
)


@app.callback()
def _db() -> None:
    """Look after the database."""


@app.command()
def upgrade() -> None:
    """Bring the schema up to date; an embedded database is started for it.

    Example: namro db upgrade
    """
    loaded = settings.load()
    cluster = database.embedded(loaded)
    idle = cluster is not None and not cluster.is_running()
    if cluster is not None and idle:
        cluster.start()
    try:
        database.upgrade(loaded)
        revision = migrate.current(database_url(loaded))
    finally:
        if cluster is not None and idle:
            cluster.stop()
    Console(highlight=False).print(f"the schema is at revision {revision}")
