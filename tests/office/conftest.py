"""An office of Cao Bằng with its registry, and the model directive issued in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, Issued, at, furnished, model_text

from office import actor
from office.intake import confirm, receive
from office.issuing import issue
from store import engine, files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Cloner, Database

    from office.house import House


ISSUED = "template_with_the_model_directive"


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    """Give an office with the registry of Cao Bằng, and nothing issued yet."""
    del database
    files.bind(tmp_path / "files")
    return furnished()


@pytest.fixture(scope="session")
def _issued_once(cloner: Cloner, template: str, open_folder: Path) -> Issued:
    """Issue the model directive as the demo does, and keep the database."""
    with cloner.bound(template) as made:
        files.bind(open_folder / "files")
        house = furnished()
        review = receive(
            model_text(),
            name=MODEL,
            house=house,
            actor=actor.OFFICE,
            now=at("2025-08-19"),
        )
        confirm(review.directive_id, actor=actor.OFFICE, now=at("2025-08-19", "09:00"))
        issuance = issue(
            review.directive_id,
            number=None,
            issued_on=date(2025, 8, 20),
            house=house,
            actor=actor.OFFICE,
            now=at("2025-08-20"),
        )
        engine.release()
        cloner.copy(made.name, ISSUED)
    return Issued(house, review, issuance)


@pytest.fixture
def issued(cloner: Cloner, _issued_once: Issued, open_folder: Path) -> Iterator[Issued]:
    """Give an office in which the model directive was issued on 20 August 2025."""
    with cloner.bound(ISSUED):
        files.bind(open_folder / "files")
        yield _issued_once
