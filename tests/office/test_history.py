"""After a busy life: every table can be rebuilt from events, as of any moment."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from history import FILE, HELPER, PERSON, PHONE, STRANGER, autumn, winter
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store import audit, figures, ids, rebuild
from store.embedded import Role
from store.engine import connect, engine, unit_of_work
from store.tables import EventRow
from store.trail import canonical, public_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Cloner
    from model_office import Issued

SECRETS = (PERSON, PHONE, HELPER, STRANGER, FILE)
State = dict[str, dict[rebuild.Key, dict[str, Any]]]


def state(session: Session) -> State:
    """Return all public columns of all kept tables, as `rebuild.last_values` does."""
    found: State = {}
    for name, kind in rebuild.kept_kinds().items():
        values = [public_values(row) for row in session.scalars(select(kind))]
        found[name] = {rebuild.key_of(kind, one): one for one in values}
    return found


def here() -> State:
    with unit_of_work() as session:
        return state(session)


@contextmanager
def another_database(cloner: Cloner, template: str) -> Iterator[Session]:
    """Give a session of the owner in an empty, migrated database."""
    cloner.copy(template, "rebuilt")
    made = connect(cloner.cluster.url(Role.OWNER, database="rebuilt"))
    try:
        with Session(made) as session:
            yield session
    finally:
        made.dispose()
        cloner.desk.execute("DROP DATABASE rebuilt WITH (FORCE)")


def test_every_table_is_rebuilt_from_events(
    issued: Issued, cloner: Cloner, template: str
) -> None:
    autumn(issued)
    winter(issued)
    kept = here()

    with another_database(cloner, template) as target:
        with unit_of_work() as source:
            count = rebuild.rebuild(source, target)
        target.commit()
        rebuilt = state(target)
        differences = figures.differences(target)
        fresh = ids.take(target)

    assert {name for name, rows in kept.items() if not rows} == set()
    assert rebuilt == kept
    assert count == sum(len(rows) for rows in kept.values())
    assert differences == 0
    assert all(
        fresh > row["id"]
        for rows in kept.values()
        for row in rows.values()
        if "id" in row
    )


def test_a_past_moment_is_replayed(issued: Issued) -> None:
    then = autumn(issued)
    kept = here()
    winter(issued)

    with unit_of_work() as session:
        replayed = rebuild.last_values(session, until=then)
        now = rebuild.last_values(session)

    assert replayed == kept
    assert now == here() != kept


def test_personal_fields_stand_in_no_event_and_erasing_them_breaks_nothing(
    issued: Issued,
) -> None:
    autumn(issued)
    winter(issued)
    personal = [
        column
        for kind in rebuild.kept_kinds().values()
        for column in kind.__table__.columns
        if column.info.get("personal")
    ]
    with unit_of_work() as session:
        told = canonical([event.rows for event in session.scalars(select(EventRow))])
    with engine().begin() as connection:
        for column in personal:
            connection.execute(update(column.table).values({column.name: None}))

    assert "people.name" in {str(column) for column in personal}
    assert not any(secret in told for secret in SECRETS)
    with unit_of_work() as session:
        proof = audit.verify(session)
    assert proof.fault is None
    assert proof.checkpoints == 1
