"""The shape of the house: small files, one list of packages, no traps for imports."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
TOOLS = CONFIG["tool"]
PACKAGES = TOOLS["hatch"]["build"]["targets"]["wheel"]["packages"]
LONGEST = 300
REGISTRY = re.compile(
    r"https?://[^ \")]+/(simple|packages)/|index-url\s*=|--index-url h"
)


def tracked() -> list[Path]:
    """Return every file of the checkout that is not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    if not listed:  # an unpacked archive has no history
        listed = [
            str(path.relative_to(ROOT))
            for top in (*PACKAGES, "tests")
            for path in (ROOT / top).rglob("*")
        ]
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def test_no_file_is_too_long_to_read() -> None:
    code = {".py", ".j2", ".html", ".css", ".js"}
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix in code
        and (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }

    assert long == {}


QUERIES = re.compile(
    r"^from sqlalchemy\S* import .*\b(?:select|insert|update|delete|func|text)\b",
    re.MULTILINE,
)


def test_only_the_store_asks_the_database() -> None:
    asking = {
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in set(PACKAGES) - {"store"}
        and QUERIES.search(path.read_text("utf-8"))
    }

    assert asking == set()


@pytest.mark.parametrize(
    "listed",
    [TOOLS["mypy"]["packages"], TOOLS["importlinter"]["root_packages"]],
    ids=["mypy", "import-linter"],
)
def test_there_is_one_list_of_packages(listed: list[str]) -> None:
    assert listed == PACKAGES
    assert all((ROOT / package / "__init__.py").is_file() for package in PACKAGES)


def test_tests_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_every_pin_that_was_measured_stands() -> None:
    wanted = {"prefect==3.8.8", "sqlalchemy>=2.0,<2.1", "fastapi==0.139.0"}

    assert wanted <= set(CONFIG["project"]["dependencies"])


def test_the_lock_has_hashes_and_no_addresses() -> None:
    for name in ("base.txt", "dev.txt"):
        lock = (ROOT / "requirements" / name).read_text("utf-8")
        pins = re.findall(r"^[a-zA-Z0-9._-]+(?:\[[^]]*\])?==.*$", lock, re.MULTILINE)

        assert len(pins) > 50
        assert all(pin.endswith("\\") for pin in pins)
        assert "http" not in lock.replace("httpx", "").replace("httpcore", "").replace(
            "httptools", ""
        ).replace("aiohttp", "")


def test_no_file_names_a_package_registry() -> None:
    named = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix in {".txt", ".toml", ".cfg", ".md", ".py", ".sh", ""}
        and path != Path(__file__)
        and REGISTRY.search(path.read_text("utf-8", errors="ignore"))
    ]

    assert named == []
