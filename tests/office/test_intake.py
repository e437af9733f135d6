"""Taking a document in: shown before it is confirmed, told to nobody before issue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from model_office import MODEL, at, model_text
from sqlalchemy import func, select

from directive.errors import DirectiveError, ImpossibleDateError, SecretDocumentError
from office import actor
from office.errors import NotFoundError, OfficeError
from office.intake import Review, confirm, receive
from office.issuing import Issuance, issue
from store import files
from store.engine import unit_of_work
from store.tables import (
    AssignmentRow,
    DirectiveRow,
    EventRow,
    InstructionRow,
    MessageRow,
)

if TYPE_CHECKING:
    from pathlib import Path

    from office.house import House

NOW = at("2025-08-19")


def take_in(house: House, text: str | None = None) -> Review:
    return receive(
        text or model_text(), name=MODEL, house=house, actor=actor.OFFICE, now=NOW
    )


def send_out(number: int, house: House, **changes: date | str | None) -> Issuance:
    header = {"number": None, "issued_on": date(2025, 8, 20), **changes}
    return issue(number, house=house, actor=actor.OFFICE, now=NOW, **header)  # type: ignore[arg-type] # by name


def count(kind: type) -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def told() -> set[str]:
    with unit_of_work() as session:
        found = session.scalars(select(InstructionRow.agency_codes))
        return {code for codes in found for code in codes}


def test_a_reading_is_shown_and_nobody_is_told(house: House) -> None:
    review = take_in(house)

    assert review.instructions == 10
    assert len({a.code for one in review.addressed for a in one.members}) == 76
    near = {a.code for one in review.addressed for a in one.near_misses}
    assert "CAT" in near
    assert (count(MessageRow), count(AssignmentRow)) == (0, 0)
    with unit_of_work() as session:
        row = session.get_one(DirectiveRow, review.directive_id)
    assert (row.stage, row.number, row.issued_on) == ("received", None, None)
    assert row.signed_by == "vice_chairman"
    assert files.read(row.source_sha256).decode() == model_text()


def test_the_same_document_is_shown_again_and_nothing_is_written(
    house: House,
) -> None:
    first = take_in(house)
    before = count(EventRow)

    again = take_in(house)

    assert again == first
    assert count(EventRow) == before


def test_what_is_confirmed_is_not_taken_in_again(house: House) -> None:
    number = take_in(house).directive_id
    confirm(number, actor=actor.OFFICE, now=NOW)

    with pytest.raises(OfficeError, match="đã được tiếp nhận"):
        take_in(house)
    with pytest.raises(OfficeError, match="đã được xác nhận"):
        confirm(number, actor=actor.OFFICE, now=NOW)


def test_near_misses_are_added_and_others_left_out(house: House) -> None:
    number = take_in(house).directive_id

    confirm(number, add=["CAT"], leave_out=["STP"], actor=actor.OFFICE, now=NOW)
    issued = send_out(number, house)

    assert "CAT" in told()
    assert "STP" not in told()
    assert issued.agencies == 76


WRONG = {
    "a stranger to every group": ({"add": ["UBND"]}, "Không thêm được UBND"),
    "an unknown code": ({"add": ["XYZ"]}, "Không thêm được XYZ"),
    "who is told nothing anyway": ({"leave_out": ["CAT"]}, "Không bỏ được CAT"),
}


@pytest.mark.parametrize(("choice", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_choice_confirms_nothing(
    choice: dict[str, list[str]], reason: str, house: House
) -> None:
    number = take_in(house).directive_id
    before = told()

    with pytest.raises(OfficeError, match=reason):
        confirm(number, actor=actor.OFFICE, now=NOW, **choice)

    with unit_of_work() as session:
        assert session.get_one(DirectiveRow, number).stage == "received"
    assert told() == before


@pytest.mark.usefixtures("house")
def test_a_document_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        confirm(999_999, actor=actor.OFFICE, now=NOW)


def test_it_is_issued_once_after_it_was_confirmed_with_a_day(house: House) -> None:
    number = take_in(house).directive_id

    with pytest.raises(OfficeError, match="Phải xác nhận"):
        send_out(number, house)
    confirm(number, actor=actor.OFFICE, now=NOW)
    with pytest.raises(OfficeError, match="nhập ngày"):
        send_out(number, house, issued_on=None)
    send_out(number, house)
    with pytest.raises(OfficeError, match="đã ban hành"):
        send_out(number, house)

    with unit_of_work() as session:
        row = session.get_one(DirectiveRow, number)
    assert (row.stage, row.number, row.issued_on_by_hand) == ("issued", None, True)
    assert (count(AssignmentRow), count(MessageRow)) == (400, 76)


REFUSED = {
    "a secrecy mark": ("TỐI MẬT\n{text}", SecretDocumentError),
    "a day that does not exist": ("{text}", ImpossibleDateError),
    "no directive": ("Kính gửi anh, chiều nay họp lúc 3 giờ.", DirectiveError),
}


@pytest.mark.parametrize(("words", "error"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_leaves_nothing(
    words: str, error: type[DirectiveError], house: House, tmp_path: Path
) -> None:
    text = words.format(text=model_text().replace("15/12/2025", "31/6/2026"))
    before = count(EventRow)

    with pytest.raises(error):
        take_in(house, text)

    assert (count(DirectiveRow), count(EventRow)) == (0, before)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
