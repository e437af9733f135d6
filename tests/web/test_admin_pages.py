"""Every page of the administration holds to the rules that all pages hold to."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

from sqlalchemy import event

from office.rights import Role
from office.viewer import Viewer
from store import engine

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

MOST_QUERIES = 12
LARGEST = 60_000  # bytes, compressed
INLINE = re.compile(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
PAGES = (
    "/admin",
    "/admin/users",
    "/admin/agencies",
    "/admin/agencies/SNV",
    "/admin/groups",
    "/admin/posts",
    "/admin/policy",
    "/admin/policy/new",
    "/admin/calendar",
    "/admin/zalo",
)


def unlabelled(text: str) -> list[str]:
    """Return the form fields that no label names."""
    named = set(re.findall(r'<label[^>]* for="([^"]+)"', text))
    fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", text)
    shown = [field for field in fields if 'type="hidden"' not in field]
    return [f for f in shown if not named & set(re.findall(r' id="([^"]+)"', f))]


def test_every_page_holds_to_the_rules(site: Site, filled: Filled) -> None:
    assert filled.late
    admin = site.seen_by(Viewer(Role.ADMINISTRATOR, "Quản trị", "VPUB", user=7))
    clerk = site.seen_by(Viewer(Role.CLERK, "Văn thư", "SNV", "Sở Nội vụ", user=8))
    asked: list[str] = []
    event.listen(
        engine.engine(),
        "before_cursor_execute",
        lambda _c, _cu, statement, *_: asked.append(statement),
    )
    for seen, address in [*((admin, one) for one in PAGES), (clerk, "/my-channels")]:
        asked.clear()
        answer = seen.get(address)

        assert answer.status_code == 200, address
        assert len(asked) <= MOST_QUERIES, address
        assert len(gzip.compress(answer.content)) < LARGEST, address
        assert not INLINE.search(answer.text), address
        assert unlabelled(answer.text) == [], address
        assert answer.text.count("<h1>") == 1, address
        ids = re.findall(r' id="([^"]+)"', answer.text)
        assert len(ids) == len(set(ids)), address
