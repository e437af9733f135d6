"""A substitute hears while somebody is away; a vacant post passes up the line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE
from sqlalchemy import select

from office import actor
from office.errors import NotFoundError, OfficeError
from office.reminding import escalate
from office.standing_in import Absence, absent, come_back, go_away
from store import audit
from store.engine import unit_of_work
from store.tables import PostRow, ReminderRow

if TYPE_CHECKING:
    from small_office import Owed

    from office.standing_in import Place

pytestmark = pytest.mark.usefixtures("database")

HEAD, VICE, CHAIR = ("STP", "head"), ("UBND", "vice_chairman"), ("UBND", "chairman")
MONITOR, DEPUTY = ("VPUB", "monitoring"), ("VPUB", "deputy_chief")
T1, T5, T10 = "2025-12-15", "2025-12-19", "2025-12-26"


def away(post: Place, by: Place | None = None, until: str | None = T5) -> None:
    go_away(
        post,
        first_day=date(2025, 12, 10),
        last_day=date.fromisoformat(until) if until else None,
        substitute=by,
        actor=actor.OFFICE,
        now=at("2025-12-01"),
    )


def heard(owed: Owed, day: str) -> tuple[Place, str]:
    """Escalate on a day; return who heard of an obligation, and why."""
    escalate(house=HOUSE, now=at(day))
    with unit_of_work() as session:
        agency, duty, why = session.execute(
            select(PostRow.agency_code, PostRow.duty, ReminderRow.why)
            .join(ReminderRow, ReminderRow.post_id == PostRow.id)
            .where(
                ReminderRow.obligation_id == owed.id, ReminderRow.rung.startswith("T")
            )
            .order_by(ReminderRow.id.desc())
            .limit(1)
        ).one()
    return (agency, duty), why


def test_the_substitute_hears_and_the_message_says_so() -> None:
    mine = small_office.found()[0]
    away(VICE, by=DEPUTY)

    who, why = heard(mine, T5)

    assert who == DEPUTY
    assert "vắng mặt đến 19/12/2025, người thay là deputy_chief" in why


def test_after_the_last_day_the_post_hears_for_itself() -> None:
    mine = small_office.found()[0]
    away(CHAIR, by=DEPUTY)

    assert heard(mine, T10)[0] == CHAIR


def test_somebody_who_came_back_hears_for_himself() -> None:
    mine = small_office.found()[0]
    away(HEAD, by=DEPUTY)
    come_back(HEAD, actor=actor.OFFICE, now=at("2025-12-12"))

    assert heard(mine, T1)[0] == HEAD
    assert absent() == []


PASSES_ON = {
    "a head, to who monitors": ({HEAD}, T1, MONITOR),
    "a vice chairman, to the chairman": ({VICE}, T5, CHAIR),
    "both above, back to who monitors": ({VICE, CHAIR}, T5, MONITOR),
}


@pytest.mark.parametrize(("gone", "day", "who"), PASSES_ON.values(), ids=PASSES_ON)
def test_a_vacant_post_passes_on(gone: set[Place], day: str, who: Place) -> None:
    mine = small_office.found()[0]
    for post in gone:
        away(post, until=None)

    found, why = heard(mine, day)

    assert found == who
    assert why.count("vắng mặt nên báo lên trên") == len(gone)


def test_when_everybody_is_away_who_monitors_hears() -> None:
    mine = small_office.found()[0]
    for post in (VICE, CHAIR, MONITOR):
        away(post)

    assert heard(mine, T5)[0] == MONITOR


def test_a_substitute_who_is_away_too_passes_on() -> None:
    mine = small_office.found()[0]
    away(VICE, by=DEPUTY)
    away(DEPUTY)

    assert heard(mine, T5)[0] == CHAIR


def test_the_last_entry_about_a_post_holds() -> None:
    small_office.found()
    away(VICE, by=DEPUTY)
    away(VICE, by=MONITOR)

    expected = Absence(VICE, MONITOR, date(2025, 12, 10), date(2025, 12, 19))
    assert absent() == [expected]
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


REFUSED = {
    "over already": (VICE, DEPUTY, "2025-11-01", "Ngày cuối"),
    "for itself": (VICE, VICE, T5, "chức danh khác"),
}


@pytest.mark.parametrize(("post", "by", "until", "said"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(
    post: Place, by: Place, until: str, said: str
) -> None:
    small_office.found()

    with pytest.raises(OfficeError, match=said):
        away(post, by=by, until=until)


def test_a_post_that_is_not_there_is_not_away() -> None:
    small_office.found()

    with pytest.raises(NotFoundError, match="STP"):
        away(("STP", "chairman"))
    with pytest.raises(OfficeError, match="không vắng"):
        come_back(HEAD, actor=actor.OFFICE, now=at(T1))
