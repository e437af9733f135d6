"""Evidence by mail: out of a real IMAP server, in as a submission, exactly once."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from arrivals import (
    NOW,
    PDF,
    STC,
    STP,
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
from model_office import at
from owed import code_of, dated, phase_of, undated
from servers import ImapServer, imap_server
from sqlalchemy import select

from notifications import inbound, mailbox
from office import collecting
from store import files
from store.engine import unit_of_work
from store.tables import EvidenceRow, SubmissionRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model_office import Issued


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


def test_a_reply_with_a_code_and_a_file_is_a_submission(
    imap: ImapServer, issued: Issued
) -> None:
    mine = dated("STP")
    digest = quoted("STP")
    assert digest.count("NV-2025-") > 1

    done = collect(
        imap,
        issued,
        a_reply(f"Re: [{code_of(mine)}] Đôn đốc", f"Gửi báo cáo.\n\n{digest}"),
    )

    assert done == Counter(submission=1)
    assert phase_of(mine) == "submitted"
    with unit_of_work() as session:
        (evidence,) = session.scalars(select(EvidenceRow))
    assert evidence.sha256 == hashlib.sha256(PDF).hexdigest()
    assert files.read(evidence.sha256) == PDF
    assert (evidence.name, evidence.size) == ("Báo cáo.pdf", len(PDF))
    sealed = files.name_digest("Báo cáo.pdf", evidence.name_salt or "")
    assert evidence.name_digest == sealed
    (receipt,) = receipts()
    assert code_of(mine) in receipt.text
    assert "Số tệp đã nhận: 01" in receipt.text
    assert not any(x in receipt.text for x in ("Re: [", "Báo cáo.pdf"))
    assert dated("STP").submitted_at == NOW  # never after the moment it was read


def test_a_document_number_and_day_are_evidence_without_a_file(
    imap: ImapServer, issued: Issued
) -> None:
    mine = dated("STP")
    words = f"{code_of(mine)}: Báo cáo số 12/BC-STP ngày 09/12/2025."

    done = collect(imap, issued, a_reply("Báo cáo", words, attached=False))

    assert done == Counter(submission=1)
    with unit_of_work() as session:
        (submission,) = session.scalars(select(SubmissionRow))
    assert submission.document_number == "12/BC-STP"


def test_only_a_code_in_the_new_text_of_a_digests_reply_counts(
    imap: ImapServer, issued: Issued
) -> None:
    other = undated("STP")[0]

    done = collect(
        imap,
        issued,
        a_reply("Re: Đôn đốc", f"Gửi {code_of(other)}.\n\n{quoted('STP')}"),
    )

    assert done == Counter(submission=1)
    assert phase_of(other) == "submitted"
    assert phases()["submitted"] == 1


def test_the_same_mail_twice_is_one_submission(
    imap: ImapServer, issued: Issued
) -> None:
    mail = a_reply(code_of(dated("STP")))

    done = collect(imap, issued, mail, mail)

    assert done == Counter(submission=1, known=1)
    assert (len(kept()), submissions(), len(receipts())) == (1, 1, 1)


def test_killed_before_the_mail_is_marked_it_is_known_again(
    imap: ImapServer, issued: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(mailbox.Mailbox, "mark_seen", die)
        with pytest.raises(KeyboardInterrupt):
            collect(imap, issued, a_reply(code_of(dated("STP"))))
    again = collect(imap, issued)
    last = collect(imap, issued)

    assert (again, last) == (Counter(known=1), Counter())
    assert (submissions(), len(receipts())) == (1, 1)


def test_an_answer_to_what_is_handed_in_already_is_a_note(
    imap: ImapServer, issued: Issued
) -> None:
    mine = dated("STP")

    done = collect(
        imap,
        issued,
        a_reply(code_of(mine)),
        a_reply(code_of(mine), Message_ID="<2@stp.example>"),
    )

    assert done == Counter(submission=1, note=1)
    assert phase_of(mine) == "submitted"
    assert "không còn nghĩa vụ" in tasks()[0].reason


def test_a_mail_that_cannot_be_taken_stops_no_other(
    imap: ImapServer, issued: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = files.keep

    def fail_once(data: bytes) -> str:
        monkeypatch.setattr(files, "keep", keep)
        raise OSError(28, "No space left on device", str(len(data)))

    first, second = dated("STP"), dated("STC")
    monkeypatch.setattr(files, "keep", fail_once)
    with pytest.raises(OSError, match="No space"):
        collect(
            imap,
            issued,
            a_reply(code_of(first)),
            a_reply(code_of(second), sender=STC, Message_ID="<2@stc.example>"),
        )
    then = (phase_of(first), phase_of(second))

    assert then == ("issued", "submitted")
    assert collect(imap, issued) == Counter(submission=1)


def test_a_mail_with_what_no_database_keeps_is_read_all_the_same(
    imap: ImapServer, issued: Issued
) -> None:
    raw = (
        f"From: {STP}\r\nSubject: Báo\xff cáo\r\nMessage-ID: <nul@stp.example>\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"{code_of(dated('STP'))} =00 =FF\r\n"
    )
    imap.append(raw.encode("latin-1", "replace"))

    assert collect(imap, issued) == Counter(note=1)


TIMES = {
    # received, read, is the clock virtual, the instant of submission
    "over the weekend": ("2025-12-12", "2025-12-15", False, "2025-12-12"),
    "by a server that is ahead": ("2025-12-16", "2025-12-15", False, "2025-12-15"),
    "in a rehearsal": ("2025-12-12", "2025-12-15", True, "2025-12-15"),
}


@pytest.mark.parametrize(
    ("received", "read", "virtual", "submitted"), TIMES.values(), ids=TIMES
)
def test_a_mail_is_handed_in_when_the_server_took_it(
    received: str, read: str, virtual: bool, submitted: str, issued: Issued
) -> None:
    mail = inbound.read(
        a_reply(code_of(dated("STP"))).as_bytes(), uid="1", received_at=at(received)
    )
    house = replace(issued.house, virtual=virtual)

    collecting._take_mail(mail, house=house, now=at(read))

    assert dated("STP").submitted_at == at(submitted)
