"""Phrases become agencies through the registry; what is not sure stays open."""

from __future__ import annotations

import pytest

from directive.registry import Agency, AgencyGroup, Registry
from directive.resolution import Resolver, near_misses

REGISTRY = Registry(
    agencies=(
        Agency("SNV", "Sở Nội vụ", "so"),
        Agency("SNNMT", "Sở Nông nghiệp và Môi trường", "so", aliases=("Sở NN&MT",)),
        Agency("TTT", "Thanh tra tỉnh", "ban_nganh"),
        Agency("CAT", "Công an tỉnh", "luc_luong_vu_trang", by_request=True),
        Agency("01", "UBND xã Thủy Hòa", "ubnd_xa", aliases=("UBND xã Vĩnh Quang",)),
        Agency("02", "UBND phường Tân An", "ubnd_phuong"),
        Agency("03", "UBND xã Tân An", "ubnd_xa", aliases=("UBND xã Vĩnh Quang",)),
    ),
    groups=(
        AgencyGroup("bodies", ("các sở, ban, ngành tỉnh",), ("so", "ban_nganh")),
        AgencyGroup("communes", ("UBND các xã, phường",), ("ubnd_xa", "ubnd_phuong")),
    ),
)

FOUND = {
    "by name": ("Sở Nội vụ", ("SNV",)),
    "in another case": ("SỞ NỘI VỤ", ("SNV",)),
    "decomposed": ("So\u031b\u0309 Nội vụ", ("SNV",)),
    "by its short name": ("Sở NN&MT", ("SNNMT",)),
    "by its head": ("Giám đốc Sở Nội vụ", ("SNV",)),
    "without its province": ("Thanh tra", ("TTT",)),
    "council spelled out": ("Ủy ban nhân dân xã Thủy Hòa", ("01",)),
    "old tone marks": ("Uỷ ban nhân dân xã Thuỷ Hoà", ("01",)),
    "commune or ward matters": ("UBND phường Tân An", ("02",)),
    "a group": ("UBND các xã, phường", ("01", "02", "03")),
    "a group in another order": (
        "Uỷ ban nhân dân các phường và xã",
        ("01", "02", "03"),
    ),
    "a group by its heads": ("Chủ tịch UBND các xã, phường", ("01", "02", "03")),
    "communes by name": ("UBND các xã: Thủy Hòa và Tân An", ("01", "03")),
    "one commune without its council": ("xã Thủy Hòa", ("01",)),
    "communes by name, without a colon": ("các xã Thủy Hòa và Tân An", ("01", "03")),
    "a group without one": ("UBND các xã, phường (trừ xã Thủy Hòa)", ("02", "03")),
    "a group without two": (
        "UBND các xã, phường trừ xã Thủy Hòa, phường Tân An",
        ("03",),
    ),
    "provincial bodies": ("Các sở, ban, ngành tỉnh", ("SNV", "SNNMT", "TTT")),
}

OPEN = {
    "nobody in particular": ("các cơ quan liên quan", ()),
    "nobody here": ("Bộ Nội vụ", ("SNV",)),
    "an old unit in two new ones": ("UBND xã Vĩnh Quang", ("01", "03")),
    "one of a list unknown": ("UBND các xã: Thủy Hòa, Nơi Khác", ("01",)),
    "a slip of the pen": ("Sở Nôi vụ", ("SNV",)),
    "a group without a stranger": (
        "UBND các xã, phường (trừ xã Nơi Khác)",
        (),
    ),
    "nearly a name": ("Sở Nông nghiệp", ("SNNMT",)),
}


@pytest.mark.parametrize(("phrase", "codes"), FOUND.values(), ids=FOUND)
def test_found(phrase: str, codes: tuple[str, ...]) -> None:
    assert Resolver.of(REGISTRY).codes(phrase) == codes


@pytest.mark.parametrize(("phrase", "candidates"), OPEN.values(), ids=OPEN)
def test_left_open_with_candidates(phrase: str, candidates: tuple[str, ...]) -> None:
    resolver = Resolver.of(REGISTRY)

    assert resolver.codes(phrase) == ()
    assert resolver.candidates(phrase) == candidates


def test_near_misses_stand_outside_the_group() -> None:
    (police,) = near_misses("các sở, ban, ngành tỉnh", REGISTRY)

    assert police.code == "CAT"
