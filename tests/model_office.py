"""What tests of the office share: moments in Ha Noi, the model directive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import TYPE_CHECKING

from directive.ladder import DEFAULT_POLICY
from office.house import House
from office.registering import install_registry
from runtime.clock import HANOI
from store.calendar_file import load_calendar
from store.registry_file import load_registry

if TYPE_CHECKING:
    from office.intake import Review
    from office.issuing import Issuance

MODEL = "directive-cao-bang-atvsld.txt"
DOMAIN = "cao-bang.example"


def at(day: str, clock: str = "08:00") -> datetime:
    """Return a moment in Ha Noi: at("2025-08-20", "07:30")."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HANOI)


def furnished() -> House:
    """Fill the bound database with the registry of Cao Bằng; return its office."""
    house = House(calendar=load_calendar(), policy=DEFAULT_POLICY)
    install_registry(
        load_registry(), house=house, now=at("2025-08-01"), contact_domain=DOMAIN
    )
    return house


def model_text() -> str:
    return resources.files("store.data").joinpath(MODEL).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Issued:
    """The model directive, issued on 20 August 2025 at 08:00."""

    house: House
    review: Review
    issuance: Issuance
