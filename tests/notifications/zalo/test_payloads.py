"""What is taken out of a message for Zalo, and the checks before it is sent."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sample_payloads import PAYLOADS
from zalo_batches import REMINDER, SHORT, outgoing

from notifications.render import lines_of, render
from notifications.zalo.hours import ANY_WEEK
from notifications.zalo.payloads import PayloadError, facts_of, phone_of
from notifications.zalo.templates import (
    Param,
    Template,
    TemplateFileError,
    Templates,
    fill,
    read_templates,
)

if TYPE_CHECKING:
    from notifications.messages import Payload

FACTS = {
    "code": "NV-2025-000123",
    "deadline": "14/12/2025",
    "count": "1",
    "link": "https://nhiemvu.cao-bang.example/assignments/NV-2025-000123",
    "path": "assignments/NV-2025-000123",
}


def test_the_facts_of_one_task() -> None:
    assert facts_of(outgoing("zalo_zns")) == FACTS


def test_the_facts_of_several_tasks() -> None:
    lines = [f"NV-2025-{n:06}: không ấn định ngày" for n in range(1, 11)]
    site = "https://nhiemvu.cao-bang.example"
    short = "\n".join(["Nhắc 12 nhiệm vụ", *lines, "và 02 nhiệm vụ khác", site])

    assert facts_of(outgoing("zalo_zns", short=short)) == {
        "code": "NV-2025-000001",
        "count": "12",
        "link": site,
    }


def test_decomposed_letters_are_read_as_well() -> None:
    apart = unicodedata.normalize("NFD", SHORT)

    assert facts_of(outgoing("zalo_zns", short=apart)) == FACTS


@pytest.mark.parametrize("sample", PAYLOADS.values(), ids=PAYLOADS)
def test_the_facts_are_those_of_every_message(sample: Payload) -> None:
    site = "https://nhiemvu.cao-bang.example"
    short = render(sample, base_url=site, as_of=None).short
    listed = [line for line in short.splitlines() if line.startswith("NV-")]
    first = listed[0] if listed else ""

    facts = facts_of(outgoing("zalo_zns", short=short))

    assert int(facts["count"]) >= max(len(listed), len(lines_of(sample)))
    assert facts.get("code", "") == first.partition(": ")[0]
    assert facts.get("deadline", "ấn định") in first or not first
    assert facts["link"].startswith(site)


PHONES = {
    "0912345678": "84912345678",
    "84912345678": "84912345678",
    "+84 912 345 678": "84912345678",
    "0912.345.678": "84912345678",
}


@pytest.mark.parametrize(("given", "told"), PHONES.items(), ids=PHONES)
def test_phones(given: str, told: str) -> None:
    assert phone_of(given) == told


@pytest.mark.parametrize("given", ["", "912345678", "091234567", "vanthu@stc.example"])
def test_no_phones(given: str) -> None:
    with pytest.raises(PayloadError, match="phone"):
        phone_of(given)


WRONG = {
    "too long": ({"code": "N" * 31}, "31 characters"),
    "empty": ({"code": " "}, "0 characters"),
    "no number": ({"count": "ba"}, "so_luong must be a number"),
    "no date": ({"deadline": "cuối tháng"}, "thoi_han must be a date"),
}


@pytest.mark.parametrize(("facts", "said"), WRONG.values(), ids=WRONG)
def test_a_parameter_that_does_not_fit(facts: dict[str, str], said: str) -> None:
    with pytest.raises(PayloadError, match=said):
        fill(REMINDER, FACTS | facts)


def test_a_missing_fact_is_stood_in_for_or_named() -> None:
    bare = {name: FACTS[name] for name in ("code", "count", "path")}

    assert fill(REMINDER, bare)["thoi_han"] == "31/12/2025"
    with pytest.raises(PayloadError, match="duong_dan: the message has no path"):
        fill(REMINDER, {"code": "NV-2025-000001", "count": "1"})


def test_lengths_are_counted_in_composed_characters() -> None:
    template = Template(id="1", params={"x": Param(value="e\u0302\u0301" * 3, max=3)})

    assert fill(template, {}) == {"x": "ế" * 3}


def test_a_kind_without_a_template() -> None:
    only = Template(id="1", kinds=("issued",), params={})

    assert Templates((REMINDER, only)).of_kind("issued") is only
    assert Templates((only, REMINDER)).of_kind("weekly_report") is REMINDER
    with pytest.raises(PayloadError, match="weekly_report"):
        Templates((only,)).of_kind("weekly_report")


FILE = """
templates:
  - id: "312"
    kinds: [reminder_digest, overdue_digest]
    params:
      ma_nhiem_vu: {fact: code, max: 20}
      thoi_han: {fact: deadline, type: date, otherwise: 31/12/2025}
  - id: "313"
    at_night: true
    params:
      co_quan: {value: UBND tỉnh Cao Bằng}
