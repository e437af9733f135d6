"""A script that speaks Apprise sends by our SMTP channel."""

from __future__ import annotations

import pytest
from servers import free_port

from notifications import apprise_smtp
from notifications.catcher import MailCatcher

URL = "namrosmtp://127.0.0.1:{port}/vanthu@snv.example?from=vp@tinh.example"


# Apprise 1.13 loads its plugins on first use, and one of them imports imghdr.
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_a_mail_arrives_and_a_refusal_is_told() -> None:
    from apprise import Apprise  # noqa: PLC0415 - loads its plugins

    apprise_smtp.register()
    service, nowhere = Apprise(), Apprise()
    with MailCatcher() as catcher:
        assert service.add(URL.format(port=catcher.port))
        assert nowhere.add(URL.format(port=free_port()))
        sent = service.notify(title="Nhắc việc", body="Kính gửi Văn thư.")
        refused = nowhere.notify(title="Nhắc việc", body="Kính gửi Văn thư.")
        (mail,) = catcher.messages()

    assert (sent, refused) == (True, False)
    assert (mail.subject, mail.recipients) == ("Nhắc việc", ("vanthu@snv.example",))
    assert mail.text() == "Kính gửi Văn thư."
