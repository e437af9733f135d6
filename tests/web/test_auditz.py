"""`/auditz` says yes only when every promise was kept, and costs nothing to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from audited_office import LAST, Postbox, Winter, tick, winter
from model_office import at
from site_client import Site
from small_office import HOUSE
from sqlalchemy import text

from office import auditing
from runtime import clock
from store.engine import connect
from web.app import create_app
from web.pages import health

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Database

    from office.house import House


@pytest.fixture
def lived(database: Database) -> Iterator[Winter]:
    """Live through a winter, until the last walk of its last day."""
    del database
    yield winter()
    clock.set_start(None)


@pytest.fixture
def site(office: House, lived: Winter) -> Site:
    """Give the site on the last day, a quarter of an hour after the walk."""
    del lived
    clock.set_start(at(str(LAST), "13:45"))
    return Site(create_app(office))


def test_all_kept_is_200_and_a_difference_503(
    site: Site, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "AUDIT_KEPT", 0.0)

    kept = site.get("/auditz")
    owner = connect(database.owner_url)
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM reminders WHERE rung = 'N+5'"))
    owner.dispose()
    broken = site.get("/auditz")

    assert (kept.status_code, kept.text.count("\n")) == (200, 1)
    assert "every promise was kept" in kept.text
    assert (broken.status_code, broken.text.count("\n")) == (503, 1)
    assert "missing reminder" in broken.text


def test_the_answer_is_kept_for_a_minute(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    audited = []
    real = auditing.audit_promises

    def counted(house: House, now: object) -> object:
        audited.append(now)
        return real(house, clock.now())

    monkeypatch.setattr(auditing, "audit_promises", counted)

    answers = [site.get("/auditz").status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert len(audited) == 1


@pytest.mark.usefixtures("lived")
def test_a_walk_at_the_right_time_keeps_the_clock_from_falling_silent() -> None:
    silent = auditing.audit_promises(HOUSE, at(str(LAST), "18:00"))
    tick(at(str(LAST), "17:45"), Postbox())
    walked = auditing.audit_promises(HOUSE, at(str(LAST), "18:00"))

    assert [str(each.kind) for each in silent.findings] == ["silent clock"] * 2
    assert walked.findings == ()
