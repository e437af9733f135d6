"""Each flow, run once against a real Prefect server and a real database."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

import pytest
from letters import queue_letter

from flows.auditing import audit_promises
from flows.collecting import collect_evidence
from flows.delivering import deliver
from flows.reminding import remind_and_escalate
from flows.renewing import next_periods
from flows.reporting import weekly_report
from flows.upkeep import UpkeepError, upkeep
from notifications.catcher import MailCatcher
from runtime import clock, settings
from store import audit
from store.audit import Fault, Proof

if TYPE_CHECKING:
    from pathlib import Path

    from prefect import Flow
    from prefect.client.schemas.objects import State

pytestmark = pytest.mark.usefixtures("prefect")


def state_of(flow: Flow[[], Any]) -> State[Any]:
    async def run() -> State[Any]:
        return await flow(return_state=True)

    return asyncio.run(run())


def result_of(flow: Flow[[], Any]) -> object:
    """Run a flow; its own value, which the server's answer may lack under load."""
    return asyncio.run(flow())


QUIET = {
    "deliver": (deliver, {}),
    "remind": (remind_and_escalate, {}),
    "collect": (collect_evidence, {}),
    "renew": (next_periods, 0),
    "report": (weekly_report, 0),
    "audit": (audit_promises, 0),
}


@pytest.mark.parametrize(("flow", "expected"), QUIET.values(), ids=QUIET)
def test_an_office_without_work_is_left_in_peace(
    flow: Flow[[], Any], expected: object
) -> None:
    assert result_of(flow) == expected


def test_delivery_sends_what_waits_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with MailCatcher() as catcher:
        monkeypatch.setenv("NAMRO_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("NAMRO_SMTP_PORT", str(catcher.port))
        settings.load.cache_clear()
        queue_letter("Một lần", now=clock.now())

        assert result_of(deliver) == {"sent": 1}
        assert result_of(deliver) == {}
        assert catcher.count() == 1


def test_evidence_is_taken_from_the_drop_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAMRO_DROP_DIR", str(tmp_path))
    settings.load.cache_clear()
    dropped = tmp_path / "NV-2025-000001 Báo cáo.pdf"
    dropped.write_bytes(b"%PDF-1.7")
    os.utime(dropped, (0, 0))  # nobody is still writing it

    assert result_of(collect_evidence) == {"note": 1}  # no assignment has this code
    assert not dropped.exists()


def test_upkeep_seals_the_day() -> None:
    kept = result_of(upkeep)

    assert isinstance(kept, dict)
    assert (kept["checkpoint"], kept["fault"]) == (True, None)


def test_upkeep_fails_loudly_when_the_trail_does_not_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = Fault("cut tail", "agency THU", "the last events of agency THU are missing")
    proof = Proof(events=1, chains=1, rows=1, checkpoints=0, fault=fault)
    monkeypatch.setattr(audit, "verify", lambda _: proof)

    state = state_of(upkeep)

    assert state.is_failed()
    with pytest.raises(UpkeepError, match="agency THU"):
        asyncio.run(state.aresult())
