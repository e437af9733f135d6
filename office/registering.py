"""Bring the registry of a province into the office: agencies, groups, posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directive.alphabet import sort_key
from directive.ladder import Audience
from directive.reading.text import fold
from directive.resolution import head_of
from store import ids, people
from store.engine import unit_of_work
from store.tables import AgencyGroupRow, AgencyRow, ContactRow, PostRow
from store.trail import Entry, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.registry import Agency, Registry
    from office.house import House

_OFFICE_POSTS = {
    Audience.MONITORING: ("Chuyên viên theo dõi, Văn phòng UBND tỉnh", "theodoi"),
    Audience.DEPUTY_CHIEF: ("Phó Chánh Văn phòng UBND tỉnh", "phochanhvp"),
}
_CHAIR_POSTS = {
    Audience.VICE_CHAIRMAN: ("Phó Chủ tịch UBND tỉnh phụ trách", "phochutich"),
    Audience.CHAIRMAN: ("Chủ tịch UBND tỉnh", "chutich"),
}


def install_registry(
    registry: Registry,
    *,
    house: House,
    now: datetime,
    contact_domain: str | None = None,
) -> int:
    """Add the agencies and groups that are missing, each agency with its posts.

    What is there already stays as it is, so that it may run at every start.

    Args:
        registry: The agencies and groups of the province.
        house: Says which agencies hold the posts that monitor and decide.
        now: The moment, aware.
        contact_domain: Give every post an e-mail address under this domain; None
            leaves the addresses to be entered.

    Returns:
        How many agencies were added.
    """
    with unit_of_work() as session:
        known = set(people.names(session))
        groups = {group.code for group in people.groups(session)}
        fresh = [agency for agency in registry.agencies if agency.code not in known]
        entries = [
            agency_entry(session, agency, house, contact_domain) for agency in fresh
        ]
        entries += [
            Entry(
                "agency_group",
                group.code,
                "register",
                (
                    AgencyGroupRow(
                        code=group.code,
                        phrases=list(group.phrases),
                        kinds=list(group.kinds),
                        codes=list(group.named) or None,
                    ),
                ),
            )
            for group in registry.groups
            if group.code not in groups
        ]
        record(session, entries, actor="office", now=now)
        return len(fresh)


def agency_entry(
    session: Session, agency: Agency, house: House, contact_domain: str | None = None
) -> Entry:
    """Return the entry that founds an agency with its posts; see `install_registry`."""
    row = AgencyRow(code=agency.code, **columns(agency))
    label = agency.slug or agency.code.lower()
    rows: list[PostRow | ContactRow] = []
    for duty, title, mailbox in _posts(agency, house):
        post = PostRow(
            id=ids.take(session), agency_code=agency.code, duty=duty, title=title
        )
        rows.append(post)
        if contact_domain is not None:
            contact = ContactRow(
                id=ids.take(session),
                post_id=post.id,
                channel="email",
                address=f"{mailbox}@{label}.{contact_domain}",
                rank=1,
            )
            rows.append(contact)
    return Entry("agency", agency.code, "register", (row, *rows))


def columns(agency: Agency) -> dict[str, Any]:
    """Return what a row keeps of an agency, but for its code."""
    return {
        "name": agency.name,
        "kind": agency.kind,
        "abbrev": agency.abbrev,
        "aliases": list(agency.aliases),
        "by_request": agency.by_request,
        "sort_key": sort_key(agency.name),
        "search_text": fold(" ".join((agency.name, *agency.aliases))),
    }


def titles(agency: Agency) -> dict[str, str]:
    """Return what the posts that every agency has are called, by duty."""
    return {
        Audience.FOCAL_POINT: f"Văn thư {agency.name}",
        Audience.HEAD: head_of(agency),
    }


def _posts(agency: Agency, house: House) -> Iterator[tuple[str, str, str]]:
    named = titles(agency)
    yield Audience.FOCAL_POINT, named[Audience.FOCAL_POINT], "vanthu"
    yield Audience.HEAD, named[Audience.HEAD], "lanhdao"
    special = {house.office_code: _OFFICE_POSTS, house.chair_code: _CHAIR_POSTS}
    for duty, (title, mailbox) in special.get(agency.code, {}).items():
        yield duty, title, mailbox
