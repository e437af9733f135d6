"""Whether this process can work: its database answers and has the newest schema."""

from __future__ import annotations

from alembic.migration import MigrationContext

from store import migrate
from store.engine import unit_of_work
from store.errors import StoreError


def fault() -> str | None:
    """Return in one sentence why the office cannot work; None when it can."""
    try:
        with unit_of_work() as session:
            context = MigrationContext.configure(session.connection())
            found = context.get_current_revision()
    except StoreError as error:
        return str(error)
    if found == migrate.head():
        return None
    return (
        f"The schema of the database is at {found or 'nothing'}, this program needs"
        f" {migrate.head()}: run `namro db upgrade`"
    )
