"""The week's figures: for the posts that monitor, once a week, counted by agency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import small_office
from model_office import at
from small_office import HOUSE, attempt
from sqlalchemy import select

from office.delivering import pictures
from office.reporting import report_week
from store import files
from store.engine import unit_of_work
from store.tables import DeliveryRow, MessageRow, PostRow

if TYPE_CHECKING:
    from pathlib import Path

    from small_office import Owed

MONDAY, TUESDAY, NEXT = at("2025-12-22"), at("2025-12-23"), at("2025-12-29")


@pytest.fixture
def owed(database: object, tmp_path: Path) -> list[Owed]:
    del database
    files.bind(tmp_path / "files")
    return small_office.found()


def reports() -> list[tuple[MessageRow, str]]:
    with unit_of_work() as session:
        found = (
            select(MessageRow, PostRow.duty)
            .join(PostRow, PostRow.id == MessageRow.post_id)
            .where(MessageRow.kind == "weekly_report")
            .order_by(MessageRow.id)
        )
        return list(session.execute(found).tuples())


def row_of(agency: str, text: str) -> list[int]:
    """Return what a report says of an agency: total, done in time and late, open."""
    mark = f"- {agency}: "
    (line,) = [x for x in text.splitlines() if x.strip().startswith(mark)]
    return [int(number) for number in line.partition(mark)[2].split(";")]


@pytest.mark.usefixtures("owed")
def test_the_posts_that_monitor_get_one_report_a_week() -> None:
    queued = [report_week(house=HOUSE, now=now) for now in (MONDAY, TUESDAY, NEXT)]

    assert queued == [2, 0, 2]
    assert {duty for _, duty in reports()} == {"monitoring", "deputy_chief"}
    first, _ = reports()[0]
    assert "15/12/2025" in first.subject
    assert "21/12/2025" in first.subject


def test_the_figures_are_those_of_the_acts(owed: list[Owed]) -> None:
    for act in ("submit", "check", "accept"):
        attempt(act, owed[0], now=at("2025-12-10"))  # STP in time
        attempt(act, owed[1], now=at("2025-12-17"))  # STC late
    attempt("submit", owed[2], now=at("2025-12-18"))  # MTTQ waits, handed in late

    report_week(house=HOUSE, now=MONDAY)

    message, _ = reports()[0]
    assert row_of("Sở STP", message.text) == [2, 1, 0, 0, 0, 1]
    assert row_of("Sở STC", message.text) == [2, 0, 1, 0, 0, 1]
    assert row_of("Sở MTTQ", message.text) == [2, 0, 0, 0, 1, 1]
    assert "02 nhiệm vụ đang quá hạn" in message.subject  # MTTQ and SNV


def test_what_is_most_late_is_named(owed: list[Owed]) -> None:
    attempt("submit", owed[0], now=at("2025-12-10"))

    report_week(house=HOUSE, now=MONDAY)

    message, _ = reports()[0]
    assert owed[0].code not in message.text
    assert all(one.code in message.text for one in owed[1:4])


@pytest.mark.usefixtures("database")
def test_an_office_without_assignments_reports_nothing() -> None:
    assert report_week(house=HOUSE, now=MONDAY) == 0


@pytest.mark.usefixtures("owed")
def test_the_report_waits_in_the_outbox() -> None:
    report_week(house=HOUSE, now=MONDAY)

    with unit_of_work() as session:
        states = {
            session.get_one(DeliveryRow, message.id).state for message, _ in reports()
        }
    assert states == {"pending"}


def test_the_report_carries_its_charts_and_says_them_in_words(
    owed: list[Owed],
) -> None:
    assert owed
    report_week(house=HOUSE, now=MONDAY)
    message, _ = reports()[0]

    shown = re.findall(r'src="cid:([0-9a-f]{64})" alt="([^"]+)"', message.html or "")
    assert len(shown) == 2
    for digest, words in shown:
        assert files.read(digest).startswith(b"\x89PNG")
        assert words in message.text
    assert [one.name for one in pictures(message.html or "")] == [x for x, _ in shown]
    files.path_of(shown[0][0]).unlink()
    assert [one.name for one in pictures(message.html or "")] == [shown[1][0]]
