"""Seeing who would get what before it is issued: the same as what is issued then."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, at, model_text
from sqlalchemy import func, select

from directive.foresight import first_of
from directive.ladder import DEFAULT_POLICY, Standing, Track
from directive.lifecycle import Phase
from office import actor, reopening
from office.errors import NotFoundError, OfficeError
from office.foreseeing import foresee
from office.intake import confirm, receive
from office.issuing import issue
from store.calendar_file import load_calendar
from store.engine import unit_of_work
from store.tables import AssignmentRow, EventRow, ObligationRow

if TYPE_CHECKING:
    from office.house import House

NOW = at("2025-08-20")


def test_what_is_foreseen_is_what_is_issued(house: House) -> None:
    number = receive(
        model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=NOW
    ).directive_id
    confirm(number, add=["CAT"], actor=actor.OFFICE, now=NOW)
    with unit_of_work() as session:
        before = session.scalar(select(func.count()).select_from(EventRow))

    seen = foresee(number, house=house, actor=actor.OFFICE, now=NOW)

    with unit_of_work() as session:
        assert session.scalar(select(func.count()).select_from(EventRow)) == before
    foreseen = {
        (one.code, owed.path, owed.label, owed.due_on)
        for one in seen.recipients
        for owed in one.owed
    }
    made = issue(
        number,
        number=None,
        issued_on=date(2025, 8, 20),
        house=house,
        actor=actor.OFFICE,
        now=NOW,
    )
    assert len(seen.recipients) == made.agencies == 77
    assert (seen.assignments, len(foreseen)) == (made.assignments, made.obligations)
    with unit_of_work() as session:
        owed = session.execute(
            select(ObligationRow.agency_code, ObligationRow.label, ObligationRow.due_on)
        ).all()
    assert {(code, label, due) for code, _, label, due in foreseen} == {
        tuple(one) for one in owed
    }
    home = next(one for one in seen.recipients if one.code == "SNV")
    assert (home.channel, home.due_on) == ("email", date(2025, 12, 14))
    assert home.reminder is not None
    assert home.reminder[0] == date(2025, 9, 19)  # undated work is asked about first
    dated = next(owed for owed in home.owed if owed.path == "1.3" and not owed.onward)
    assert dated.reminder is not None
    assert dated.reminder[0] == date(2025, 11, 28)  # T-10
    assert seen.unread is not None
    assert seen.unread[0] == date(2025, 8, 21)
    assert "CAT" not in {agency.code for agency in seen.near}


def test_a_confirmed_reading_is_opened_again_as_it_was_read(house: House) -> None:
    number = receive(
        model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=NOW
    ).directive_id
    with pytest.raises(OfficeError, match="Chỉ mở lại được"):
        reopening.reopen(number, actor=actor.OFFICE, now=NOW)
    confirm(number, add=["CAT"], actor=actor.OFFICE, now=NOW)

    reopening.reopen(number, actor=actor.OFFICE, now=NOW)

    seen = foresee(number, house=house, actor=actor.OFFICE, now=NOW)
    assert seen.row.stage == "received"
    assert len(seen.recipients) == 76
    assert "CAT" in {agency.code for agency in seen.near}
    with unit_of_work() as session:
        assert session.scalar(select(func.count()).select_from(AssignmentRow)) == 0
    with pytest.raises(NotFoundError):
        reopening.reopen(1, actor=actor.OFFICE, now=NOW)


FIRST = {
    "ten days before": (date(2025, 12, 14), Track.DUE, date(2025, 11, 28)),
    "said at issue": (date(2025, 8, 25), Track.DUE, date(2025, 8, 22)),
    "after an issue on the last day": (
        date(2025, 8, 20),
        Track.DUE,
        date(2025, 8, 21),
    ),
    "undated": (None, Track.UNDATED, date(2025, 9, 19)),
    "a track that does not run": (None, Track.DUE, None),
}


@pytest.mark.parametrize(("due", "track", "first"), FIRST.values(), ids=FIRST)
def test_the_first_rung_after_issue(
    due: date | None, track: Track, first: date | None
) -> None:
    standing = Standing(Phase.ISSUED, date(2025, 8, 20), due_on=due)

    found = first_of(track, standing, policy=DEFAULT_POLICY, calendar=load_calendar())

    assert (found[0] if found else None) == first
