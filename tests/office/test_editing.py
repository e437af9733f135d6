"""Correcting a reading on the screen, cell by cell, against the model directive."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from model_office import MODEL, at, model_text

from directive.correcting import locate
from directive.model import Clarity, DeadlineKind, Role, Urgency
from directive.recutting import cuts
from office import actor, choosing, editing
from office.choosing import Ticked
from office.errors import NotFoundError, OfficeError
from office.intake import confirm, receive
from office.reviewing import Opened, opened
from store.engine import unit_of_work
from store.tables import DirectiveRow

if TYPE_CHECKING:
    from directive.model import Instruction
    from office.house import House

NOW = at("2025-08-19")


@pytest.fixture
def taken(house: House) -> int:
    """Give the model directive as it was taken in."""
    return receive(
        model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=NOW
    ).directive_id


def seen(number: int) -> Opened:
    with unit_of_work() as session:
        return opened(session, number)


def instruction(number: int, path: str) -> Instruction:
    return seen(number).instruction(path)


def by(house: House) -> dict[str, Any]:
    return {"house": house, "actor": actor.OFFICE, "now": NOW}


def write(house: House, number: int, cell: Clarity, path: str, **given: object) -> None:
    blank: dict[str, Any] = {
        "kind": "none", "text": "", "more": (), "role": "perform", "accountable": "",
        "coordinating": "", "expected_result": "", "report_to": "",
    }  # fmt: skip
    editing.write_cell(number, path, cell, blank | given, **by(house))


def test_both_readings_are_the_same_at_first(taken: int) -> None:
    desk = seen(taken)

    assert desk.now == desk.machine
    assert sum(not one.generic for one in desk.now.instructions) == 10


def test_a_deadline_is_written_and_taken_back(taken: int, house: House) -> None:
    first = instruction(taken, "1.1")

    write(
        house, taken, Clarity.DEADLINE, "1.1", kind="fixed", date="2025-10-31",
        exclusive="on",
    )  # fmt: skip

    held = instruction(taken, "1.1").deadline
    assert (held.kind, held.last_day) == (DeadlineKind.FIXED, date(2025, 10, 30))
    assert first in seen(taken).machine.instructions
    write(house, taken, Clarity.DEADLINE, "1.1", kind="none")
    assert instruction(taken, "1.1") == first


def test_the_words_are_written_and_taken_back(taken: int, house: House) -> None:
    first = instruction(taken, "1.1")

    write(house, taken, Clarity.WHAT, "1.1", text="Kiểm tra  an toàn\nlao động.")

    held = instruction(taken, "1.1")
    assert held.text == "Kiểm tra an toàn lao động."
    assert (held.span, held.agencies) == (first.span, first.agencies)
    assert first in seen(taken).machine.instructions
    write(house, taken, Clarity.RESULT, "1.1", expected_result="Báo cáo")
    assert instruction(taken, "1.1").text == held.text
    write(house, taken, Clarity.WHAT, "1.1", text=first.text)
    write(house, taken, Clarity.RESULT, "1.1", expected_result="", report_to="")
    with pytest.raises(OfficeError, match="không được để trống"):
        write(house, taken, Clarity.WHAT, "1.1", text=" ")


CELLS: dict[str, tuple[Clarity, dict[str, str], str, object]] = {
    "role": (Clarity.RESPONSIBILITY, {"role": "lead"}, "role", Role.LEAD),
    "partners": (
        Clarity.RESPONSIBILITY,
        {"coordinating": "Sở Y tế\n\n Công an tỉnh"},
        "coordinating",
        ("Sở Y tế", "Công an tỉnh"),
    ),
    "accountable": (
        Clarity.RESPONSIBILITY,
        {"accountable": "Giám đốc Sở Nội vụ"},
        "accountable",
        "Giám đốc Sở Nội vụ",
    ),
    "result": (
        Clarity.RESULT, {"expected_result": "Tờ trình"}, "expected_result", "Tờ trình"
    ),
    "where it goes": (Clarity.RESULT, {"report_to": "Sở Y tế"}, "report_to", "Sở Y tế"),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "given", "field", "value"), CELLS.values(), ids=CELLS)
def test_a_cell_is_written(  # noqa: PLR0917 - a row of the table, and two fixtures
    cell: Clarity,
    given: dict[str, str],
    field: str,
    value: object,
    taken: int,
    house: House,
) -> None:
    write(house, taken, cell, "1.1", **given)

    assert getattr(instruction(taken, "1.1"), field) == value


REFUSED: dict[str, tuple[Clarity, dict[str, str], str]] = {
    "no date": (Clarity.DEADLINE, {"kind": "fixed"}, "phải có ngày"),
    "31 June": (
        Clarity.DEADLINE, {"kind": "fixed", "date": "2025-06-31"}, "“ngày”"
    ),
    "half a period": (
        Clarity.DEADLINE, {"kind": "relative", "amount": "3"}, "cùng nhau"
    ),
    "no number": (
        Clarity.DEADLINE,
        {"kind": "relative", "amount": "ba", "unit": "day"},
        "“số lượng”",
    ),
    "a day of no period": (
        Clarity.DEADLINE, {"kind": "recurring", "day": "15"}, "Phải chọn kỳ"
    ),
    "no kind": (Clarity.DEADLINE, {"kind": "soon"}, "không có"),
    "no role": (Clarity.RESPONSIBILITY, {"role": "boss"}, "“vai trò”"),
}  # fmt: skip


def test_what_a_review_file_refuses_is_refused_here(taken: int, house: House) -> None:
    before = seen(taken).now
    for cell, given, says in REFUSED.values():
        with pytest.raises(OfficeError, match=says):
            write(house, taken, cell, "1.1", **given)
    assert seen(taken).now == before


def test_agencies_are_added_and_left_out(taken: int, house: House) -> None:
    desk = seen(taken)
    one = desk.instruction("1.1")
    shown = choosing.choice(desk, one)
    members = {box.agency.code for box in shown.members if box.ticked}
    assert "CAT" in {box.agency.code for box in shown.others[:12]}
    phrases = [phrase.words for phrase in shown.phrases if phrase.chosen]

    editing.choose(
        taken, "1.1", Ticked(phrases, members - {"SYT"}, ["CAT"]), **by(house)
    )

    held = instruction(taken, "1.1")
    assert held.agencies == (*one.agencies, "Công an tỉnh")
    assert held.agencies_except == ("Sở Y tế",)
    again = choosing.choice(seen(taken), held)
    told = {b.agency.code for b in (*again.members, *again.others) if b.ticked}
    assert told == members - {"SYT"} | {"CAT"}

    editing.choose(taken, "1.1", Ticked([], (), ["STP"]), **by(house))
    assert instruction(taken, "1.1").agencies == ("Sở Tư pháp",)
    assert instruction(taken, "1.1").agencies_except == ()


def test_the_search_of_agencies_ignores_accents(taken: int) -> None:
    desk = seen(taken)
    ticked = Ticked((), (), ("STP",))

    found = choosing.choice(
        desk, desk.instruction("1.1"), ticked=ticked, words="tu phap"
    )

    boxes = (*found.members, *found.others)
    assert [b.agency.code for b in boxes if not b.hidden] == ["STP"]
    assert found.found == 1


def test_an_order_is_cut_and_joined(taken: int, house: House) -> None:
    desk = seen(taken)
    whole = next(
        one for one in desk.now.instructions if len(cuts(one, desk.source)) > 1
    )
    place = cuts(whole, desk.source)[0]

    editing.split(taken, whole.path, place, **by(house))

    first = instruction(taken, whole.path)
    second = instruction(taken, f"{whole.path} (2)")
    assert (first.span.end, second.span.start) == (place, place)
    assert first.agencies == second.agencies == whole.agencies
    assert second.text == " ".join(desk.source[place : whole.span.end].split())
    with pytest.raises(OfficeError, match="vừa được người khác sửa"):
        editing.split(taken, whole.path, place + 1, **by(house))

    editing.merge(taken, whole.path, second.path, **by(house))

    joined = instruction(taken, whole.path)
    assert (joined.span, joined.text) == (whole.span, whole.text)
    assert joined.deadline == whole.deadline
    assert instruction(taken, second.path).generic


def test_an_order_is_dropped_brought_back_and_added(taken: int, house: House) -> None:
    editing.drop(taken, "1.1", **by(house))
    assert instruction(taken, "1.1").generic
    editing.drop(taken, "1.1", back=True, **by(house))
    assert not instruction(taken, "1.1").generic
    source = seen(taken).source
    words = "tăng cường công tác đảm bảo an toàn"
    assert locate(words, source)

    editing.add(taken, words, **by(house))

    assert instruction(taken, "T.1").agencies == ()
    with pytest.raises(OfficeError, match="Không tìm thấy đoạn này"):
        editing.add(taken, "không có trong văn bản", **by(house))


def test_the_header_is_written_and_marked(taken: int, house: House) -> None:
    given = {"number": "1234", "issued_on": "2025-08-20", "urgency": "hoa_toc"}

    editing.write_header(taken, given, **by(house))

    with unit_of_work() as session:
        row = session.get_one(DirectiveRow, taken)
    assert (row.number, row.issued_on, row.urgency) == (
        "1234", date(2025, 8, 20), Urgency.HOA_TOC,
    )  # fmt: skip
    assert row.issued_on_by_hand
    assert row.machine_header is not None
    assert row.machine_header["number"] is None
    with pytest.raises(OfficeError, match="“ngày ban hành”"):
        editing.write_header(taken, {"issued_on": "2025-02-30"}, **by(house))


def test_what_is_confirmed_or_unknown_is_not_written(taken: int, house: House) -> None:
    with pytest.raises(NotFoundError):
        editing.drop(taken, "9.9", **by(house))
    with pytest.raises(NotFoundError):
        editing.drop(1, "1.1", **by(house))
    confirm(taken, actor=actor.OFFICE, now=NOW)
    with pytest.raises(OfficeError, match="đã được xác nhận"):
        editing.drop(taken, "1.1", **by(house))
