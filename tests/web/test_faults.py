"""What goes wrong comes back as a page in Vietnamese that gives nothing away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from office import overview
from store import engine, migrate

if TYPE_CHECKING:
    from filled_office import Filled
    from site_client import Site

MISSING = ["/assignments/NV-2025-999999", "/assignments/x", "/directives/999999999"]
MISSING += ["/directives/" + "9" * 40, "/messages/1x", "/messages/0", "/nowhere"]
MISSING += ["/static/none.css", "/assignments/NV-2025-%00"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_is_said_in_a_page(address: str, site: Site) -> None:
    answer = site.get(address)

    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_nothing_can_be_written(site: Site, filled: Filled) -> None:
    answer = site.ask("POST", f"/assignments/{filled.late}")

    assert answer.status_code == 405
    assert "Trang này chỉ để xem" in answer.text


@pytest.mark.usefixtures("filled")
def test_an_error_of_the_program_is_a_page_without_its_words(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(overview, "of_office", fail)
    answer = site.get("/")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Có lỗi trong chương trình" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_database_that_is_down_is_a_page(site: Site) -> None:
    engine.bind("postgresql://namro:hunter2@127.0.0.1:1/x")
    page, ready = site.get("/"), site.get("/readyz")
    alive = site.get("/healthz")
    engine.release()

    assert (page.status_code, ready.status_code, alive.status_code) == (503, 503, 200)
    assert "Cơ sở dữ liệu không trả lời" in page.text
    assert "hunter2" not in page.text + ready.text
    assert ready.text.count("\n") == 1
    assert "does not answer" in ready.text


@pytest.mark.usefixtures("filled")
def test_a_schema_that_is_behind_is_not_ready(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "head", lambda: "9999")
    answer = site.get("/readyz")

    assert answer.status_code == 503
    assert "namro db upgrade" in answer.text


@pytest.mark.usefixtures("database")
def test_an_empty_office_says_how_to_begin(site: Site) -> None:
    answer = site.get("/")

    assert answer.status_code == 200
    assert "Chưa có nhiệm vụ nào" in answer.text
