"""What the program says by itself can be said in English, with the same values."""

from __future__ import annotations

import pickle
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sentences import said_in, spoken

from directive import questions
from directive.sentence import Sentence, joined
from notifications.charts import WeekLoad, load_by_week
from office import task_words
from office.errors import OfficeError
from web import tongue

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

_PLACES = re.compile(r"\{(\w+)")
DUE = date(2026, 1, 5)
LATE = "Dòng {n}: {agency} chậm từ {due}; {why}."
ENGLISH = {LATE: "Row {n}: {agency} is late since {due}; {why}.", "nghỉ": "day off"}


def english(template: str) -> str:
    return ENGLISH.get(template, template)


def test_every_sentence_is_there_in_english() -> None:
    catalogue = tongue.catalogue()

    assert {t: where for t, where in spoken()[0].items() if t not in catalogue} == {}


def test_no_sentence_is_put_together_in_another_way() -> None:
    assert spoken()[1] == []


def test_a_translation_fills_in_the_same_values() -> None:
    for template in spoken()[0]:
        said = tongue.catalogue().get(template, template)
        assert set(_PLACES.findall(said)) == set(_PLACES.findall(template)), template


def test_a_sentence_is_its_vietnamese_and_can_be_said_again() -> None:
    one = Sentence(LATE, n=3, agency="Sở {Y} tế", due=DUE, why=Sentence("nghỉ"))

    assert one == "Dòng 3: Sở {Y} tế chậm từ 05/01/2026; nghỉ."
    assert one.said(english) == "Row 3: Sở {Y} tế is late since 05/01/2026; day off."
    assert pickle.loads(pickle.dumps(one)).said(english) == one.said(english)  # noqa: S301 - our own


def test_sentences_in_a_row_stay_sentences() -> None:
    row = joined([Sentence("nghỉ"), "Sở Y tế"], "; ")

    assert (row, row.said(english)) == ("nghỉ; Sở Y tế", "day off; Sở Y tế")


def test_a_refusal_says_its_sentence() -> None:
    refused = OfficeError(LATE, n=1, agency="SNV", due=DUE, why="x")

    assert str(refused) is refused.sentence
    assert refused.sentence == "Dòng 1: SNV chậm từ 05/01/2026; x."
    assert OfficeError(refused.sentence).sentence is refused.sentence


SOURCES = {
    "an f-string": ('raise OfficeError(f"Không có {code}.")', [None]),
    "a sum": ('raise OfficeError("a" + b)', [None]),
    "a plain name": ('X = "a"\nraise OfficeError(X)', [None]),
    "a sentence by its name": ('X = Sentence("a")\nraise OfficeError(X)', ["a"]),
    "either": ('raise OfficeError("a" if x else "b")', ["a", "b"]),
    "a sentence that is not in the source": ("Sentence(words)", [None]),
}


@pytest.mark.parametrize(("source", "said"), SOURCES.values(), ids=SOURCES)
def test_what_a_module_says_is_found(source: str, said: list[str | None]) -> None:
    assert [one for one, _ in said_in(source)] == said


KEPT = {
    "with words": ("“các cơ quan” gồm những ai (rõ người)?", questions.SHARE_WHO_OF),
    "without": ("Cơ quan nào chủ trì nội dung này?", questions.LEAD),
}


@pytest.mark.parametrize(("kept", "made"), KEPT.values(), ids=KEPT)
def test_a_question_that_was_kept_is_known_again(kept: str, made: Sentence) -> None:
    known = questions.remembered(kept)

    assert (known, known.template) == (kept, made.template)


WAITING = {
    "more time": (
        "Xin gia hạn đến 20/8/2025: thiếu số liệu (2)",
        "More time asked for until 20/8/2025: thiếu số liệu (2)",
    ),
    "figures": (
        "Số liệu tổng hợp lệch ở 3 chỗ",
        "The kept figures differ in 3 places",
    ),
    "typed": ("Vì việc riêng", "Vì việc riêng"),
}


@pytest.mark.parametrize(("kept", "said"), WAITING.values(), ids=WAITING)
def test_why_a_task_waits_is_said_in_english(kept: str, said: str) -> None:
    token = tongue.spoken.set(tongue.ENGLISH)
    try:
        assert tongue.say(task_words.reason(kept)) == said
    finally:
        tongue.spoken.reset(token)
    assert tongue.say(task_words.reason(kept)) == kept


def test_a_question_of_another_time_stays_as_it_is() -> None:
    assert questions.remembered("Vì sao?").said(tongue.say) == "Vì sao?"


def test_a_page_gives_its_reasons_in_english(site: Site, filled: Filled) -> None:
    site.cookies["namro_language"] = "en"

    text = site.get(f"/assignments/{filled.late}").text

    assert "The last working day is 12/12/2025 (Friday)" in text
    assert "On 31/12/2025 it is 13 working days late." in text
    assert "Answering for what (clear responsibility)?" in text
    assert "Phase: " in text
    assert "No assignment has the code" in site.get("/assignments/NV-2025-999999").text


def test_a_chart_has_english_words_and_a_key_of_their_own() -> None:
    chart = load_by_week([WeekLoad(date(2025, 8, 18), 3, 1)])
    token = tongue.spoken.set(tongue.ENGLISH)
    try:
        said = chart.said(tongue.say)
    finally:
        tongue.spoken.reset(token)

    assert said.key != chart.key
    assert not re.search(r"[À-ỹ]", repr((said.words, said.summary, said.table)))
