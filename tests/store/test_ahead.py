"""What the server writes meanwhile is in the transaction, or the transaction is not."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store.ahead import execute, writing_ahead
from store.engine import unit_of_work

pytestmark = pytest.mark.usefixtures("database")

_SLOWLY = text("UPDATE heads SET seq = seq + 1 FROM pg_sleep(0.05)")
_NOT_AT_ALL = text("SELECT 1 / 0 FROM pg_sleep(0.05)")
_SUM = text("SELECT coalesce(sum(seq), 0) FROM heads")


@pytest.fixture(autouse=True)
def head(database: str) -> None:  # noqa: ARG001 - there must be one
    with unit_of_work() as session:
        session.execute(
            text(
                "INSERT INTO heads (aggregate, aggregate_id, seq, hash)"
                " VALUES ('clock', 'test', 1, '')"
            )
        )


def heads() -> int:
    with unit_of_work() as session:
        return int(session.scalars(_SUM).one())


def test_a_question_waits_for_what_is_under_way() -> None:
    before = heads()
    with unit_of_work() as session, writing_ahead(session):
        execute(session, [(_SLOWLY, {}), (_SLOWLY, {})])
        seen = session.scalars(_SUM).one()

    assert seen == before + 2
    assert heads() == seen


def test_what_is_under_way_is_committed_with_the_rest() -> None:
    before = heads()
    with unit_of_work() as session:
        with writing_ahead(session):
            execute(session, [(_SLOWLY, {})])
        execute(session, [(_SLOWLY, {})])

    assert heads() == before + 2


@pytest.mark.parametrize("asked", [False, True])
def test_what_fails_meanwhile_leaves_nothing(*, asked: bool) -> None:
    before = heads()

    with pytest.raises(DBAPIError, match="division by zero"):
        fail(asked=asked)

    assert heads() == before


def test_who_fails_meanwhile_says_his_own_fault() -> None:
    before = heads()

    with pytest.raises(ValueError, match="ours"):
        fail(own=ValueError("ours"))

    assert heads() == before


def fail(*, asked: bool = False, own: Exception | None = None) -> None:
    with unit_of_work() as session, writing_ahead(session):
        execute(session, [(_SLOWLY, {}), (_NOT_AT_ALL, {})])
        if asked:
            session.scalars(_SUM)
        if own:
            raise own
