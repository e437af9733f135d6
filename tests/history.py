"""A busy life of the model directive: every act of everybody, at least once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING

from dispatch import Clock, by_mail
from model_office import at
from owed import code_of, dated, undated
from servers import MisbehavingSmtp, Script

from directive.breakdown import Share
from notifications import inbound
from office import (
    accepting,
    accounts,
    actor,
    answering,
    collecting,
    extending,
    judging,
    links,
    steering,
)
from office.auditing import audit_promises
from office.delivering import deliver
from office.reminding import escalate, remind
from office.reporting import report_week
from office.rescheduling import document_in_force, put_calendar
from office.rights import Role
from office.ruling import put_policy
from office.standing_in import go_away
from office.submitting import Document, File, submit
from office.upkeep import keep_up
from store.calendar_file import with_days
from store.policy_file import policy_of, read_policy

if TYPE_CHECKING:
    from model_office import Issued

FILE = "Báo cáo của người được phân công"
PERSON, PHONE, HELPER = "Người được phân công", "0206 385 2000", "Người giúp việc"
AGENCY, STRANGER = "vanthu@sct.cao-bang.example", "nguoi-la@noi-khac.example"
REPORT = Document(
    number="12/BC-STP",
    dated=date(2025, 12, 1),
    files=(File(f"{FILE}.pdf", "application/pdf", b"%PDF ket qua"),),
)
PAPER = Document(number="7/BC", dated=date(2025, 12, 1))


def autumn(issued: Issued) -> datetime:
    """Acknowledge, name, break down, decline, reassign, suspend; return the moment."""
    directive = issued.review.directive_id
    for code in ("STP", "STC", "SXD", "SNV", "SYT"):
        answering.acknowledge(
            directive, actor=actor.agency(code), now=at("2025-08-20", "10:00")
        )
    mine = code_of(dated("STP"))
    answering.name_person(
        mine,
        name=PERSON,
        post="Trưởng phòng",
        phone=PHONE,
        actor=actor.agency("STP"),
        now=at("2025-08-21"),
    )
    answering.break_down(
        mine,
        [Share(HELPER, "Tổng hợp", "Chủ trì", date(2025, 12, 1), "Báo cáo")],
        actor=actor.agency("STP"),
        now=at("2025-08-22"),
    )
    escalate(house=issued.house, now=at("2025-08-22", "09:00"))
    answering.report_progress(
        mine, note="Được một nửa", actor=actor.agency("STP"), now=at("2025-09-03")
    )
    answering.decline(
        code_of(undated("SXD")[0]),
        reason="Không thuộc chức năng",
        actor=actor.agency("SXD"),
        now=at("2025-09-04"),
    )
    steering.reassign(
        code_of(undated("SXD")[0]),
        agency_code="CAT",
        reason="Đúng chức năng",
        house=issued.house,
        actor=actor.OFFICE,
        now=at("2025-09-05"),
    )
    waiting = code_of(undated("SYT")[0])
    said = {"house": issued.house, "actor": actor.OFFICE}
    steering.suspend(waiting, reason="Chờ", now=at("2025-09-08"), **said)
    steering.resume(waiting, reason="Tiếp", now=at("2025-09-09"), **said)
    steering.withdraw(
        code_of(undated("SYT")[1]),
        reason="Thôi",
        house=issued.house,
        actor=actor.LEADER,
        now=at("2025-09-10"),
    )
    remind(house=issued.house, now=at("2025-11-28"))
    return at("2025-11-28")


def winter(issued: Issued) -> datetime:
    """Submit, check, accept, return, extend, reopen, collect, report; deliver all."""
    house, office = issued.house, actor.OFFICE
    late, other, refused = dated("SXD").id, dated("STC").id, dated("SYT").id
    mine = dated("STP").id
    submit(
        {mine: "Đã xong", undated("STP")[0].id: "Đã xong"},
        REPORT,
        channel="web",
        actor=actor.agency("STP"),
        now=at("2025-12-01"),
    )
    judging.check(mine, actor=actor.collector("SNV"), now=at("2025-12-02"))
    judging.accept(mine, actor=office, now=at("2025-12-03"))
    submit(
        {other: "Xong"},
        PAPER,
        channel="web",
        actor=actor.agency("STC"),
        now=at("2025-12-03"),
    )
    judging.return_(
        other,
        reason="Thiếu số liệu",
        house=house,
        actor=actor.collector("SNV"),
        now=at("2025-12-04"),
    )
    for number in (late, refused):
        extending.ask(
            number,
            until=date(2025, 12, 25),
            reason="Chờ số liệu",
            actor=actor.agency("SXD" if number == late else "SYT"),
            now=at("2025-12-05"),
        )
    extending.grant(
        late,
        until=date(2025, 12, 24),
        house=house,
        actor=actor.LEADER,
        now=at("2025-12-08"),
    )
    extending.refuse(
        refused, reason="Đủ thời gian", house=house, actor=office, now=at("2025-12-08")
    )
    take_mails(issued)
    escalate(house=house, now=at("2025-12-15"))
    remind(house=house, now=at("2025-12-15"))
    steering.reopen(
        code_of(dated("STP")),
        reason="Sai số liệu",
        house=house,
        actor=office,
        now=at("2025-12-16"),
    )
    report_week(house=house, now=at("2025-12-22"))
    clock = Clock(at("2025-12-22"))
    with MisbehavingSmtp(Script({2: "550 5.1.1 unknown", 3: "lostack"})) as server:
        deliver(by_mail(server.port), clock=clock)
        clock.pass_(minutes=2)
        deliver(by_mail(server.port), clock=clock)
    new_rules(issued)
    accept_what_is_known(issued)
    keep_up(house=house, now=at("2025-12-22", "23:00"))
    return at("2025-12-22", "23:00")


def new_rules(issued: Issued) -> None:
    """Put another ladder and a holiday in force, and let a post be away."""
    evening = {"actor": actor.OFFICE, "now": at("2025-12-22", "20:00")}
    _, ladder = read_policy()
    another = ladder | {"version": "2025-12"}
    put_policy(policy_of(another), another, house=issued.house, **evening)
    because = "nghỉ thêm"
    calendar = with_days(
        document_in_force(), off=[date(2025, 12, 24)], working=(), because=because
    )
    put_calendar(calendar, because=because, house=issued.house, **evening)
    user = accounts.add(
        "chuyenvien@vpubnd.cao-bang.example",
        title="Chuyên viên",
        agency_code="VPUB",
        role=Role.OFFICER,
        house=issued.house,
        **evening,
    )
    accounts.set_password(user, "mot cau du dai", **evening)
    links.revoke("STP", because="Lộ liên kết", **evening)
    go_away(
        ("STP", "focal_point"),
        first_day=date(2025, 12, 24),
        last_day=date(2025, 12, 31),
        substitute=("STP", "head"),
        **evening,
    )


def accept_what_is_known(issued: Issued) -> None:
    """Accept a finding of the audit: the ladders were not walked every day."""
    now = at("2025-12-22", "21:00")
    known = audit_promises(issued.house, now).findings[0]
    accepting.accept(
        known.key, reason="Diễn tập", house=issued.house, actor=actor.OFFICE, now=now
    )


def take_mails(issued: Issued) -> None:
    """Take in a submission, a note of a stranger and a machine's answer, by mail."""
    now = at("2025-12-09")
    code = code_of(dated("SCT"))
    mails = (
        (AGENCY, f"{code}: Báo cáo số 9/BC-SCT ngày 08/12/2025", "no"),
        (STRANGER, f"{code}: đã nhận", "no"),
        (AGENCY, code, "auto-replied"),
    )
    for number, (sender, words, automatic) in enumerate(mails):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = sender, "Trả lời"
        mail["Message-ID"] = f"<{number}@sct.example>"
        mail["Auto-Submitted"] = automatic
        mail.set_content(words)
        mail.add_attachment(
            b"%PDF x", maintype="application", subtype="pdf", filename=f"{FILE}.pdf"
        )
        read = inbound.read(
            mail.as_bytes(), uid=str(number), received_at=now.astimezone(UTC)
        )
        collecting._take_mail(read, house=issued.house, now=now)
