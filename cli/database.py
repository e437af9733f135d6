"""Make the database of an installation ready for work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from office import accounts
from office.opening import database_url, open_installation
from office.registering import install_registry
from runtime import clock
from store import engine, migrate, people
from store.embedded import Cluster, Role
from store.registry_file import load_registry

if TYPE_CHECKING:
    from runtime.settings import Settings


def embedded(settings: Settings) -> Cluster | None:
    """Return the PostgreSQL that namro runs itself; None when another one is given."""
    return Cluster(settings.data_dir) if settings.database_url is None else None


def upgrade(settings: Settings) -> None:
    """Bring the schema up to date, and grant the application its rights.

    Raises:
        StoreError: The database does not answer, or was never started.
    """
    url = database_url(settings)
    cluster = embedded(settings)
    if cluster is not None:
        owner = cluster.url(Role.OWNER)
    elif settings.database_owner_url is not None:
        owner = settings.database_owner_url.get_secret_value()
    else:
        owner = url
    migrate.upgrade(owner, engine.parse_url(url).username or Role.APP)


def install(settings: Settings) -> int:
    """Fill an empty office with the registry that ships; return how many agencies.

    Raises:
        StoreError: The database does not answer, or was never started.
    """
    house = open_installation(settings).house
    try:
        with engine.unit_of_work() as session:
            if people.registry(session).agencies:
                return 0
        return install_registry(load_registry(), house=house, now=clock.now())
    finally:
        engine.release()


def has_accounts(settings: Settings) -> bool:
    """Tell whether anybody can sign in to the site.

    Raises:
        StoreError: The database does not answer, or was never started.
    """
    engine.bind(database_url(settings))
    try:
        return any(row.ended_at is None for row in accounts.listed())
    finally:
        engine.release()
