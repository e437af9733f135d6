"""The agency file: what ships, and what is wrong with a wrong one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from store.registry_file import RegistryFileError, load_registry

if TYPE_CHECKING:
    from pathlib import Path

ONE = "provincial:\n- code: SNV\n  name: Sở Nội vụ\n  kind: so\n"


def test_the_registry_that_ships_has_76_addressees_in_two_groups() -> None:
    registry = load_registry()
    kinds = Counter(agency.kind for agency in registry.agencies)
    bodies, communes = registry.groups

    assert sum(kinds[kind] for kind in bodies.kinds) == 20
    assert sum(kinds[kind] for kind in communes.kinds) == 56
    assert len(registry.agencies) == len({a.code for a in registry.agencies}) == 88


def test_bodies_not_under_the_chairman_are_escalated_by_request() -> None:
    kinds = {a.kind for a in load_registry().agencies if a.by_request}

    assert kinds == {"doan_the", "luc_luong_vu_trang", "tw_dong_dia_ban"}


def test_a_code_keeps_its_zero_and_old_units_become_aliases(tmp_path: Path) -> None:
    path = tmp_path / "agencies.yaml"
    path.write_text(
        "communes:\n- code: 01290\n  name: UBND xã Bảo Lâm\n  kind: ubnd_xa\n"
        "  merged_from: [Xã Mông Ân (Huyện Bảo Lâm)]\n",
        encoding="utf-8",
    )
    (agency,) = load_registry(path).agencies

    assert agency.code == "01290"
    assert agency.aliases == ("UBND xã Mông Ân",)


WRONG = {
    "a doubled code": (
        ONE + "- code: SNV\n  name: Sở khác\n  kind: so\n",
        r"line 5, column 9: code SNV is already used in line 2",
    ),
    "no name": ("provincial:\n- code: SNV\n  kind: so\n", r"line 2, .* has no name"),
    "a list for a name": (
        "provincial:\n- code: SNV\n  name: [a]\n  kind: so\n",
        r"line 3, column 9: name must be a word",
    ),
    "not a list": (
        "provincial: SNV\n",
        r"line 1, column 13: provincial must be a list",
    ),
    "not YAML": ("provincial: [\n", r"line \d, column \d"),
    "no agencies": ("groups: {}\n", r"no agencies"),
    "empty": ("", r"is empty"),
    "a group of nobody": (
        ONE + "groups:\n  all:\n    text: [tất cả]\n",
        r"group all needs text and kinds",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_says_where_and_why(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "agencies.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RegistryFileError, match=message) as caught:
        load_registry(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(RegistryFileError, match="cannot be read"):
        load_registry(tmp_path / "none.yaml")
    path = tmp_path / "agencies.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RegistryFileError, match="not UTF-8"):
        load_registry(path)
