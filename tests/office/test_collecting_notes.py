"""Mails that are no submission: kept as a note with a task, or a machine's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from arrivals import (
    STC,
    a_reply,
    collect,
    config,
    kept,
    phases,
    quoted,
    receipts,
    submissions,
    tasks,
)
from owed import code_of, dated, undated
from servers import ImapServer, imap_server

from notifications import mailbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model_office import Issued

UNKNOWN, NO_EVIDENCE = "không có trong danh bạ", "không có tệp đính kèm"


@pytest.fixture(scope="module")
def _imap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    with imap_server(tmp_path_factory.mktemp("imap") / "pymap.log") as running:
        yield running


@pytest.fixture
def imap(_imap: ImapServer) -> Iterator[ImapServer]:
    """Give a mailbox in which nothing is new, also when a test before failed."""
    yield _imap
    with mailbox.opened(config(_imap)) as box:
        for uid in [mail.uid for mail in box.fetch_new()]:
            box.mark_seen(uid)


CODE = "{code}"
NOTES = {
    "several codes": ({"subject": "{code} và {other}"}, "nhiều mã", True),
    "no code but quoted ones": (
        {"subject": "Re: Đôn đốc", "text": "{digest}"},
        "không nêu mã",
        True,
    ),
    "done, no evidence": (
        {"subject": CODE, "text": "Đã làm xong", "attached": False},
        NO_EVIDENCE,
        True,
    ),
    "a code that does not exist": (
        {"subject": "NV-2025-999999"},
        "không có trong hệ thống",
        True,
    ),
    "unknown sender": (
        {"subject": CODE, "sender": "ai-do@noi-khac.example"},
        UNKNOWN,
        False,
    ),
    "another agency": ({"subject": CODE, "sender": STC}, "không thuộc cơ quan", True),
    "DMARC failed": (
        {"subject": CODE, "Authentication_Results": "mx.example; dmarc=fail"},
        UNKNOWN,
        False,
    ),
    "SPF failed": (
        {"subject": CODE, "Authentication_Results": "mx.example; spf=fail"},
        UNKNOWN,
        False,
    ),
    "comes back elsewhere": (
        {"subject": CODE, "Return_Path": "<x@noi-khac.example>"},
        UNKNOWN,
        False,
    ),
}


@pytest.mark.parametrize(("mail", "reason", "answered"), NOTES.values(), ids=NOTES)
def test_what_is_no_submission_is_a_note_and_a_task(
    mail: dict[str, Any], reason: str, answered: bool, imap: ImapServer, issued: Issued
) -> None:
    words = {
        "code": code_of(dated("STP")),
        "other": code_of(undated("STP")[0]),
        "digest": quoted("STP"),
    }
    before = phases()
    said: dict[str, Any] = {
        k: v.format(**words) if isinstance(v, str) else v for k, v in mail.items()
    }

    done = collect(imap, issued, a_reply(**said))

    assert done == Counter(note=1)
    assert phases() == before
    (task,) = tasks()
    assert (task.kind, reason in task.reason) == ("inbound", True)
    assert (submissions(), len(receipts())) == (0, answered)


MACHINES = {
    "out of office": {"Auto_Submitted": "auto-replied"},
    "delivery daemon": {"sender": "MAILER-DAEMON@stp.cao-bang.example"},
    "empty return path": {"Return_Path": "<>"},
}


@pytest.mark.parametrize("mail", MACHINES.values(), ids=MACHINES)
def test_a_machine_changes_nothing_and_gets_no_answer(
    mail: dict[str, Any], imap: ImapServer, issued: Issued
) -> None:
    before = phases()

    done = collect(imap, issued, a_reply(code_of(dated("STP")), **mail))

    assert done == Counter(ignored=1)
    assert phases() == before
    assert (tasks(), receipts(), submissions()) == ([], [], 0)


def test_a_logo_is_no_evidence(imap: ImapServer, issued: Issued) -> None:
    mail = a_reply(code_of(dated("STP")), "Đã làm xong", attached=False)
    mail.add_alternative('<p>Đã làm xong</p><img src="cid:logo@stp">', subtype="html")
    html = mail.get_body(("html",))
    assert html is not None
    html.add_related(
        b"\x89PNG", "image", "png", cid="<logo@stp>", filename="image001.png"
    )

    assert collect(imap, issued, mail) == Counter(note=1)
    assert NO_EVIDENCE in kept()[0].reason
