"""The policy file: the shipped one is the design's; nonsense is told with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directive.default_policy import DEFAULT_POLICY
from directive.policy import Audience, Tone
from store.policy_file import PolicyFileError, policy_of, read_policy

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
version: 2026-1
acknowledged_returns_after: 3
ladders:
  due:
    - {working_days: -2, tell: focal_point, because: sắp đến hạn}
    - working_days: 2
      tell: head
      for: information
      tone: firm
      channels: [zalo_bot, email]
      because: quá hạn
  undated:
    - {weeks: 4, tell: focal_point, repeats: true, because: hỏi tiến độ}
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "policy.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_file_is_the_ladder_of_the_design() -> None:
    policy, document = read_policy()

    assert policy == DEFAULT_POLICY
    assert policy_of(document) == DEFAULT_POLICY


def test_a_file_of_an_office_is_read_whole(tmp_path: Path) -> None:
    policy, document = read_policy(written(tmp_path, GOOD))
    before, late, silent = policy.rungs

    assert (policy.version, policy.returns_after) == ("2026-1", 3)
    assert [rung.key for rung in policy.rungs] == ["T-2", "T+2", "U+28"]
    assert (before.escalates, late.escalates, silent.repeats) == (False, True, True)
    assert (late.audience, late.action, late.tone) == (Audience.HEAD, False, Tone.FIRM)
    assert late.channels == ("zalo_bot", "email")
    assert policy_of(document) == policy


REFUSED = {
    "no yaml": (GOOD + "  ] x", ":14:3:"),
    "no mapping": ("- 1\n", ":1:1:"),
    "unknown field": (GOOD.replace("tone: firm", "mood: firm"), ":9:13:"),
    "no such post": (GOOD.replace("tell: head", "tell: boss"), ":7:13:"),
    "days that are no number": (GOOD.replace("days: 2", "days: two"), ":6:21:"),
    "no such channel": (GOOD.replace("zalo_bot", "pigeon"), ":10:18:"),
    "a version with blanks": (GOOD.replace("2026-1", "my policy"), ":1:10:"),
    "comes back never": (GOOD.replace("after: 3", "after: 0"), ":2:29:"),
    "an empty ladder": ("version: a\nladders:\n  due: []\n", ":3:8:"),
    "no ladder": ("version: a\n", ":1:1:"),
    "the same day twice": (GOOD.replace("days: -2", "days: 2"), ":6:7:"),
    "weeks before the start": (GOOD.replace("weeks: 4", "weeks: -4"), ":13:7:"),
    "no weeks": (GOOD.replace("weeks: 4, ", ""), ":13:7:"),
    "years away": (GOOD.replace("days: 2", "days: 2000"), ":6:7:"),
    "the checker of a date": (GOOD.replace("tell: head", "tell: checker"), ":6:7:"),
    "no reason": (GOOD.replace("because: quá hạn", 'because: ""'), ":11:16:"),
    "down the line": (
        GOOD.replace("tell: head", "tell: chairman").replace(
            "  undated:",
            "    - {working_days: 5, tell: head, because: quá hạn}\n  undated:",
        ),
        ":12:7:",
    ),
}


@pytest.mark.parametrize(("text", "place"), REFUSED.values(), ids=REFUSED)
def test_nonsense_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    with pytest.raises(PolicyFileError) as fault:
        read_policy(written(tmp_path, text))

    assert f"policy.yaml{place}" in str(fault.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(PolicyFileError, match="UTF-8"):
        read_policy(file)


def test_another_officer_confirms_only_where_the_file_says_so(tmp_path: Path) -> None:
    asked = f"another_confirms: true\n{GOOD}"

    assert not read_policy(written(tmp_path, GOOD))[0].another_confirms
    assert read_policy(written(tmp_path, asked))[0].another_confirms
    with pytest.raises(PolicyFileError, match=r":1:19: another_confirms"):
        read_policy(written(tmp_path, asked.replace("true", "perhaps")))
