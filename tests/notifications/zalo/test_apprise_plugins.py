"""A script that speaks Apprise sends by our Zalo channels, at once."""

from __future__ import annotations

import time

import pytest
from fake_zalo import BOT_TOKEN, fake_zalo

from notifications.zalo import apprise_plugins

URLS = {
    "bot": (f"zalobot://{BOT_TOKEN}@to/ChatABC", "ChatABC"),
    "oa": ("zalooa://access-0@to/2468", "2468"),
    "zns": ("zalozns://access-0@312/0912345678?ma=NV-2025-000123", "84912345678"),
}


# Apprise 1.13 loads its plugins on first use, and one of them imports imghdr.
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("way", "url", "recipient"), [(w, *u) for w, u in URLS.items()]
)
def test_a_message_arrives_and_a_refusal_is_told(
    way: str, url: str, recipient: str
) -> None:
    from apprise import Apprise  # noqa: PLC0415 - loads its plugins

    apprise_plugins.register()
    service = Apprise()
    with fake_zalo() as zalo:
        zalo.templates["312"] = {"ma": 30}
        zalo.script[recipient] = [0, 0, 400 if way == "bot" else -108]
        mark = "&" if "?" in url else "?"
        assert service.add(f"{url}{mark}base={zalo.url}")
        began = time.monotonic()
        told = [service.notify(title="Nhắc việc", body="Hạn 14/12") for _ in range(3)]
        took = time.monotonic() - began

    assert told == [True, True, False]
    assert [(x.way, x.recipient) for x in zalo.taken()] == [(way, recipient)] * 2
    assert took < 5  # Apprise's own plugins wait 5.5 s between calls
    said = str(zalo.taken()[0].body)
    assert ("NV-2025-000123" if way == "zns" else r"Nhắc việc\nHạn 14/12") in said
