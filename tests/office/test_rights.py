"""Who may do what: an agency its own, nobody another's, nobody judges his own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE, REPORT, attempt
from sqlalchemy import select

from directive.acts import Act, Party
from directive.breakdown import Share
from directive.errors import NotAllowedError
from directive.lifecycle import TABLE
from office import actor, answering, extending, judging, steering
from office.actor import Actor
from office.errors import ForbiddenError, NotFoundError, OfficeError
from office.submitting import submit
from store.engine import unit_of_work
from store.tables import EventRow, ObligationRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from small_office import Owed

    Deed = Callable[[Owed, Actor], object]

NOW = at("2025-12-10")
STRANGERS = {
    "another agency": actor.agency("STC"),
    "an agency without a name": Actor(Party.AGENCY),
    "who collects for others": actor.collector("STC"),
}
DEEDS: dict[str, Deed] = {
    "name": lambda o, who: answering.name_person(
        o.code, name="A", post="B", phone="", actor=who, now=NOW
    ),
    "progress": lambda o, who: answering.report_progress(
        o.code, note="x", actor=who, now=NOW
    ),
    "decline": lambda o, who: answering.decline(o.code, reason="x", actor=who, now=NOW),
    "break down": lambda o, who: answering.break_down(
        o.code, [Share("A", "B", "C", None, "D")], actor=who, now=NOW
    ),
    "submit": lambda o, who: submit(
        {o.id: "x"}, REPORT, channel="web", actor=who, now=NOW
    ),
    "ask": lambda o, who: extending.ask(
        o.id, until=at("2025-12-30").date(), reason="x", actor=who, now=NOW
    ),
    "grant": lambda o, who: extending.grant(
        o.id, until=at("2025-12-30").date(), house=HOUSE, actor=who, now=NOW
    ),
    "refuse": lambda o, who: extending.refuse(
        o.id, reason="x", house=HOUSE, actor=who, now=NOW
    ),
    "check": lambda o, who: judging.check(o.id, actor=who, now=NOW),
    "accept": lambda o, who: judging.accept(o.id, actor=who, now=NOW),
    "return": lambda o, who: judging.return_(
        o.id, reason="x", house=HOUSE, actor=who, now=NOW
    ),
    "suspend": lambda o, who: steering.suspend(
        o.code, reason="x", house=HOUSE, actor=who, now=NOW
    ),
    "resume": lambda o, who: steering.resume(
        o.code, reason="x", house=HOUSE, actor=who, now=NOW
    ),
    "withdraw": lambda o, who: steering.withdraw(
        o.code, reason="x", house=HOUSE, actor=who, now=NOW
    ),
    "reopen": lambda o, who: steering.reopen(
        o.code, reason="x", house=HOUSE, actor=who, now=NOW
    ),
    "reassign": lambda o, who: steering.reassign(
        o.code, agency_code="SYT", reason="x", house=HOUSE, actor=who, now=NOW
    ),
}


@pytest.fixture
def owed(database: object) -> list[Owed]:
    del database
    return small_office.found()


def events() -> int:
    with unit_of_work() as session:
        return len(session.scalars(select(EventRow.id)).all())


def phase(owed: Owed) -> str:
    with unit_of_work() as session:
        return session.get_one(ObligationRow, owed.id).phase


@pytest.mark.parametrize("who", STRANGERS.values(), ids=STRANGERS)
def test_every_act_on_anothers_assignment_is_refused(
    who: Actor, owed: list[Owed]
) -> None:
    before = events()

    for deed in DEEDS.values():
        with pytest.raises(ForbiddenError, match="cơ quan khác"):
            deed(owed[0], who)

    assert events() == before


AGENCYS_OWN = {"name", "progress", "decline", "break down", "submit", "ask"}


@pytest.mark.parametrize("deed", sorted(DEEDS.keys() - AGENCYS_OWN))
def test_an_agency_may_not_decide_about_its_own(deed: str, owed: list[Owed]) -> None:
    mine = owed[0]
    if deed in {"grant", "refuse"}:
        DEEDS["ask"](mine, actor.agency("STP"))
    if deed in {"check", "accept", "return"}:
        attempt("submit", mine, now=NOW)
    before = phase(mine)

    with pytest.raises(NotAllowedError):
        DEEDS[deed](mine, actor.agency("STP"))

    assert phase(mine) == before


@pytest.mark.parametrize("deed", sorted(AGENCYS_OWN - {"break down"}))
def test_the_office_may_not_answer_for_an_agency(deed: str, owed: list[Owed]) -> None:
    with pytest.raises(NotAllowedError):
        DEEDS[deed](owed[0], actor.OFFICE)

    assert phase(owed[0]) == "issued"


def test_nobody_accepts_or_checks_his_own(owed: list[Owed]) -> None:
    mine, collectors = owed[0], owed[3]
    for one in (mine, collectors):
        attempt("submit", one, now=NOW)
    attempt("check", mine, now=NOW)

    with pytest.raises(NotAllowedError):  # the collector's own goes straight up
        judging.check(collectors.id, actor=actor.collector("SNV"), now=NOW)
    for one, agency in ((mine, "STP"), (collectors, "SNV")):
        with pytest.raises(NotAllowedError, match="chính cơ quan mình"):
            judging.accept(one.id, actor=Actor(Party.OFFICE, agency), now=NOW)
    judging.accept(mine.id, actor=Actor(Party.OFFICE, "VPUB"), now=NOW)
    judging.accept(collectors.id, actor=actor.OFFICE, now=NOW)

    assert (phase(mine), phase(collectors)) == ("accepted", "accepted")


def test_a_submission_that_holds_one_of_anothers_writes_nothing(
    owed: list[Owed],
) -> None:
    before = events()

    with pytest.raises(ForbiddenError):
        submit(
            {owed[0].id: "x", owed[1].id: "x"},
            REPORT,
            channel="web",
            actor=actor.agency("STP"),
            now=NOW,
        )

    assert (events(), phase(owed[0])) == (before, "issued")


def test_what_does_not_exist_is_not_found(owed: list[Owed]) -> None:
    nothing = small_office.Owed(999_999, "NV-2025-999999")

    for deed in DEEDS.values():
        with pytest.raises(NotFoundError):
            deed(nothing, actor.OFFICE)
    with pytest.raises(NotFoundError):
        answering.acknowledge(owed[0].id, actor=actor.agency("STP"), now=NOW)


@pytest.mark.parametrize("deed", ["decline", "return", "suspend", "withdraw"])
def test_a_decision_needs_its_reason(deed: str, owed: list[Owed]) -> None:
    mine = owed[0]
    blank = {
        "decline": lambda: answering.decline(
            mine.code, reason=" ", actor=actor.agency("STP"), now=NOW
        ),
        "return": lambda: judging.return_(
            mine.id, reason=" ", house=HOUSE, actor=actor.OFFICE, now=NOW
        ),
        "suspend": lambda: steering.suspend(
            mine.code, reason="", house=HOUSE, actor=actor.OFFICE, now=NOW
        ),
        "withdraw": lambda: steering.withdraw(
            mine.code, reason="", house=HOUSE, actor=actor.OFFICE, now=NOW
        ),
    }

    with pytest.raises(OfficeError, match="lý do"):
        blank[deed]()


def test_every_act_of_the_table_is_tried_here() -> None:
    for_all = {Act.ISSUE, Act.ACKNOWLEDGE}  # these name a directive, not an assignment
    elsewhere = {Act.SET_DUE}  # needs a relative deadline: see test_anchoring.py

    assert len(DEEDS) == len({rule.act for rule in TABLE} - for_all - elsewhere)
