"""An office of Cao Bằng with its registry, and the model directive issued in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from model_office import DOMAIN, MODEL, Issued, at, model_text

from directive.ladder import DEFAULT_POLICY
from office import actor
from office.house import House
from office.intake import confirm, receive
from office.issuing import issue
from office.registering import install_registry
from store import files
from store.calendar_file import load_calendar
from store.registry_file import load_registry

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Database


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    """Give an office with the registry of Cao Bằng, and nothing issued yet."""
    del database
    files.bind(tmp_path / "files")
    made = House(calendar=load_calendar(), policy=DEFAULT_POLICY)
    install_registry(
        load_registry(), house=made, now=at("2025-08-01"), contact_domain=DOMAIN
    )
    return made


@pytest.fixture
def issued(house: House) -> Issued:
    """Issue the model directive as the demo does."""
    review = receive(
        model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=at("2025-08-19")
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
    return Issued(house, review, issuance)
