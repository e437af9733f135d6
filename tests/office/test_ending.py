"""An agency that ends between confirming a document and issuing it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, at, model_text
from sqlalchemy import func, select

from office import actor, ending
from office.errors import OfficeError
from office.foreseeing import foresee
from office.intake import confirm, receive
from office.issuing import issue
from store.engine import unit_of_work
from store.tables import AssignmentRow

if TYPE_CHECKING:
    from office.house import House


def test_what_names_an_ended_agency_is_not_issued(house: House) -> None:
    now = at("2025-08-19", "09:00")
    office = {"actor": actor.OFFICE, "now": now}
    review = receive(model_text(), name=MODEL, house=house, **office)
    confirm(review.directive_id, **office)
    ending.end("STP", because="Hợp nhất", house=house, **office)

    seen = foresee(review.directive_id, house=house, **office)
    assert "Sở Tư pháp đã chấm dứt nên không nhận được nhiệm vụ." in seen.warnings
    with pytest.raises(OfficeError, match="không giao được nữa: Sở Tư pháp"):
        issue(
            review.directive_id,
            number=None,
            issued_on=date(2025, 8, 19),
            house=house,
            **office,
        )
    with unit_of_work() as session:
        assert session.scalar(select(func.count(AssignmentRow.id))) == 0
