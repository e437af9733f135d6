"""The site of a small filled office, asked as from this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import CALENDAR
from filled_office import NOW, Filled, fill
from model_office import model_text
from site_client import Site

from directive.ladder import DEFAULT_POLICY
from office.house import House
from office.rights import Role
from office.viewer import Viewer
from runtime import clock
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


OFFICER = Viewer(
    Role.OFFICER, "Chuyên viên", "VPUB", "Văn phòng UBND tỉnh Cao Bằng", user=7
)


@pytest.fixture
def office() -> Iterator[House]:
    """Give an office on 31/12/2025."""
    clock.set_start(NOW)
    yield House(calendar=CALENDAR, policy=DEFAULT_POLICY, virtual=True)
    clock.set_start(None)


@pytest.fixture
def filled(database: object, tmp_path: Path) -> Filled:
    """Fill the database of the test."""
    del database  # it is bound
    return fill(tmp_path / "files")


@pytest.fixture
def site(office: House) -> Site:
    """Give the site as an officer sees it."""
    return Site(create_app(office), viewer=OFFICER)


@pytest.fixture(scope="session")
def model() -> str:
    """Give the text of the model directive."""
    return model_text()
