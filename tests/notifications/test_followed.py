"""A digest also tells what became of what it told before, in a part of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_payloads import PAYLOADS, a_line

from notifications import messages
from notifications.render import MOST_LINES, render

BEFORE = a_line(150, why="Cảnh báo T+5 báo ngày 19/12/2025 đã khép lại.")


@pytest.mark.parametrize("kind", ["overdue_digest", "escalation_digest"])
def test_what_was_taken_up_before_has_its_own_part(kind: str) -> None:
    payload = PAYLOADS[kind]
    assert isinstance(payload, messages.OverdueDigest | messages.EscalationDigest)

    alone = render(replace(payload, followed=()), base_url=None, as_of=None)
    both = render(replace(payload, followed=(BEFORE,)), base_url=None, as_of=None)

    for before, said in ((alone.text, both.text), (alone.html, both.html)):
        new, _, old = said.partition("gửi đến quý vị trước đây")
        assert all(line.code in new for line in payload.lines)
        assert BEFORE.code in old
        assert BEFORE.why in old
        assert "trước đây" not in before
    assert BEFORE.code in both.short
    assert alone.subject == both.subject


def test_a_long_list_of_what_was_taken_up_before_is_cut() -> None:
    payload = PAYLOADS["escalation_digest"]
    assert isinstance(payload, messages.EscalationDigest)
    many = tuple(replace(BEFORE, code=f"NV-2024-{n:06}") for n in range(MOST_LINES + 7))

    said = render(replace(payload, followed=many), base_url=None, as_of=None).text

    assert said.count("NV-2024-") == MOST_LINES
    assert "và 07 nhiệm vụ khác" in said
