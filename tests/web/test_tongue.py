"""Every word of the site is there in English too, and no other is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract
from sentences import spoken

from directive.acts import ACT_NAMES, PARTY_NAMES, PHASE_NAMES
from directive.amending import ACTS
from directive.calendar import SWAPPED, WEEKEND
from directive.policy import AUDIENCE_NAMES
from directive.replies import Why
from directive.statutory import STATUTORY_DAYS
from directive.timeliness import TIMELINESS_NAMES
from office import (
    agencies,
    all_at_once,
    at_once,
    field_names,
    ladder_words,
    naming,
    readings,
)
from office.rights import ROLE_NAMES, Role
from office.viewer import Viewer
from web import (
    charts,
    dates,
    faults,
    helping,
    mail_query,
    navigation,
    query,
    saying,
    tongue,
)
from web.pages import admin, admin_calendar, exports, ledger_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from site_client import Site

WEB = resources.files("web")
NOT_YET: frozenset[str] = frozenset()
"""Templates that wait for their English; the list only ever gets shorter."""

NAMES = {
    "office.naming": [
        words
        for name, found in vars(naming).items()
        if isinstance(found, dict) and not name.startswith("__")
        for words in found.values()
    ],
    "directive": [
        *ACTS.values(),
        *ACT_NAMES.values(),
        *PARTY_NAMES.values(),
        *PHASE_NAMES.values(),
        *AUDIENCE_NAMES.values(),
        *TIMELINESS_NAMES.values(),
    ],
    "directive.calendar": sorted({SWAPPED, WEEKEND, *STATUTORY_DAYS.values()}),
    "directive.replies": [str(why) for why in Why],
    "office.field_names": list(field_names.NAMES.values()),
    "office.readings": [
        words
        for found in (
            readings.KINDS,
            readings.PERIODS,
            readings.SAID,
            readings.UNITS,
            readings.URGENCIES,
        )
        for words in found.values()
    ],
    "office.rights": list(ROLE_NAMES.values()),
    "web.charts": list(charts.PARTS.values()),
    "web.faults": [*faults.TITLES.values(), *faults.SENTENCES.values(), *faults.OTHER],
    "web.query": [*query.NAMES.values(), *query.SORTS.values()],
    "office.at_once": [*at_once.ACTS.values(), *all_at_once.UNDONE.values()],
    "web.helping": helping.words(),
    "web.navigation": [entry.name for entry in navigation.ENTRIES],
    "office.agencies": list(agencies.AGENCY_KINDS.values()),
    "office.ladder_words": [
        *ladder_words.UNITS.values(),
        *ladder_words.SINCE.values(),
        ladder_words.WORKING_DAYS,
        ladder_words.BEFORE,
        ladder_words.AFTER,
        ladder_words.EVERY,
    ],
    "web.pages.admin_calendar": [*admin_calendar.MONTHS, *admin_calendar.WEEKDAYS],
    "web.mail_query": list(mail_query.NAMES.values()),
    "web.pages.exports": [name for name, _ in exports.COLUMNS],
    "web.pages.ledger_files": [name for name, _ in ledger_files.COLUMNS],
    "web.pages.admin": [
        words for place in admin.PLACES for words in (place.name, place.about)
    ],
    "web.saying": list(saying.SAID.values()),
}
"""Words that a template takes from a dictionary of the program."""

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SPOKEN = re.compile(r'\b(?:aria-label|alt|title|placeholder|data-\w+)="([^"]*)"')
_STATED = re.compile(r"\"[^\"\n]*[À-ỹ][^\"\n]*\"")
_PLACES = re.compile(r"%\((\w+)\)s")
OURS = frozenset({"namro", "năm", "rõ", "SHA", "OA"})
"""Names that are the same in every language."""


def templates() -> dict[str, Traversable]:
    found = WEB.joinpath("templates").iterdir()
    return {one.name: one for one in found if one.name.endswith(".html")}


def said_in(template: Traversable) -> Iterator[str]:
    """Yield the words that a template gives to `_`."""
    options = {"trim_blocks": "true", "lstrip_blocks": "true"}
    with template.open("rb") as opened:
        for _, _, words, _ in babel_extract(opened, ("_",), (), options):
            one = words[0] if isinstance(words, tuple) else words
            if isinstance(one, str):
                yield one


def catalogues() -> dict[str, dict[str, str]]:
    """Return what each catalogue says, by file name."""
    found = {}
    for file in WEB.joinpath("locale", tongue.ENGLISH).iterdir():
        with file.open("rb") as opened:
            read = read_po(opened, locale=tongue.ENGLISH)
        found[file.name] = {
            str(one.id): str(one.string) for one in read if one.id and not one.fuzzy
        }
    return found


WANTED = {name: set(said_in(file)) for name, file in templates().items()}


def english() -> Mapping[str, str]:
    return {k: v for one in catalogues().values() for k, v in one.items() if v}


@pytest.mark.parametrize("name", sorted(set(WANTED) - NOT_YET))
def test_every_word_of_a_template_is_there_in_english(name: str) -> None:
    assert sorted(WANTED[name] - set(english())) == []


@pytest.mark.parametrize(("given"), NAMES.values(), ids=NAMES)
def test_every_name_that_is_shown_is_there_in_english(given: list[str]) -> None:
    assert sorted(set(given) - set(english())) == []


@pytest.mark.parametrize("name", sorted(set(WANTED) - NOT_YET))
def test_no_word_of_a_template_stays_in_one_language(name: str) -> None:
    source = templates()[name].read_text("utf-8")
    asked = re.sub(r"_\(\"[^\"]*\"", "", source)
    bare = _CODE.sub(" ", asked)
    shown = " ".join([*_SPOKEN.findall(bare), re.sub(r"<[^>]*>", " ", bare)])
    in_code = [said for code in _CODE.findall(asked) for said in _STATED.findall(code)]

    assert set(_LETTERS.findall(shown)) - OURS == set()
    assert in_code == []


def test_no_catalogue_has_words_that_nobody_says() -> None:
    said = {words for one in (*WANTED.values(), *NAMES.values()) for words in one}
    said.update(spoken()[0])

    for file, found in catalogues().items():
        assert sorted(set(found) - said) == [], file


def test_two_catalogues_say_the_same() -> None:
    told: dict[str, set[str]] = {}
    for one in catalogues().values():
        for words, said in one.items():
            told.setdefault(words, set()).add(said)

    assert [words for words, said in told.items() if len(said) > 1] == []


def test_a_translation_keeps_every_place_to_fill() -> None:
    for words, said in english().items():
        assert set(_PLACES.findall(said)) == set(_PLACES.findall(words)), words


def test_a_page_speaks_the_language_that_is_chosen() -> None:
    spoken = tongue.spoken.set(tongue.ENGLISH)
    try:
        assert tongue.say("Nhiệm vụ") == "Assignments"
        assert tongue.say("không có chữ này") == "không có chữ này"
    finally:
        tongue.spoken.reset(spoken)
    assert tongue.say("Nhiệm vụ") == "Nhiệm vụ"


def test_days_and_moments_are_said_in_the_language_of_the_page() -> None:
    when = datetime(2025, 12, 26, 0, 30, tzinfo=UTC)
    spoken = tongue.spoken.set(tongue.ENGLISH)
    try:
        english = (dates.weekday(when.date()), dates.moment(when))
    finally:
        tongue.spoken.reset(spoken)

    assert english == ("Friday", "07:30, 26/12/2025")
    assert dates.weekday(when.date()) == "thứ Sáu"
    assert dates.moment(when) == "07:30 ngày 26/12/2025"


ROLES = {
    "office": Viewer(Role.OFFICER, "Chuyên viên", "VPUB", "Văn phòng", user=7),
    "leader": Viewer(Role.LEADER, "Chủ tịch UBND tỉnh", "UBND", "UBND", user=10),
    "agency": Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=8),
    "administrator": Viewer(Role.ADMINISTRATOR, "Quản trị", "VPUB", "VP", user=11),
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("viewer", ROLES.values(), ids=ROLES)
def test_the_first_page_is_there_in_english(viewer: Viewer, site: Site) -> None:
    seen = site.seen_by(viewer)
    seen.cookies["namro_language"] = "en"

    text = seen.get("/").text

    assert '<html lang="en">' in text
    assert "Overview" in text
    assert not re.search(r">\d+,\d%<", text)
    assert viewer.role is not Role.OFFICER or re.search(r">\d+\.\d%<", text)
    assert ("/messages" in text) == (">Messages</a>" in text)
    if viewer.role in {Role.OFFICER, Role.CLERK}:
        assert "Wednesday" in text
