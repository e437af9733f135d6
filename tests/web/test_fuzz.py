"""Forms and addresses that no page of ours makes: refused in a sentence, no 500."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from site_routes import ASKED, VIEWERS
from sqlalchemy import func, select

from store.engine import unit_of_work
from store.tables import EventRow

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

NASTY = (
    "", " ", "0", "-1", "9" * 19, "9" * 400, "1e9", "0x10", "null", "true", "\x00",
    "../../etc/passwd", "..%2f..%2f", "' OR 1=1 --", "{{7*7}}", "<script>x</script>",
    "đ" * 300, "\ud7ff", "\u202egpj.exe", "31/02/2025", "0000-00-00", "9999-12-31",
    "2025-13-01", "NV-2025-000001", "NV-9999-999999", "UBND", "%s%s%n", "x" * 6_000,
)  # fmt: skip
NAMES = (
    "o", "code", "name", "post", "phone", "note", "until", "reason", "number", "dated",
    "agency", "role", "title", "login", "password", "again", "language", "back", "next",
    "person", "work", "responsibility", "due_on", "result", "q", "phase", "figure",
    "timeliness", "directive", "instruction", "after", "before", "said", "files",
    "duty", "channel", "address", "rank", "first", "last", "substitute", "because",
    "off", "working", "phrases", "kinds", "aliases", "abbrev", "by_request", "year",
    "sheet", "kind", "stage", "action", "ids", "path", "text", "deadline", "sort",
    "obligation",
)  # fmt: skip
HEALTH = {"/readyz", "/auditz"}

words = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
forms = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(words, st.lists(words, max_size=3)), max_size=6
)
sent_files = st.one_of(
    st.none(),
    st.tuples(
        st.sampled_from(("files", "sheet", "file", "document")),
        words.filter(lambda name: "\x00" not in name),
        st.one_of(st.binary(max_size=200), st.sampled_from([b"PK\x03\x04", b"%PDF-"])),
    ),
)
wishes = st.tuples(
    st.sampled_from(ASKED), st.sampled_from(sorted(VIEWERS)), words, forms, sent_files
)


def events() -> int:
    with unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(EventRow)) or 0


def ask(wish: tuple, site: Site, filled: Filled) -> None:
    """Ask as somebody for something, and hold the answer to the rules."""
    (method, path, _), role, word, form, upload = wish
    address = path
    for name, real in (("{code}", filled.late), ("{number}", str(filled.directive))):
        address = address.replace(name, quote(word[:200], safe="") or real)
    address = address.replace("{", "").replace("}", "")
    seen = site.seen_by(VIEWERS[role])
    before = events()
    if method == "GET":
        params = {
            key: value if isinstance(value, str) else "".join(value)
            for key, value in form.items()
        }
        answer = seen.get(address, params=params)
    else:
        files = [(upload[0], (upload[1], upload[2]))] if upload else None
        answer = seen.post(address, form, files=files)

    told = (role, method, address, form, answer.status_code)
    assert answer.status_code < 500 or path in HEALTH, told
    if answer.status_code >= 400 and "html" in answer.headers.get("content-type", ""):
        assert events() == before, told
        assert '<main id="noi-dung"' in answer.text, told
        assert "Traceback" not in answer.text, told


def tried(count: int, site: Site, filled: Filled) -> None:
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(wishes)
    def one(wish: tuple) -> None:
        ask(wish, site, filled)

    one()


def test_what_no_page_sends_is_refused_in_a_sentence(
    site: Site, filled: Filled
) -> None:
    tried(200, site, filled)


@pytest.mark.long
def test_what_no_page_sends_is_refused_ten_thousand_times(
    site: Site, filled: Filled
) -> None:
    tried(10_000, site, filled)
