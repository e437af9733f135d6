"""Settings come from the environment and from `.env`, and keep their secrets."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from runtime import settings
from runtime.settings import Settings, SettingsError

HANOI = timezone(timedelta(hours=7))

UNDERSTOOD = {
    "a path": ("DATA_DIR", "/srv/namro", "data_dir", Path("/srv/namro")),
    "a port": ("WEB_PORT", "8080", "web_port", 8080),
    "a moment": (
        "NOW",
        "2025-08-20T07:30:00+07:00",
        "now",
        datetime(2025, 8, 20, 7, 30, tzinfo=HANOI),
    ),
    "an empty value is no value": ("SMTP_HOST", "", "smtp_host", None),
}

REFUSED = {
    "a moment without time zone": ("NOW", "2025-08-20T07:30:00"),
    "a word as a port": ("SMTP_PORT", "smtp"),
    "a port too high": ("WEB_PORT", "70000"),
    "an unknown kind of security": ("IMAP_SECURITY", "ssl"),
    "an unknown time zone": ("TIMEZONE", "Hanoi"),
}


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"), UNDERSTOOD.values(), ids=UNDERSTOOD
)
def test_understands(
    name: str,
    value: str,
    field: str,
    expected: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(f"NAMRO_{name}", value)

    assert getattr(settings.load(), field) == expected


@pytest.mark.parametrize(("name", "value"), REFUSED.values(), ids=REFUSED)
def test_names_the_variable_that_is_wrong(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"NAMRO_{name}", value)

    with pytest.raises(SettingsError, match=f"^NAMRO_{name}: ") as caught:
        settings.load()
    assert "\n" not in str(caught.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "SMTP_PASSWORD", "IMAP_PASSWORD", "ZALO_BOT_TOKEN"):
        monkeypatch.setenv(f"NAMRO_{name}", "hunter2")

    assert "hunter2" not in repr(settings.load())


def test_reads_a_file_and_lets_the_environment_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("NAMRO_WEB_PORT=8001\nNAMRO_PREFECT_PORT=4201\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(Settings.model_config, "env_file", ".env")
    monkeypatch.setenv("NAMRO_WEB_PORT", "8002")

    assert (settings.load().web_port, settings.load().prefect_port) == (8002, 4201)


def test_the_place_of_data_follows_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert settings.default_data_dir() == Path("/var/lib/namro")

    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", "/home/clerk")
    assert settings.default_data_dir() == Path("/home/clerk/.local/share/namro")
