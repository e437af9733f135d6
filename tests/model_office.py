"""What tests of the office share: moments in Ha Noi, the model directive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import TYPE_CHECKING

from runtime.clock import HANOI

if TYPE_CHECKING:
    from office.house import House
    from office.intake import Review
    from office.issuing import Issuance

MODEL = "directive-cao-bang-atvsld.txt"
DOMAIN = "cao-bang.example"


def at(day: str, clock: str = "08:00") -> datetime:
    """Return a moment in Ha Noi: at("2025-08-20", "07:30")."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HANOI)


def model_text() -> str:
    return resources.files("store.data").joinpath(MODEL).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Issued:
    """The model directive, issued on 20 August 2025 at 08:00."""

    house: House
    review: Review
    issuance: Issuance
