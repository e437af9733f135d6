"""A reminder goes out by ZNS: not at night, and by mail when the quota is spent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import fake_zalo
import pytest
import small_office
import zalo_login
from builders import keep
from fake_zalo import FakeZalo, Fault
from model_office import at
from sqlalchemy import select
from walking import tick

from notifications.catcher import MailCatcher
from notifications.zalo.oauth import Pair
from office import opening, zalo_opening, zalo_quota
from office.delivering import deliver
from office.house import office_day
from runtime import clock
from runtime.settings import Settings
from store import audit, ids
from store.engine import unit_of_work
from store.tables import AttemptRow, ContactRow, MessageRow, OfficeTaskRow, PostRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Database

    from notifications.channel import Channel

PHONE, TOLD = "0912345678", "84912345678"
TEMPLATES = """
templates:
  - id: "312"
    at_night: true
    params:
      ma_nhiem_vu: {fact: code, max: 40}
      thoi_han: {fact: deadline, type: date, otherwise: 31/12/2025}
"""


@pytest.fixture
def zalo() -> Iterator[FakeZalo]:
    with fake_zalo.fake_zalo() as server:
        server.templates["312"] = {"ma_nhiem_vu": 40, "thoi_han": 20}
        yield server
    clock.set_start(None)


@pytest.fixture
def mail() -> Iterator[MailCatcher]:
    with MailCatcher() as catcher:
        yield catcher


@pytest.fixture
def ways(
    zalo: FakeZalo, mail: MailCatcher, database: Database, tmp_path: Path
) -> dict[str, Channel]:
    """Open an office that is logged in to Zalo, and reaches one head by phone."""
    file = tmp_path / "mau.yaml"
    file.write_text(TEMPLATES, "utf-8")
    settings = Settings.model_validate(
        {
            "database_url": database.url,
            "data_dir": tmp_path / "data",
            "smtp_host": "127.0.0.1",
            "smtp_port": mail.port,
            "zalo_app_id": fake_zalo.APP_ID,
            "zalo_app_secret": fake_zalo.APP_SECRET,
            "zalo_key": zalo_login.KEY,
            "zalo_zns_templates": file,
            "zalo_oa_base_url": zalo.url,
            "zalo_zns_base_url": zalo.url,
            "zalo_oauth_base_url": zalo.url,
        }
    )
    opened = opening.open_installation(settings)
    application = zalo_opening.app(settings)
    assert application is not None
    zalo_opening.tokens(settings, application).log_in(
        Pair("access-0", "refresh-0", 90_000), actor="office", now=at("2025-12-01")
    )
    small_office.found()
    _reach_by_phone("STP", "head")
    return opened.channels


def _reach_by_phone(agency: str, duty: str) -> None:
    with unit_of_work() as session:
        post = session.scalars(
            select(PostRow).where(PostRow.agency_code == agency, PostRow.duty == duty)
        ).one()
        mail = session.scalars(
            select(ContactRow).where(ContactRow.post_id == post.id)
        ).one()
        mail.rank = 2
        phone = ContactRow(
            id=ids.take(session),
            post_id=post.id,
            channel="zalo_zns",
            address=PHONE,
            rank=1,
        )
        keep(session, "agency", agency, mail, phone)


def run(ways: dict[str, Channel], day: str, hour: str) -> Counter[str]:
    """Deliver at an hour of a day (Asia/Ho_Chi_Minh)."""
    clock.set_start(at(day, hour))
    return deliver(ways, clock=clock.now)


def tries(channel: str = "zalo_zns") -> list[tuple[str, str | None]]:
    """Return how the tries went of the messages that began on a channel."""
    with unit_of_work() as session:
        begun = select(AttemptRow.message_id).where(AttemptRow.channel == channel)
        found = session.execute(
            select(AttemptRow.channel, AttemptRow.code)
            .where(AttemptRow.message_id.in_(begun))
            .order_by(AttemptRow.message_id, AttemptRow.n)
        )
        return list(found.tuples().all())


def test_night_then_morning_then_mail(
    ways: dict[str, Channel], zalo: FakeZalo, mail: MailCatcher
) -> None:
    tick("2025-12-15", "16:55")  # T+1: the head hears; the deliverer is down till ten
    zalo.night = True
    run(ways, "2025-12-15", "22:30")
    in_the_night = tries()
    before = mail.count()
    run(ways, "2025-12-16", "05:00")
    too_early = tries()
    zalo.night, zalo.remaining = False, 0
    run(ways, "2025-12-16", "07:30")
    new = mail.messages()[before:]
    run(ways, "2025-12-16", "08:00")

    with unit_of_work() as session:
        proof = audit.verify(session).fault
    assert in_the_night == too_early == [("zalo_zns", "-133")]
    assert tries() == [("zalo_zns", "-133"), ("zalo_zns", "-144"), ("email", "250")]
    assert [one.recipients for one in new] == [("head@stp.cao-bang.example",)]
    assert (mail.count() - before, zalo.taken()) == (1, [])
    assert proof is None


def test_without_money_mail_takes_over_and_the_office_hears_once(
    ways: dict[str, Channel], zalo: FakeZalo, mail: MailCatcher
) -> None:
    zalo.script[TOLD] = -115
    _reach_by_phone("STP", "focal_point")
    for day in ("2025-12-09", "2025-12-15"):
        tick(day)
        run(ways, day, "08:05")

    with unit_of_work() as session:
        tasks = session.execute(
            select(OfficeTaskRow.kind, OfficeTaskRow.reason)
        ).tuples()
        found = [(kind, reason.partition(": ")[0]) for kind, reason in tasks]
    messages = len(tries()) // 2
    assert messages > 1
    assert tries() == [("zalo_zns", "-115"), ("email", "250")] * messages
    assert found == [("channel", "Zalo ZNS báo lỗi -115")]
    assert mail.count() > 1


def test_a_login_that_was_lost_is_one_task(
    ways: dict[str, Channel], zalo: FakeZalo
) -> None:
    zalo_login.run_out()
    zalo.tokens.used.append("refresh-0")  # as if its answer had been lost
    _reach_by_phone("STP", "focal_point")
    for day in ("2025-12-09", "2025-12-15"):
        tick(day)
        run(ways, day, "08:05")

    ((reason, closed),) = zalo_login.tasks()
    assert reason.startswith("Đăng nhập lại Zalo OA (namro zalo login): Zalo từ chối")
    assert ("-14020" in reason, "refresh-0" in reason, closed) == (True, False, False)
    assert set(tries()) == {("zalo_zns", "no token"), ("email", "250")}


def test_what_leaves_is_counted_once_and_shown(
    ways: dict[str, Channel], zalo: FakeZalo, mail: MailCatcher
) -> None:
    tick("2025-12-15", "08:00")
    done = run(ways, "2025-12-15", "08:05")
    again = run(ways, "2025-12-15", "08:10")

    (taken,) = zalo.taken()
    day = office_day(at("2025-12-15"))
    usage = zalo_quota.usage(day, per_day=500)
    with unit_of_work() as session:
        (text,) = session.scalars(
            select(MessageRow.text)
            .join(AttemptRow, AttemptRow.message_id == MessageRow.id)
            .where(AttemptRow.channel == "zalo_zns")
        )
    assert (taken.recipient, set(taken.body["template_data"])) == (
        TOLD,
        {"ma_nhiem_vu", "thoi_han"},
    )
    assert taken.body["template_data"]["thoi_han"] == "14/12/2025"
    assert taken.body["template_data"]["ma_nhiem_vu"] in text
    assert (done["sent"], again) == (mail.count() + 1, Counter())
    assert (usage.taken, usage.daily, usage.remaining, usage.left) == (1, 500, 499, 499)
    assert usage.tries["zalo_zns"] == {"sent": 1}


def test_nobody_knows_whether_it_arrived_so_it_goes_once_more(
    ways: dict[str, Channel], zalo: FakeZalo
) -> None:
    zalo.script[TOLD] = [Fault.LOST]
    tick("2025-12-15", "08:00")
    run(ways, "2025-12-15", "08:05")
    run(ways, "2025-12-15", "08:10")

    with unit_of_work() as session:
        first, second = session.execute(
            select(AttemptRow.status, AttemptRow.ambiguous)
            .where(AttemptRow.channel == "zalo_zns")
            .order_by(AttemptRow.n)
        ).tuples()
    assert (first, second) == (("temporary", True), ("sent", False))
    assert list(zalo.copies().values()) == [2]