"""


def test_a_file_of_templates(tmp_path: Path) -> None:
    file = tmp_path / "mau.yaml"
    file.write_text(FILE, "utf-8")

    found = read_templates(file)

    assert [(one.id, one.at_night) for one in found.all] == [
        ("312", False),
        ("313", True),
    ]
    assert found.of_kind("issued").params["co_quan"].value == "UBND tỉnh Cao Bằng"


def test_the_example_of_the_readme_is_filled(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    (example,) = [x for x in readme.split("```") if x.startswith("yaml\ntemplates:")]
    file = tmp_path / "mau.yaml"
    file.write_text(example.removeprefix("yaml"), "utf-8")

    template = read_templates(file).of_kind("overdue_digest")

    assert fill(template, {"code": "NV-2025-000123", "count": "12"}) == {
        "ma_nhiem_vu": "NV-2025-000123",
        "thoi_han": "31/12/2025",
        "so_nhiem_vu": "12",
        "duong_dan": "assignments",
        "co_quan": "Văn phòng UBND tỉnh",
    }


FAULTY = {
    "no YAML": ("templates: [", "no YAML"),
    "nothing in it": ("", "dict"),
    "no template": ("templates: []", "templates: "),
    "another name": (FILE.replace("thoi_han", "thời hạn"), "is no name"),
    "neither fact nor value": (FILE.replace("fact: code, ", ""), "fact or value"),
    "an unknown fact": (FILE.replace("fact: code", "fact: text"), "fact"),
    "an unknown word": (FILE.replace("at_night", "at_nite"), "at_nite"),
    "a number that is none": (FILE.replace('"312"', "mẫu"), "id"),
    "min above max": (FILE.replace("max: 20", "min: 9, max: 2"), "min is more"),
    "two for one kind": (FILE.replace("at_night: true", "kinds: [overdue_digest]"),
                         "two templates are for overdue_digest"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_file(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "mau.yaml"
    file.write_text(text, "utf-8")

    with pytest.raises(TemplateFileError, match=said):
        read_templates(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TemplateFileError, match="No such file"):
        read_templates(tmp_path / "none.yaml")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment in December 2025, told in Vietnamese hours."""
    return datetime(2025, 12, day, hour, minute, tzinfo=UTC).replace(
        tzinfo=ANY_WEEK.calendar().zone
    )


# moment -> (is it night, the next working morning after that night)
NIGHTS = {
    "Wednesday noon": (at(17, 12), False, at(18, 7, 30)),
    "just before ten": (at(17, 21, 59), False, at(18, 7, 30)),
    "ten": (at(17, 22), True, at(18, 7, 30)),
    "after midnight": (at(18, 0, 5), True, at(18, 7, 30)),
    "just before six": (at(18, 5, 59), True, at(18, 7, 30)),
    "six": (at(18, 6), False, at(19, 7, 30)),
    "Friday night": (at(19, 23), True, at(22, 7, 30)),
    "Saturday, small hours": (at(20, 3), True, at(22, 7, 30)),
    "the eve of New Year": (
        at(31, 22, 30),
        True,
        datetime(2026, 1, 2, 0, 30, tzinfo=UTC),
    ),
}


@pytest.mark.parametrize(("now", "night", "morning"), NIGHTS.values(), ids=NIGHTS)
def test_nights(now: datetime, night: bool, morning: datetime) -> None:
    assert ANY_WEEK.is_night(now) is night
    assert ANY_WEEK.next_morning(now) == morning
