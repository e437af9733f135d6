"""Who would get what, and when, if a document were issued now; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.foresight import Coming, first_of
from directive.model import Urgency
from directive.policy import AUDIENCE_NAMES, Audience, Track
from directive.sentence import Sentence, named
from directive.standing import Standing
from directive.ways import in_order
from office import amending, assigning, second_reading
from office.errors import NotFoundError
from office.hearing import hearers
from office.house import office_day
from office.in_force import in_force
from office.intake import review_of
from office.reviewing import opened
from store import amendments, people
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from directive.registry import Agency
    from office.actor import Actor
    from office.amending import Linked
    from office.assigning import Given
    from office.hearing import Hearers
    from office.house import House
    from office.intake import Review
    from store.tables import AgencyRow, ContactRow, DirectiveRow, ObligationRow

    FirstOf = Callable[[Track, Standing], Coming | None]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One thing that an agency would owe: where it stands, by when, first reminder."""

    path: str
    text: str
    label: str  # what is owed; of a collector, the report onward
    onward: bool
    due_on: date | None
    waits: bool  # for the day that its period counts from
    overdue: bool  # on the day that it is given
    reminder: Coming | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """An agency with all it would get, and how it would hear."""

    code: str
    name: str
    post: str | None
    note: str
    channel: str | None  # None: nothing reaches it
    address: str | None
    owed: tuple[Foreseen, ...]
    by_request: bool

    @property
    def due_on(self) -> date | None:
        """The first day on which something is due."""
        return min((one.due_on for one in self.owed if one.due_on), default=None)

    @property
    def overdue(self) -> bool:
        """Whether something is late on the day that it is given."""
        return any(one.overdue for one in self.owed)

    @property
    def reminder(self) -> Coming | None:
        """What it would hear first, after the message that gives it all."""
        coming = (one.reminder for one in self.owed if one.reminder)
        return min(
            coming,
            key=lambda one: (one.on, not one.rung.escalates, -one.rung.offset),
            default=None,
        )


@dataclass(frozen=True, slots=True)
class Foresight:
    """What issuing a document would do.

    `unread` is when and whom the ladder tells when an agency does not acknowledge.
    `changed` are the earlier documents whose open work is still asked about.
    """

    row: DirectiveRow
    review: Review
    recipients: tuple[Recipient, ...]
    assignments: int
    unread: Coming | None
    warnings: tuple[str, ...]
    another: bool  # the policy keeps this viewer from confirming
    changed: tuple[Linked, ...]

    @property
    def near(self) -> tuple[Agency, ...]:
        """Who is in no group of the document, but nearly."""
        told = {one.code for one in self.recipients}
        found = {
            agency.code: agency
            for one in self.review.addressed
            for agency in one.near_misses
            if agency.code not in told
        }
        return tuple(found.values())


def foresee(
    directive_id: int,
    *,
    house: House,
    actor: Actor,
    now: datetime,
    issued_on: date | None = None,
) -> Foresight:
    """Return who would get what if a document were issued at this moment.

    Args:
        directive_id: The document, which may wait for its confirmation still.
        house: Calendar and policy.
        actor: Who would issue.
        now: The moment, aware; every ladder counts from it.
        issued_on: The day that would be entered where the source leaves it blank,
            which the periods of what comes back count from; without one, today.

    Raises:
        NotFoundError: There is no such document.
        OfficeError: Its text is gone.
    """
    with unit_of_work() as session:
        house = in_force(session, house)
        desk = opened(session, directive_id)
        row = desk.row
        agencies = people.all_agencies(session)
        who = hearers(session, house=house, now=now)
        given = list(
            assigning.foresee(
                row,
                desk.orders,
                agencies,
                who.posts,
                house=house,
                actor=actor,
                now=now,
                issued_on=issued_on,
            )
        )
        paths = {order.id: order.path for order in desk.orders}
        ways: dict[int, list[ContactRow]] = {}
        for contact in people.contacts(session).values():
            if contact.ended_at is None:
                ways.setdefault(contact.post_id, []).append(contact)

        @cache
        def first(track: Track, standing: Standing) -> Coming | None:
            policy, calendar = house.policy, house.calendar
            return first_of(track, standing, policy=policy, calendar=calendar, now=now)

        seer = _Seer(row=row, first=first, now=now, paths=paths, who=who, ways=ways)
        review = review_of(session, row, desk.now, desk.registry)
        asked = {
            one.earlier
            for one in review.amends
            if one.earlier
            and amendments.open_tasks(session, amending.TASK, one.earlier)
        }
        another = row.stage == "received" and second_reading.asks_another(
            session, directive_id, policy=house.policy, actor=actor
        )
    by_agency: dict[str, list[Given]] = {}
    for one in given:
        by_agency.setdefault(one.assignment.agency_code, []).append(one)
    years = sorted(
        {o.due_on.year for one in given for o in one.obligations if o.due_on}
    )
    recipients = tuple(
        seer.recipient(agency, by_agency[agency.code])
        for agency in agencies
        if agency.code in by_agency
    )
    return Foresight(
        row=row,
        review=review,
        recipients=recipients,
        assignments=len(given),
        unread=seer.unread(),
        warnings=(
            *_late(recipients),
            *filter(None, map(house.calendar.warn_if_unconfirmed, years)),
            *(
                Sentence(
                    "{name} đã chấm dứt nên không nhận được nhiệm vụ.", name=agency.name
                )
                for agency in agencies
                if agency.ended_at and agency.code in by_agency
            ),
        ),
        another=another,
        changed=tuple(one for one in review.amends if one.earlier in asked),
    )


