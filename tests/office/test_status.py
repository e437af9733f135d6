"""What people ask about the state of things, on the model directive as issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from model_office import at

from directive.model import Clarity, Grade
from directive.policy import Audience
from directive.timeliness import Timeliness
from office import actor, answering, judging, status, submitting, viewing
from office.errors import NotFoundError
from office.reminding import escalate
from office.rights import Scope
from office.submitting import Document, File
from store.groups import Group
from store.listing import Filters
from store.views import SEVERITY

if TYPE_CHECKING:
    from datetime import datetime

    from model_office import Issued

BEFORE, AFTER = at("2025-12-10"), at("2025-12-31")
ALL = Scope()
REPORT = Document(None, None, (File("bc.pdf", "application/pdf", b"%PDF-1.4 x"),))


def code_of(issued: Issued, agency: str) -> str:
    """Return the code of an agency's dated assignment."""
    found = status.assignments(
        Filters(agency=agency, instruction="1.3", directive=issued.review.directive_id),
        scope=ALL,
        house=issued.house,
        now=BEFORE,
    )
    return next(row.line.code for row in found.rows if row.line.kind == "main")


def hand_in(issued: Issued, agency: str) -> int:
    """Hand in what an agency owes under 1.3; return the obligation."""
    code = code_of(issued, agency)
    owed = viewing.assignment(code, scope=ALL, house=issued.house, now=BEFORE).owed
    number = next(one.row.id for one in owed if one.row.kind == "main")
    submitting.submit(
        {number: "xong"}, REPORT, channel="web", actor=actor.agency(agency), now=BEFORE
    )
    return number


def test_the_overview_counts_and_names_who_is_late(issued: Issued) -> None:
    number = hand_in(issued, "STP")
    judging.check(number, actor=actor.collector("SNV"), now=BEFORE)
    judging.accept(number, actor=actor.OFFICE, now=AFTER)
    answering.acknowledge(
        issued.review.directive_id, actor=actor.agency("SYT"), now=BEFORE
    )
    escalate(house=issued.house, now=at("2025-12-30", "09:00"))

    seen = status.overview(house=issued.house, now=AFTER)

    assert (seen.assignments, seen.total.assigned) == (400, 401)
    assert (seen.total.done_on_time, seen.total.doing_overdue) == (1, 75)
    assert seen.total.doing_undated == 325
    assert seen.total.no_person == 400
    late = {one.code: (one.open_late, one.done_late) for one in seen.agencies}
    assert late["SYT"] == (13, 0)
    assert late["STP"] == (0, 0)
    assert seen.agencies[0].figures.doing_overdue == 1
    assert len(seen.without_breakdown) == 76
    assert seen.escalated > 0
    assert seen.escalations[0].days_late == 13
    first = status.open_escalations(house=issued.house, now=AFTER, limit=1)
    assert first == seen.escalations[:1]
    assert first[0].climbed.audience == "chairman"


def test_an_escalation_is_listed_once_at_its_highest_post(issued: Issued) -> None:
    for day in ("2025-12-15", "2025-12-17", "2025-12-19"):
        escalate(house=issued.house, now=at(day, "09:00"))

    seen = status.open_escalations(house=issued.house, now=AFTER, limit=500)

    numbers = [one.climbed.obligation_id for one in seen]
    assert len(numbers) == len(set(numbers))
    heights = [SEVERITY.index(Audience(one.climbed.audience)) for one in seen]
    assert seen[0].climbed.audience == "vice_chairman"
    assert heights == sorted(heights, reverse=True)


WAYS = {
    "in time, handed in": (BEFORE, Timeliness.IN_TIME),
    "still in time long after, since it waits for others": (AFTER, Timeliness.IN_TIME),
}


