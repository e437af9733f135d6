"""Take in evidence that comes by mail or in the drop folder, each exactly once."""

from __future__ import annotations

from collections import Counter
from mimetypes import guess_type
from typing import TYPE_CHECKING

from directive.replies import (
    InboundFacts,
    Note,
    Submission,
    Verdict,
    Why,
    assignment_codes,
    judge,
    strip_quoted,
)
from notifications import drop_folder, mailbox
from office import receiving
from office.receiving import Arrival
from office.submitting import File
from store import inbound, people
from store.engine import unit_of_work

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from notifications.drop_folder import InboundFile
    from notifications.inbound import InboundMail
    from notifications.mailbox import MailboxConfig
    from office.house import House


def collect_mail(config: MailboxConfig, *, house: House, now: datetime) -> Counter[str]:
    """Read the new mails of the office's mailbox; return how many of each verdict.

    A mail is marked as seen after its transaction: killed in between, it comes
    again and is known by its Message-ID.

    Raises:
        MailboxError: The mailbox cannot be opened, or breaks off.
    """
    done: Counter[str] = Counter()
    with mailbox.opened(config) as box:
        for mail in box.fetch_new():
            done[_take_mail(mail, house=house, now=now)] += 1
            box.mark_seen(mail.uid)
    return done


def collect_drop(folder: Path, *, house: House, now: datetime) -> Counter[str]:
    """Take the files of the drop folder; who may write there speaks for the agencies.

    A file is put away after its transaction. Returns how many of each verdict.
    """
    done: Counter[str] = Counter()
    for file in drop_folder.waiting(folder, now=now):
        done[_take_file(file, house=house, now=now)] += 1
        drop_folder.put_away(folder, file)
    return done


def _take_mail(mail: InboundMail, *, house: House, now: datetime) -> str:
    source_id = mail.message_id or f"<uid-{mail.uid}-{mail.received_at.isoformat()}>"
    files = tuple(File(a.name, a.media_type, a.data) for a in mail.attachments)
    with unit_of_work() as session:
        if inbound.is_known(session, source_id):
            return "known"
        text = strip_quoted(mail.text)
        sender = people.agency_of_address(session, mail.from_address)
        codes = assignment_codes(f"{mail.subject}\n{text}")
        verdict = judge(
            InboundFacts(
                sender_agency=sender,
                subject=mail.subject,
                new_text=text,
                owners=dict(inbound.owners(session, codes)),
                has_attachments=bool(files),
                auto_submitted=mail.auto_submitted,
                is_bounce=mail.is_delivery_report,
            )
        )
        arrival = Arrival(
            source="mail",
            source_id=source_id,
            agency=sender,
            sender=mail.from_address,
            subject=mail.subject,
            text=text,
            files=files,
            received_at=mail.received_at,
        )
        return receiving.take(session, arrival, verdict, house=house, now=now)


def _take_file(file: InboundFile, *, house: House, now: datetime) -> str:
    data = file.read()
    source_id = f"drop:{file.code}:{file.name}:{file.changed_at.isoformat()}"
    with unit_of_work() as session:
        if inbound.is_known(session, source_id):
            return "known"
        owner = inbound.owners(session, [file.code]).get(file.code)
        verdict: Verdict = (
            Submission(file.code, None) if owner else Note(Why.UNKNOWN_CODE)
        )
        media_type = guess_type(file.name)[0] or "application/octet-stream"
        arrival = Arrival(
            source="drop",
            source_id=source_id,
            agency=owner,
            sender=None,
            subject=file.name,
            text="",
            files=(File(file.name, media_type, data),),
            received_at=file.changed_at,
        )
        return receiving.take(session, arrival, verdict, house=house, now=now)