def _late(recipients: Sequence[Recipient]) -> Iterator[Sentence]:
    """Yield how much is overdue before anybody knows of it, and who is told at once."""
    late = [owed for one in recipients for owed in one.owed if owed.overdue]
    told = [owed.reminder for owed in late if owed.reminder]
    if not late:
        return
    n = len({(owed.path, owed.label) for owed in late})
    yield Sentence("{n} nội dung đã quá hạn ngay khi giao.", n=n)
    if told:
        worst = max(told, key=lambda coming: coming.rung.offset)
        yield Sentence(
            "Việc quá hạn ngay khi giao được báo {who} ngày {day}; nếu thời hạn đọc"
            " sai, hãy sửa trước khi ban hành.",
            who=named(AUDIENCE_NAMES[worst.audience]),
            day=worst.on,
        )


@dataclass(frozen=True, slots=True)
class _Seer:
    row: DirectiveRow
    first: FirstOf
    now: datetime
    paths: Mapping[int, str]
    who: Hearers
    ways: Mapping[int, Sequence[ContactRow]]

    def recipient(self, agency: AgencyRow, given: Sequence[Given]) -> Recipient:
        try:
            post, note = self.who.stand_in(agency.code, Audience.FOCAL_POINT)
        except NotFoundError as fault:
            post, note = None, str(fault)
        first = (
            next(iter(in_order(self.ways.get(post.id, ()), ())), None) if post else None
        )
        return Recipient(
            code=agency.code,
            name=agency.name,
            post=post.title if post else None,
            note=note,
            channel=first.channel if first else None,
            address=first.address if first else None,
            owed=tuple(
                self._foreseen(one, owed, agency)
                for one in given
                for owed in one.obligations
            ),
            by_request=agency.by_request,
        )

    def unread(self) -> Coming | None:
        standing = self._standing(None, by_request=False)
        urgent = standing.urgency is not Urgency.NORMAL
        track = Track.URGENT if urgent else Track.ACKNOWLEDGEMENT
        return self.first(track, standing)

    def _foreseen(self, one: Given, owed: ObligationRow, agency: AgencyRow) -> Foreseen:
        standing = self._standing(owed, by_request=agency.by_request)
        return Foreseen(
            path=self.paths[one.assignment.instruction_id],
            text=one.assignment.what,
            label=owed.label,
            onward=owed.kind == "onward",
            due_on=owed.due_on,
            waits=owed.due_on is None and owed.deadline is not None,
            overdue=owed.due_on is not None and owed.due_on < standing.issued_on,
            reminder=self.first(
                Track.UNDATED if owed.due_on is None else Track.DUE, standing
            ),
        )

    def _standing(self, owed: ObligationRow | None, *, by_request: bool) -> Standing:
        return Standing(
            phase=Phase.ISSUED,
            issued_on=office_day(self.now),
            due_on=owed.due_on if owed else None,
            last_working_day=owed.last_working_day if owed else None,
            by_request=by_request,
            urgency=Urgency(self.row.urgency),
            issued_at=self.now,
        )
