"""A leader's desk: only what needs him, and each decision with what follows from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE, attempt
from sqlalchemy import select
from walking import tick

from office import accounts, actor, alert_acts, alerts, escalations, extending
from office.errors import ForbiddenError, NotFoundError, OfficeError
from office.rights import Role
from office.standing_in import go_away
from office.viewer import Viewer
from store import audit
from store.engine import unit_of_work
from store.tables import EscalationRow, MessageRow, ObligationRow, PostRow

if TYPE_CHECKING:
    from datetime import datetime

    from small_office import Owed

    from office.alerts import Alert

T5, T10 = "2025-12-19", "2025-12-26"
NOW = at(T5, "10:00")
LATER = at(T10, "10:00")
CHAIRMAN = Viewer(Role.LEADER, "chairman", "UBND", "UBND tỉnh", user=1)
VICE = Viewer(Role.LEADER, "vice_chairman", "UBND", "UBND tỉnh", user=2)
ANY_LEADER = Viewer(Role.LEADER, "Lãnh đạo", "UBND", "UBND tỉnh", user=3)
OFFICE_HEAD = Viewer(Role.OFFICE_HEAD, "Chánh Văn phòng", "VPUB", "VP", user=4)


@pytest.fixture
def mine(database: object) -> Owed:
    """Found the office; on T+5 the vice chairman hears of what three agencies owe."""
    del database  # it is bound
    owed = small_office.found()[0]
    tick(T5)
    return owed


def seen(viewer: Viewer, now: datetime = NOW) -> dict[str, Alert]:
    found = alerts.of(viewer, house=HOUSE, now=now)
    return {one.raised.code: one for one in found.alerts}


def number(owed: Owed, viewer: Viewer = VICE, now: datetime = NOW) -> int:
    return seen(viewer, now)[owed.code].raised.escalation_id


def letters(kind: str) -> list[tuple[str, str, str]]:
    with unit_of_work() as session:
        found = session.execute(
            select(PostRow.agency_code, PostRow.duty, MessageRow.text)
            .join(MessageRow, MessageRow.post_id == PostRow.id)
            .where(MessageRow.kind == kind)
            .order_by(MessageRow.id)
        )
        return list(found.tuples())


WHO = {
    "his title is the post's": (VICE, 3),
    "another post's are none of his": (CHAIRMAN, 0),
    "a title that no post has stands for all of the chair's": (ANY_LEADER, 3),
    "the office sees what was told to the office": (OFFICE_HEAD, 6),
}


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(("viewer", "n"), WHO.values(), ids=WHO)
def test_a_leader_sees_what_was_taken_up_to_him(viewer: Viewer, n: int) -> None:
    found = alerts.of(viewer, house=HOUSE, now=NOW)

    assert (found.total, len(found.alerts)) == (n, n)


def test_the_address_of_an_account_says_which_post_is_its_own(mine: Owed) -> None:
    user = accounts.add(
        "vicechairman@ubnd.cao-bang.example",
        title="Lãnh đạo",
        agency_code="UBND",
        role=Role.LEADER,
        house=HOUSE,
        actor=actor.OFFICE,
        now=NOW,
    )

    found = alerts.of(
        Viewer(Role.LEADER, "Lãnh đạo", "UBND", user=user), house=HOUSE, now=NOW
    )

    assert found.posts == ("vice_chairman",)
    assert mine.code in {one.raised.code for one in found.alerts}


def test_a_substitute_sees_what_was_told_to_whom_it_stands_in_for(mine: Owed) -> None:
    go_away(
        ("UBND", "vice_chairman"),
        first_day=NOW.date(),
        last_day=None,
        substitute=("UBND", "chairman"),
        actor=actor.OFFICE,
        now=NOW,
    )

    assert mine.code in seen(CHAIRMAN)


def test_an_alert_tells_how_late_what_was_sent_and_what_comes_next(mine: Owed) -> None:
    escalations.acknowledge(
        number(mine, OFFICE_HEAD), actor=actor.OFFICE, now=at(T5, "09:00")
    )

    (group,) = alerts.of(VICE, house=HOUSE, now=NOW).groups
    apart = alerts.of(VICE, house=HOUSE, now=NOW, instruction=group.pile.instruction)
    alert = next(one for one in apart.alerts if one.raised.code == mine.code)

    assert (group.pile.n, group.pile.agencies, len(apart.groups)) == (3, 3, 3)
    assert alert.days_late == 5
    assert ("T+5", "vice_chairman") in {(one.rung, one.post) for one in alert.told}
    assert any(one.seen_at for one in alert.told)
    assert "T+5" in (alert.raised.why or "")
    assert "Chủ tịch" in (alert.raised.why or "")
    assert [str(one.day) for one in alert.offers] == ["2025-12-26", "2026-01-06"]


def test_the_highest_rung_comes_first_and_each_obligation_once(mine: Owed) -> None:
    attempt("extend", mine, now=at("2025-12-22"))
    tick(T10)

    found = alerts.of(ANY_LEADER, house=HOUSE, now=LATER)

    rungs = [one.raised.rung for one in found.alerts]
    codes = [one.raised.code for one in found.alerts]
    assert rungs == sorted(rungs, key=lambda rung: -int(rung[2:]))
    assert len(codes) == len(set(codes))


def test_what_was_seen_needs_him_no_more_until_it_comes_back(mine: Owed) -> None:
    alert_acts.see(number(mine), viewer=VICE, house=HOUSE, now=NOW)

    found = alerts.of(VICE, house=HOUSE, now=NOW)
    assert mine.code not in {one.raised.code for one in found.alerts}
    assert found.waiting == 1
    for day in ("2025-12-24", "2025-12-26"):
        tick(day)
    assert mine.code in seen(VICE, LATER)


def test_seeing_it_once_is_enough_for_all_posts_of_one_leader(mine: Owed) -> None:
    tick(T10)
    assert mine.code in seen(ANY_LEADER, LATER)

    alert_acts.see(
        number(mine, ANY_LEADER, LATER), viewer=ANY_LEADER, house=HOUSE, now=LATER
    )

    assert mine.code not in seen(ANY_LEADER, LATER)


def test_an_explanation_is_asked_of_the_head_and_comes_back_with_the_answer(
    mine: Owed,
) -> None:
    alert_acts.ask(number(mine), "Vì sao chậm?", viewer=VICE, house=HOUSE, now=NOW)

    ((agency, duty, text),) = letters("explanation_asked")
    assert (agency, duty) == ("STP", "head")
    assert "Vì sao chậm?" in text
    assert mine.code in text
    assert mine.code not in seen(VICE)

    with unit_of_work() as session:
        row = session.scalars(
            select(EscalationRow).where(EscalationRow.question.is_not(None))
        ).one()
    assert (row.asked_at, row.asked_by) == (NOW, "leader#2")
    escalations.explain(
        row.id, words="Chờ số liệu", actor=actor.agency("STP"), now=at(T5, "11:00")
    )
    back = seen(VICE)[mine.code]
    assert back.known.explanation == "Chờ số liệu"

    alert_acts.ask(
        number(mine), "Chờ ai?", viewer=VICE, house=HOUSE, now=at(T5, "14:00")
    )
    assert mine.code not in seen(VICE)
    assert len(letters("explanation_asked")) == 2
    with unit_of_work() as session:
        assert audit.verify(session).fault is None


def test_what_is_asked_and_not_explained_comes_back_too(mine: Owed) -> None:
    alert_acts.ask(number(mine), "Vì sao?", viewer=VICE, house=HOUSE, now=NOW)

    tick(T10)

    assert mine.code in seen(VICE, LATER)


def test_a_new_date_closes_the_alert_and_is_told_to_the_agency(mine: Owed) -> None:
    code = alert_acts.set_date(
        number(mine), date(2026, 1, 9), "", viewer=VICE, house=HOUSE, now=NOW
    )

    assert code == mine.code
    assert mine.code not in seen(VICE)
    with unit_of_work() as session:
        row = session.get_one(ObligationRow, mine.id)
    assert (row.due_on, row.original_due_on) == (date(2026, 1, 9), date(2025, 12, 14))
    ((agency, _, text),) = letters("due_set")
    assert agency == "STP"
    assert "09/01/2026" in text or "9/1/2026" in text


def test_a_wish_for_more_time_is_granted_by_its_date(mine: Owed) -> None:
    extending.ask(
        mine.id,
        until=date(2026, 1, 7),
        reason="Chờ số liệu",
        actor=actor.agency("STP"),
        now=NOW,
    )
    alert = seen(VICE)[mine.code]
    assert (alert.offers[0].day, alert.offers[0].asked_for) == (date(2026, 1, 7), True)

    alert_acts.set_date(
        number(mine), date(2026, 1, 7), "", viewer=VICE, house=HOUSE, now=NOW
    )

    assert len(letters("extension_decided")) == 1
    assert letters("due_set") == []


def test_it_is_given_to_another_agency_by_its_name(mine: Owed) -> None:
    alert_acts.reassign(
        number(mine), " sở syt ", "Đúng việc", viewer=VICE, house=HOUSE, now=NOW
    )

    assert small_office.holder(mine) == "SYT"
    assert mine.code not in seen(VICE)


def test_what_cannot_be_decided_is_refused_in_a_sentence(mine: Owed) -> None:
    said = {"viewer": VICE, "house": HOUSE, "now": NOW}
    one = number(mine)

    with pytest.raises(NotFoundError, match="cảnh báo gửi ông/bà"):
        alert_acts.see(one, viewer=CHAIRMAN, house=HOUSE, now=NOW)
    with pytest.raises(OfficeError, match="phải sau"):
        alert_acts.set_date(one, date(2025, 12, 18), "", **said)
    with pytest.raises(OfficeError, match="danh bạ"):
        alert_acts.reassign(one, "không có", "x", **said)
    with pytest.raises(OfficeError, match="lý do"):
        alert_acts.reassign(one, "SYT", " ", **said)
    with pytest.raises(OfficeError, match="giải trình"):
        alert_acts.ask(one, "  ", **said)
    with pytest.raises(ForbiddenError):
        escalations.ask(
            one, question="x", house=HOUSE, actor=actor.agency("STP"), now=NOW
        )
    alert_acts.ask(one, "Vì sao?", **said)
    with pytest.raises(OfficeError, match="chưa trả lời"):
        alert_acts.ask(one, "Vì sao?", **said)
    with pytest.raises(OfficeError, match="đã được tiếp nhận"):
        alert_acts.see(one, **said)
