"""What a child process is given: our settings, and little else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runtime import settings
from runtime.environment import for_children
from runtime.settings import Settings

if TYPE_CHECKING:
    import pytest


def test_settings_arrive_as_they_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "NAMRO_SMTP_HOST": "mail.example",
        "NAMRO_SMTP_PASSWORD": "bí mật",
        "NAMRO_NOW": "2025-08-20T08:00:00+07:00",
        "NAMRO_TIMEZONE": "Asia/Ho_Chi_Minh",
        "NAMRO_PREFECT_PORT": "0",
        "NAMRO_APPRISE_URLS": '{"tin-nhan": "json://mail.example/"}',
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    first = Settings()

    told = for_children(first)
    for name in given:
        monkeypatch.delenv(name)
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    assert Settings() == first


def test_nothing_else_of_the_environment_is_passed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "không của ta")
    monkeypatch.setenv("PREFECT_API_URL", "http://elsewhere.example/api")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")

    told = for_children(settings.load())

    assert not {"AWS_SECRET_ACCESS_KEY", "PREFECT_API_URL", "PYTHONPATH"} & set(told)


def test_folders_become_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMRO_DATA_DIR", "data")
    monkeypatch.setenv("NAMRO_DROP_DIR", "drop")
    settings.load.cache_clear()

    told = for_children(settings.load())

    assert told["NAMRO_DATA_DIR"] == str(Path.cwd() / "data")
    assert told["NAMRO_DROP_DIR"] == str(Path.cwd() / "drop")
