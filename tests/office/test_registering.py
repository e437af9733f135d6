"""The registry of a province in the office: agencies, groups, posts and addresses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from model_office import DOMAIN, at
from small_office import HOUSE
from sqlalchemy import select

from directive.registry import Agency, Registry
from office.registering import install_registry
from store import audit, people
from store.engine import unit_of_work
from store.registry_file import load_registry
from store.tables import AgencyRow, ContactRow, EventRow, PostRow

if TYPE_CHECKING:
    from office.house import House

pytestmark = pytest.mark.usefixtures("database")

REGISTRY = load_registry()
NOW = at("2025-08-01")


def install(registry: Registry = REGISTRY, domain: str | None = DOMAIN) -> int:
    return install_registry(registry, house=HOUSE, now=NOW, contact_domain=domain)


def duties(agency: str) -> dict[str, str]:
    with unit_of_work() as session:
        found = select(PostRow.duty, PostRow.title).where(PostRow.agency_code == agency)
        return dict(session.execute(found).tuples().all())


def test_what_is_installed_is_the_registry() -> None:
    added = install()

    with unit_of_work() as session:
        there = people.registry(session)
    assert added == len(REGISTRY.agencies)
    assert {a.code: a.name for a in there.agencies} == {
        a.code: a.name for a in REGISTRY.agencies
    }
    assert {g.code: g for g in there.groups} == {g.code: g for g in REGISTRY.groups}
    assert {a.code for a in there.agencies if a.by_request} == {
        a.code for a in REGISTRY.agencies if a.by_request
    }


def test_every_agency_has_a_focal_point_and_a_head_that_can_be_reached() -> None:
    install()

    with unit_of_work() as session:
        posts = session.scalars(select(PostRow)).all()
        contacts = session.scalars(select(ContactRow)).all()
    each = Counter(post.duty for post in posts)
    assert each["focal_point"] == each["head"] == len(REGISTRY.agencies)
    assert {post.id for post in posts} == {contact.post_id for contact in contacts}
    assert all(contact.address.endswith(f".{DOMAIN}") for contact in contacts)
    assert len({contact.address for contact in contacts}) == len(contacts)


def test_the_office_and_the_chair_have_their_posts() -> None:
    install()

    assert duties(HOUSE.office_code).keys() == {
        *("focal_point", "head", "monitoring", "deputy_chief")
    }
    assert duties(HOUSE.chair_code).keys() == {
        *("focal_point", "head", "vice_chairman", "chairman")
    }
    assert duties("SNV") == {
        "focal_point": "Văn thư Sở Nội vụ",
        "head": "Giám đốc Sở Nội vụ",
    }


def test_a_second_start_changes_nothing() -> None:
    install()
    with unit_of_work() as session:
        before = session.scalars(select(EventRow.id)).all()

    again = install(domain="khac.example")

    with unit_of_work() as session:
        proof = audit.verify(session)
        after = session.scalars(select(EventRow.id)).all()
    assert (again, after, proof.fault) == (0, before, None)


def test_an_agency_that_is_new_is_added_and_the_others_stay() -> None:
    install()
    renamed = replace(REGISTRY.agencies[0], name="Tên khác")
    new = Agency(code="MOI", name="Sở Mới", kind="so")

    added = install(Registry((renamed, new), REGISTRY.groups))

    with unit_of_work() as session:
        kept = session.get_one(AgencyRow, renamed.code).name
    assert added == 1
    assert kept == REGISTRY.agencies[0].name
    assert duties("MOI")["head"] == "Giám đốc Sở Mới"


def test_without_a_domain_the_addresses_are_left_to_be_entered() -> None:
    install(domain=None)

    with unit_of_work() as session:
        assert session.scalars(select(ContactRow)).all() == []


def test_agencies_are_listed_in_vietnamese_order(house: House) -> None:
    del house
    with unit_of_work() as session:
        names = [row.name for row in people.all_agencies(session)]

    wards = [name for name in names if name.startswith("UBND xã")]
    assert wards.index("UBND xã Bảo Lạc") < wards.index("UBND xã Đông Khê")
    assert wards.index("UBND xã Đông Khê") < wards.index("UBND xã Hà Quảng")
