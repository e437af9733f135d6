"""Take in evidence that comes by mail or in the drop folder, each exactly once."""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import sha256
from mimetypes import guess_type
from typing import TYPE_CHECKING

from directive.chat_replies import Meaning, understood
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
from notifications import drop_folder, mailbox, reply_tokens
from notifications.inbound import sayable
from office import bouncing, receiving
from office.house import office_day
from office.receiving import Arrival
from office.submitting import File
from runtime import clock
from store import inbound, people
from store.engine import unit_of_work
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    from notifications.drop_folder import InboundFile
    from notifications.inbound import InboundMail
    from notifications.mailbox import MailboxConfig
    from office.house import House

_SHORT = frozenset({Why.NO_EVIDENCE, Why.SEVERAL_CODES})
"""Why a mail of a known sender is no submission, and may still be an answer."""
KNOWN = "known"
BOUNCED = "bounced"


def collect_mail(config: MailboxConfig, *, house: House, now: datetime) -> Counter[str]:
    """Read the new mails of the office's mailbox; return how many of each verdict.

    A mail is marked as seen after its transaction: killed in between, it comes
    again and is known by its Message-ID. One that cannot be taken stays unseen and
    stops no other; its fault is raised at the end.

    Raises:
        MailboxError: The mailbox cannot be opened, or breaks off.
    """
    done: Counter[str] = Counter()
    faults: list[Exception] = []
    with mailbox.opened(config) as box:
        for mail in box.fetch_new():
            try:
                done[
                    _take_mail(mail, house=house, now=now, secret=config.reply_secret)
                ] += 1
            except StoreError:
                raise
            except Exception as fault:  # noqa: BLE001 - raised when all had their turn
                faults.append(fault)
            else:
                box.mark_seen(mail.uid)
    if faults:
        raise faults[0]
    return done


def collect_drop(folder: Path, *, house: House, now: datetime) -> Counter[str]:
    """Take the files of the drop folder; who may write there speaks for the agencies.

    The files of one assignment are one submission, handed in at `now`; they are put
    away after its transaction. A file that names no assignment stays where it is
    and is made a task for the office, once. Returns how many of each verdict.
    """
    done: Counter[str] = Counter()
    by_code: dict[str, list[InboundFile]] = defaultdict(list)
    for file in drop_folder.waiting(folder, now=clock.real_now()):
        by_code[file.code].append(file)
    for code, files in by_code.items():
        done[_take_files(code, files, house=house, now=now)] += 1
        for file in files:
            drop_folder.put_away(folder, file)
    for path in drop_folder.strays(folder):
        done += _note_stray(path, folder, house=house, now=now)
    return done


def _take_mail(
    mail: InboundMail, *, house: House, now: datetime, secret: str | None = None
) -> str:
    source_id = mail.message_id or f"<uid-{mail.uid}-{mail.received_at.isoformat()}>"
    files = tuple(File(a.name, a.media_type, a.data) for a in mail.attachments)
    with unit_of_work() as session:
        if inbound.is_known(session, source_id):
            return KNOWN
        text = strip_quoted(mail.text)
        sender = (
            None
            if mail.doubtful
            else people.agency_of_address(session, mail.from_address)
        )
        answers = _answers(session, mail, secret)
        codes = assignment_codes(f"{mail.subject}\n{text}") or answers
        verdict = judge(
            InboundFacts(
                sender_agency=sender,
                subject=mail.subject,
                new_text=text,
                owners=dict(inbound.owners(session, codes)),
                has_attachments=any(not a.letterhead for a in mail.attachments),
                auto_submitted=mail.auto_submitted,
                is_bounce=mail.is_delivery_report,
                answers=answers,
            )
        )
        if mail.oversize and isinstance(verdict, Submission):
            verdict = Note(Why.NO_EVIDENCE, codes)  # its files were not read
        arrival = Arrival(
            source="mail",
            source_id=source_id,
            agency=sender,
            sender=mail.from_address,
            subject=mail.subject,
            text=text,
            files=files,
            received_at=now if house.virtual else min(mail.received_at, now),
        )
        taken = None
        bare = all(a.letterhead for a in mail.attachments)
        if isinstance(verdict, Note) and verdict.reason in _SHORT and bare:
            meaning = _meaning(mail.subject, text, codes, now)
            taken = receiving.take_short(
                session, arrival, meaning, house=house, now=now
            )
        taken = taken or receiving.take(session, arrival, verdict, house=house, now=now)
        reports = () if mail.doubtful else mail.bounces
        return BOUNCED if bouncing.settle(session, reports, now=now) else taken


def _meaning(subject: str, text: str, codes: Sequence[str], now: datetime) -> Meaning:
    """Return what the first words of a mail mean, about the assignments it names."""
    first = next((line for line in text.splitlines() if line.strip()), subject)
    named = " ".join(codes)
    return understood(f"{first} {named}", today=office_day(now))


def _answers(
    session: Session, mail: InboundMail, secret: str | None
) -> tuple[str, ...]:
    """Return the assignments of the message whose signed address was answered."""
    message = reply_tokens.answered(mail.to_addresses, secret) if secret else None
    return inbound.codes_of_message(session, message) if message else ()


def _take_files(
    code: str, found: Sequence[InboundFile], *, house: House, now: datetime
) -> str:
    named = {
        f"drop:{code}:{_digest(file.name)}:{file.changed_at.isoformat()}": file
        for file in found
    }
    with unit_of_work() as session:
        fresh = {
            source_id: file
            for source_id, file in named.items()
            if not inbound.is_known(session, source_id)
        }
        if not fresh:
            return KNOWN
        owner = inbound.owners(session, [code]).get(code)
        verdict: Verdict = Submission(code, None) if owner else Note(Why.UNKNOWN_CODE)
        first, *others = fresh
        arrival = Arrival(
            source="drop",
            source_id=first,
            agency=owner,
            sender=None,
            subject=sayable(fresh[first].name),
            text="",
            files=tuple(_file(file) for file in fresh.values()),
            received_at=now,
            together=tuple((one, sayable(fresh[one].name)) for one in others),
        )
        return receiving.take(session, arrival, verdict, house=house, now=now)


def _digest(name: str) -> str:
    """Return what stands for the name of a file in the chain: it may be personal."""
    return sha256(name.encode("utf-8", "surrogateescape")).hexdigest()


def _file(file: InboundFile) -> File:
    media_type = guess_type(file.name)[0] or "application/octet-stream"
    return File(sayable(file.name), media_type, file.read())


def _note_stray(
    path: Path, folder: Path, *, house: House, now: datetime
) -> Counter[str]:
    name = sayable(str(path.relative_to(folder)))
    source_id = f"drop:{_digest(name)}"
    with unit_of_work() as session:
        if inbound.is_known(session, source_id):
            return Counter()
        arrival = Arrival(
            source="drop",
            source_id=source_id,
            agency=None,
            sender=None,
            subject=name,
            text="",
            files=(),
            received_at=now,
        )
        verdict = Note(Why.NO_CODE)
        taken = receiving.take(session, arrival, verdict, house=house, now=now)
        return Counter({taken: 1})
