"""An office of Cao Bằng with its registry, and the model directive issued in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from directive.ladder import DEFAULT_POLICY
from office import actor
from office.house import House
from office.intake import Review, confirm, receive
from office.issuing import Issuance, issue
from office.registering import install_registry
from runtime.clock import HANOI
from store import files
from store.calendar_file import load_calendar
from store.registry_file import load_registry

if TYPE_CHECKING:
    from pathlib import Path

    from tests_database import Database

MODEL = "directive-cao-bang-atvsld.txt"
DOMAIN = "cao-bang.example"


def at(day: str, clock: str = "08:00") -> datetime:
    """Return a moment in Ha Noi: at("2025-08-20", "07:30")."""
    return datetime.combine(
        date.fromisoformat(day), datetime.strptime(clock, "%H:%M").time(), HANOI
    )


def model_text() -> str:
    return resources.files("store.data").joinpath(MODEL).read_text("utf-8")


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


@dataclass(frozen=True, slots=True)
class Issued:
    """The model directive, issued on 20 August 2025 at 08:00."""

    house: House
    review: Review
    issuance: Issuance


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
