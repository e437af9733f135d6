"""How the best of other engines fail at reminding; each story ends well here.

The name in each first line is where the failure was seen.
"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import small_office
from builders import a_directive, an_agency, an_assignment, an_obligation
from model_office import at
from small_office import attempt
from sqlalchemy import select
from walking import digests, given, heard, set_day_off, set_ladder, tick

from store import audit, directives
from store.engine import unit_of_work
from store.tables import PostRow, ReminderRow

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.usefixtures("database")

# Due on Sunday 14/12/2025: the last working day is Friday the 12th.
T_3, T_1 = "2025-12-09", "2025-12-11"
T1, T3, T5 = "2025-12-15", "2025-12-17", "2025-12-19"


def test_ciso_assistant_scheduler_down_over_the_exact_lead_day() -> None:
    mine = small_office.found()[0]

    tick("2025-12-08")
    tick("2025-12-10")  # the 9th, on which T-3 falls, nobody was awake

    assert heard(mine) == ["T-10", "T-3"]


def test_vikunja_restart_in_the_mail_minute() -> None:
    mine = small_office.found()[0]

    for minute in ("07:29", "07:31", "07:31", "16:59"):
        tick(T_3, minute)

    assert heard(mine) == ["T-3"]


def test_kanboard_and_redmine_cron_run_twice() -> None:
    small_office.found()
    tick(T1)
    once = digests()

    tick(T1)

    assert digests() == once
    assert set(once.values()) == {1}


def test_prefect_19313_three_days_down_then_up_is_one_digest_each() -> None:
    mine = small_office.found()[0]
    tick("2025-12-12")
    before = digests()

    tick(T5)  # T+1 and T+3 were missed

    new = digests() - before
    assert heard(mine)[-1] == "T+5"
    assert {"T+1", "T+3"} & set(heard(mine)) == set()
    assert set(new.values()) == {1}


def test_digit_100_items_that_cannot_escalate_ahead_of_a_due_one() -> None:
    small_office.found()
    with unit_of_work() as session:
        an_agency(session, "DOAN", by_request=True)
        (order,) = directives.instructions(session, a_directive(session).id)
        stuck = an_assignment(session, order, "DOAN")
        for n in range(100):
            an_obligation(session, stuck, label=str(n), phase="suspended")
    due = given("SXD")

    tick(T1)

    assert heard(due) == ["T+1"]


def test_digit_a_harmless_edit_does_not_reset_the_clock() -> None:
    mine = small_office.found()[0]
    tick(T1)
    for act in ("progress", "name"):
        attempt(act, mine, now=at("2025-12-16"))

    tick(T3)

    assert heard(mine) == ["T+1", "T+3"]


def test_digit_an_item_without_a_named_person_is_not_skipped() -> None:
    mine = small_office.found()[0]

    for day in (T1, T3):
        tick(day)

    assert heard(mine) == ["T+1", "T+3"]
    assert heard(mine, "N") == ["N+5"]


def test_complaints_773_a_post_vacant_at_the_rung_passes_on_and_says_so() -> None:
    mine = small_office.found(vacant="vice_chairman")[0]

    tick(T5)

    with unit_of_work() as session:
        why = session.scalars(
            select(ReminderRow.why).where(
                ReminderRow.obligation_id == mine.id, ReminderRow.rung == "T+5"
            )
        ).one()
    assert heard(mine) == ["T+5"]
    assert "chưa có người" in why


def test_policy_edited_mid_ladder_leaves_what_was_issued_alone() -> None:
    mine = small_office.found()[0]
    tick(T1)
    set_ladder("edited", working_days=2, tell="chairman", now=at(T1, "09:00"))

    for day in ("2025-12-16", T3):
        tick(day)

    assert heard(mine) == ["T+1", "T+3"]


def test_glpi_24481_a_paused_item_is_not_violated() -> None:
    mine = small_office.found()[0]
    attempt("suspend", mine, now=at("2025-12-08"))

    for day in (T_3, T1, T3, T5):
        tick(day)
    paused = heard(mine)
    attempt("resume", mine, now=at(T5, "10:00"))
    tick("2025-12-22")

    assert paused == []
    assert heard(mine) == ["T+5"]


def test_oncall_3111_a_settled_item_does_not_wake_months_later() -> None:
    mine = small_office.found()[0]
    tick(T1)
    for act in ("acknowledge", "submit", "check", "accept"):
        attempt(act, mine, now=at(T1, "09:00"))

    for day, clock in (("2026-03-10", "05:30"), ("2026-03-10", "08:00")):
        tick(day, clock)

    assert heard(mine) == ["T+1"]


def test_camunda_4958_a_due_date_moved_after_the_timer_was_set() -> None:
    mine = small_office.found()[0]
    attempt("extend", mine, now=at("2025-12-10"))  # to 20/12, a Saturday

    for day in (T_1, T1, "2025-12-16", "2025-12-18", "2025-12-22"):
        tick(day)

    assert heard(mine) == ["T-3", "T-1", "T+1"]


def test_osticket_2333_a_closed_item_does_not_mail_overdue() -> None:
    mine = small_office.found()[0]
    for act in ("submit", "check", "accept"):
        attempt(act, mine, now=at("2025-12-05"))

    for day in (T1, T3, T5):
        tick(day)

    assert heard(mine) == []


def test_osticket_5955_a_reopened_item_mails_overdue_only_when_it_is() -> None:
    mine = small_office.found()[0]
    for act in ("submit", "check", "accept", "reopen"):
        attempt(act, mine, now=at("2025-12-05"))

    tick("2025-12-08")
    early = heard(mine)
    tick(T1)

    assert [rung for rung in early if "+" in rung] == []
    assert heard(mine)[-1] == "T+1"


def test_alaveteli_7292_a_holiday_added_after_the_assignment() -> None:
    mine = small_office.found()[0]
    set_day_off(date(2025, 12, 12), now=at("2025-12-01"))

    for day in ("2025-12-10", T_1):
        tick(day)

    assert heard(mine) == ["T-1"]  # a day earlier than before the holiday


def test_jmix_790_one_working_day_is_not_24_working_hours() -> None:
    friday = at("2025-08-22", "16:45")
    small_office.found()
    mine = given("SXD", issued_on=friday.date(), issued_at=friday)

    tick("2025-08-22", "16:50")
    early = heard(mine, "A")
    tick("2025-08-25", "07:30")

    assert early == []
    assert heard(mine, "A") == ["A+1"]


QUIET = {
    "midnight": at(T1, "00:00"),
    "sunday": at("2025-12-14", "10:00"),
    "lunch": at(T1, "12:15"),
}


@pytest.mark.parametrize("now", QUIET.values(), ids=QUIET)
def test_zammad_4432_no_escalation_out_of_hours(now: datetime) -> None:
    small_office.found()

    tick(str(now.date()), f"{now:%H:%M}")

    assert digests() == Counter()


def test_two_workers_at_once_promise_and_tell_once() -> None:
    mine = small_office.found()[0]
    workers = [threading.Thread(target=tick, args=(T1,)) for _ in range(4)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    tick(T1, "08:15")  # who found the lock taken comes again

    with unit_of_work() as session:
        fault = audit.verify(session).fault
    assert heard(mine) == ["T+1"]
    assert set(digests().values()) == {1}
    assert fault is None


def test_clock_step_back_tells_nothing_twice() -> None:
    mine = small_office.found()[0]
    for day in (T1, T3, T1, T_3, T3):
        tick(day)

    assert heard(mine) == ["T+1", "T+3"]
    assert set(digests().values()) == {1}


def test_recipient_replaced_mid_ladder_the_new_one_hears_and_the_old_does_not() -> None:
    mine = small_office.found()[0]
    tick(T1)
    attempt("reassign", mine, now=at("2025-12-16", "09:00"))

    tick(T3)
    tick("2025-12-18")

    with unit_of_work() as session:
        posts = session.execute(
            select(ReminderRow.rung, PostRow.agency_code)
            .join(PostRow, PostRow.id == ReminderRow.post_id)
            .where(ReminderRow.obligation_id == mine.id)
            .where(ReminderRow.promised_at > at("2025-12-16", "10:00"))
        ).all()
    assert "STP" not in {agency for _, agency in posts}
    assert small_office.SPARE in {agency for _, agency in posts}


def test_osticket_6405_there_is_more_than_one_overdue_alert() -> None:
    mine = small_office.found()[0]
    day = date(2025, 12, 15)
    while day <= date(2025, 12, 31):
        tick(str(day))
        day += timedelta(days=1)

    assert heard(mine) == ["T+1", "T+3", "T+5", "T+10"]