@pytest.mark.parametrize(("now", "expected"), WAYS.values(), ids=WAYS)
def test_what_waits_is_frozen_at_its_submission(
    now: datetime, expected: Timeliness, issued: Issued
) -> None:
    hand_in(issued, "STP")

    listed = status.assignments(
        Filters(agency="STP", group=Group.WAITING),
        scope=ALL,
        house=issued.house,
        now=now,
    )

    assert [row.timeliness for row in listed.rows] == [expected]
    assert [row.days for row in listed.rows] == [None]


def test_all_pages_together_hold_every_row_once(issued: Issued) -> None:
    seen, cursor = [], None
    while True:
        page = status.assignments(
            Filters(),
            cursor=cursor,
            limit=37,
            scope=ALL,
            house=issued.house,
            now=AFTER,
        )
        seen += [row.line.obligation_id for row in page.rows]
        if page.after is None:
            break
        cursor = page.after
    back: list[int] = []
    while page.before is not None:
        page = status.assignments(
            Filters(),
            cursor=page.before,
            limit=37,
            scope=ALL,
            house=issued.house,
            now=AFTER,
        )
        back = [row.line.obligation_id for row in page.rows] + back

    assert len(seen) == len(set(seen)) == 401
    assert back == seen[: len(back)]
    assert len(back) == 370
    assert page.total == 401


def test_one_assignment_explains_itself(issued: Issued) -> None:
    code = code_of(issued, "STP")
    answering.name_person(
        code,
        name="(chuyên viên)",
        post="CV",
        phone="",
        actor=actor.agency("STP"),
        now=BEFORE,
    )

    seen = viewing.assignment(code, scope=ALL, house=issued.house, now=at("2025-12-12"))

    clear = {one.clarity: one for one in seen.clarities}
    assert clear[Clarity.WHO].grade is Grade.CLEAR
    assert ("Cơ quan", "Sở Tư pháp") in clear[Clarity.WHO].facts
    assert ("Người được phân công", "(chuyên viên)") in clear[Clarity.WHO].facts
    assert clear[Clarity.DEADLINE].words == ("trước ngày 15/12/2025",)
    assert ("Gửi về", "Sở Nội vụ") in clear[Clarity.RESULT].facts
    assert seen.owed[0].timeliness is Timeliness.DUE_SOON
    assert seen.owed[0].due_steps == (
        "Văn bản ghi “trước ngày 15/12/2025”.",
        (
            "“Trước ngày 15/12/2025” không gồm chính ngày đó: được làm đến hết ngày"
            " 14/12/2025 (Chủ nhật)."
        ),
        (
            "Ngày làm việc cuối cùng là 12/12/2025 (thứ Sáu); ngày nghỉ:"
            " 13/12/2025–14/12/2025 (cuối tuần)."
        ),
        "Tính từ ngày 12/12/2025 còn 0 ngày làm việc.",
        "Không tính các ngày nghỉ: 13/12/2025–14/12/2025 (cuối tuần).",
    )
    assert [told.act for told in seen.history] == ["name_person", "issue"]
    assert seen.history[0].who == "Sở Tư pháp"
    assert [mail.kind for mail in seen.mails] == ["issued"]


def test_a_document_tells_how_far_each_instruction_is(issued: Issued) -> None:
    hand_in(issued, "STP")

    seen = viewing.directive(
        issued.review.directive_id, scope=ALL, house=issued.house, now=AFTER
    )

    far = {order.row.path: order.figures for order in seen.orders}
    assert sum(one.assigned for one in far.values()) == 401
    assert (far["1.3"].waiting, far["1.3"].doing_overdue) == (1, 75)
    assert [told.act for told in seen.history] == ["issue", "confirm", "receive"]


def test_what_does_not_exist_is_said(issued: Issued) -> None:
    for ask in (
        lambda: viewing.assignment(
            "NV-1999-000001", scope=ALL, house=issued.house, now=AFTER
        ),
        lambda: viewing.directive(-1, scope=ALL, house=issued.house, now=AFTER),
        lambda: status.message(-1),
    ):
        with pytest.raises(NotFoundError, match="Không có"):
            ask()
