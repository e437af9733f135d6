"""Perform the deeds of a rehearsal: each is a use case, as a person would call it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from directive.acts import Phase
from directive.lifecycle import OWED
from office import actor, answering, extending, judging
from office.casting import Cue, Deed, Part
from office.submitting import Document, File, submit
from store import rehearsal
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from office.house import House
    from store.rehearsal import Owed

DECIDED_AFTER = 1  # working days, for the collector and then for the office
RESUBMITTED_AFTER = 3  # working days
LATER_IN_THE_DAY = timedelta(minutes=20)
EXTENDED_BY = timedelta(days=7)


class Played(NamedTuple):
    """How many times a deed was done, and what follows from it."""

    times: int
    following: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """The directive that is played, who plays in it, and the office's house."""

    directive_id: int
    parts: Mapping[str, Part]
    house: House
    returned: set[str] = field(default_factory=set)  # whose first result came back
    awaited: set[int] = field(default_factory=set)  # what an agency will hand in yet

    def perform(self, cue: Cue) -> Played:
        """Do one deed as it now can be done; what is not owed any more is left."""
        with unit_of_work() as session:
            owed = rehearsal.owed(session, self.directive_id, cue.agency)
        return _DEEDS[cue.deed](self, cue, owed)


def _acknowledge(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    del owed
    acting = actor.agency(cue.agency)
    return Played(answering.acknowledge(stage.directive_id, actor=acting, now=cue.at))


def _name(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    del stage
    codes = _codes(owed)
    for code in codes:
        answering.name_person(
            code,
            name="Chuyên viên phụ trách",
            post="Chuyên viên",
            phone="",
            actor=actor.agency(cue.agency),
            now=cue.at,
        )
    return Played(len(codes))


def _progress(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    del stage
    codes = _codes([one for one in owed if one.due_on is None and one.kind == "main"])
    for code in codes:
        answering.report_progress(
            code,
            note="Đang thực hiện theo kế hoạch.",
            actor=actor.agency(cue.agency),
            now=cue.at,
        )
    return Played(len(codes))


def _ask_extension(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    asked = 0
    for one in owed:
        if one.due_on and one.phase in OWED:
            extending.ask(
                one.obligation_id,
                until=one.due_on + EXTENDED_BY,
                reason="Chờ số liệu của các đơn vị trực thuộc.",
                actor=actor.agency(cue.agency),
                now=cue.at,
            )
            asked += 1
    later = _later(stage, cue, DECIDED_AFTER, Deed.GRANT_EXTENSION)
    return Played(asked, (later,) if asked else ())


def _grant_extension(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    granted = 0
    for one in owed:
        if one.due_on and one.phase in OWED:
            extending.grant(
                one.obligation_id,
                until=one.due_on + EXTENDED_BY,
                house=stage.house,
                actor=actor.LEADER,
                now=cue.at,
            )
            granted += 1
    return Played(granted)


def _submit(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    """Hand in what is due next and what is late; the rest comes as long before."""
    dated = {
        one.obligation_id: one.last_working_day
        for one in owed
        if one.last_working_day and one.phase in OWED
    }
    today = cue.at.date()
    first = min(dated.values(), default=today)
    answered = [
        one
        for one in owed
        if dated.get(one.obligation_id, date.max) <= max(first, today)
    ]
    played = _hand_in(stage, cue, answered)
    rest = {number: day for number, day in dated.items() if day > max(first, today)}
    number = min(rest, key=lambda number: (rest[number], number), default=None)
    if number is None or number in stage.awaited:
        return played
    stage.awaited.add(number)
    day = stage.house.calendar.next_working_day(rest[number] + (today - first))
    moment = cue.at.replace(year=day.year, month=day.month, day=day.day)
    again = replace(cue, at=max(moment, cue.at + LATER_IN_THE_DAY))
    return Played(played.times, (*played.following, again))


def _submit_undated(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    undated = [one for one in owed if one.due_on is None and one.kind == "main"]
    return _hand_in(stage, cue, undated)


def _hand_in(stage: Stage, cue: Cue, answered: Sequence[Owed]) -> Played:
    """Hand in one document for everything given that is still owed."""
    numbers = [one.obligation_id for one in answered if one.phase in OWED]
    if not numbers:
        return Played(0)
    number = f"{cue.at.timetuple().tm_yday}/BC-{cue.agency}"
    report = f"Báo cáo số {number} ngày {cue.at:%d/%m/%Y}\n"
    submit(
        dict.fromkeys(numbers, "Đã thực hiện, có báo cáo kèm theo."),
        Document(
            number=number,
            dated=cue.at.date(),
            files=(File("bao-cao.txt", "text/plain", report.encode()),),
        ),
        channel="web",
        actor=actor.agency(cue.agency),
        now=cue.at,
    )
    sent_back = stage.parts[cue.agency].first_result_returned
    verdict = Deed.CHECK
    if sent_back and cue.agency not in stage.returned:
        stage.returned.add(cue.agency)
        verdict = Deed.RETURN
    return Played(1, (_later(stage, cue, DECIDED_AFTER, verdict),))


def _check(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    waiting = [one for one in owed if one.phase == Phase.SUBMITTED and one.is_collected]
    for one in waiting:
        collector = actor.collector(one.collector or "")
        judging.check(one.obligation_id, actor=collector, now=cue.at)
    return Played(len(waiting), (_later(stage, cue, DECIDED_AFTER, Deed.ACCEPT),))


def _return(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    waiting = [one for one in owed if one.phase == Phase.SUBMITTED]
    for one in waiting:
        judging.return_(
            one.obligation_id,
            reason="Báo cáo chưa nêu số liệu kiểm tra; đề nghị bổ sung.",
            house=stage.house,
            actor=actor.OFFICE,
            now=cue.at,
        )
    again = Deed.SUBMIT if any(one.due_on for one in waiting) else Deed.SUBMIT_UNDATED
    return Played(len(waiting), (_later(stage, cue, RESUBMITTED_AFTER, again),))


def _accept(stage: Stage, cue: Cue, owed: Sequence[Owed]) -> Played:
    del stage
    ready = [
        one
        for one in owed
        if one.phase == Phase.CHECKED
        or (one.phase == Phase.SUBMITTED and not one.is_collected)
    ]
    for one in ready:
        judging.accept(one.obligation_id, actor=actor.OFFICE, now=cue.at)
    return Played(len(ready))


_DEEDS: dict[Deed, Callable[[Stage, Cue, Sequence[Owed]], Played]] = {
    Deed.ACKNOWLEDGE: _acknowledge,
    Deed.NAME: _name,
    Deed.PROGRESS: _progress,
    Deed.ASK_EXTENSION: _ask_extension,
    Deed.GRANT_EXTENSION: _grant_extension,
    Deed.SUBMIT: _submit,
    Deed.SUBMIT_UNDATED: _submit_undated,
    Deed.CHECK: _check,
    Deed.RETURN: _return,
    Deed.ACCEPT: _accept,
}


def _later(stage: Stage, cue: Cue, working_days: int, deed: Deed) -> Cue:
    day = stage.house.calendar.add_working_days(cue.at.date(), working_days)
    moment = cue.at.replace(year=day.year, month=day.month, day=day.day)
    return replace(cue, at=moment + LATER_IN_THE_DAY, deed=deed)


def _codes(owed: Sequence[Owed]) -> list[str]:
    return list(dict.fromkeys(one.code for one in owed if one.phase in OWED))
