"""Who may move an obligation from which phase to which."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.errors import NotAllowedError
from directive.lifecycle import (
    ACT_NAMES,
    OWED,
    PARTY_NAMES,
    PHASE_NAMES,
    TABLE,
    Act,
    Party,
    Phase,
    allowed,
    move,
    render_table,
)

AGENCY, OFFICE, COLLECTOR = Party.AGENCY, Party.OFFICE, Party.COLLECTOR
LEADER, CLOCK = Party.LEADER, Party.CLOCK

MOVES = {
    "the office issues": (Phase.DRAFT, Act.ISSUE, OFFICE, Phase.ISSUED),
    "the clock issues a period": (Phase.DRAFT, Act.ISSUE, CLOCK, Phase.ISSUED),
    "acknowledge": (Phase.ISSUED, Act.ACKNOWLEDGE, AGENCY, Phase.ACKNOWLEDGED),
    "naming tells it arrived": (
        Phase.ISSUED,
        Act.NAME_PERSON,
        AGENCY,
        Phase.ACKNOWLEDGED,
    ),
    "progress starts it": (
        Phase.ACKNOWLEDGED,
        Act.REPORT_PROGRESS,
        AGENCY,
        Phase.IN_PROGRESS,
    ),
    "progress of a returned one keeps it returned": (
        Phase.RETURNED,
        Act.REPORT_PROGRESS,
        AGENCY,
        Phase.RETURNED,
    ),
    "submit unread": (Phase.ISSUED, Act.SUBMIT, AGENCY, Phase.SUBMITTED),
    "submit": (Phase.IN_PROGRESS, Act.SUBMIT, AGENCY, Phase.SUBMITTED),
    "submit again": (Phase.RETURNED, Act.SUBMIT, AGENCY, Phase.SUBMITTED),
    "the office accepts": (Phase.SUBMITTED, Act.ACCEPT, OFFICE, Phase.ACCEPTED),
    "a leader accepts": (Phase.CHECKED, Act.ACCEPT, LEADER, Phase.ACCEPTED),
    "the office returns": (Phase.SUBMITTED, Act.RETURN, OFFICE, Phase.RETURNED),
    "a refusal is refused": (Phase.DECLINED, Act.RETURN, OFFICE, Phase.RETURNED),
    "not our work": (Phase.ACKNOWLEDGED, Act.DECLINE, AGENCY, Phase.DECLINED),
    "given to another": (Phase.DECLINED, Act.REASSIGN, OFFICE, Phase.ISSUED),
    "asking for time changes nothing": (
        Phase.IN_PROGRESS,
        Act.ASK_EXTENSION,
        AGENCY,
        Phase.IN_PROGRESS,
    ),
    "a leader grants time": (
        Phase.ISSUED,
        Act.GRANT_EXTENSION,
        LEADER,
        Phase.ISSUED,
    ),
    "suspend": (Phase.IN_PROGRESS, Act.SUSPEND, OFFICE, Phase.SUSPENDED),
    "withdraw what waits": (Phase.SUBMITTED, Act.WITHDRAW, OFFICE, Phase.WITHDRAWN),
    "reopen": (Phase.ACCEPTED, Act.REOPEN, OFFICE, Phase.IN_PROGRESS),
}

REFUSED = {
    "submit a draft": (Phase.DRAFT, Act.SUBMIT, AGENCY, "dự thảo"),
    "submit twice": (Phase.SUBMITTED, Act.SUBMIT, AGENCY, "chờ duyệt"),
    "an agency accepts": (Phase.SUBMITTED, Act.ACCEPT, AGENCY, "không có quyền"),
    "a leader reopens": (Phase.ACCEPTED, Act.REOPEN, LEADER, "không có quyền"),
    "the clock withdraws": (Phase.ISSUED, Act.WITHDRAW, CLOCK, "không có quyền"),
    "decline once at work": (Phase.IN_PROGRESS, Act.DECLINE, AGENCY, "đang thực hiện"),
    "suspend what waits": (Phase.SUBMITTED, Act.SUSPEND, OFFICE, "chờ duyệt"),
    "check without collector": (
        Phase.SUBMITTED,
        Act.CHECK,
        COLLECTOR,
        "không qua cơ quan tổng hợp",
    ),
}


@pytest.mark.parametrize(("phase", "act", "party", "to"), MOVES.values(), ids=MOVES)
def test_moves(phase: Phase, act: Act, party: Party, to: Phase) -> None:
    assert move(phase, act, party) == to
    assert act in allowed(phase, party)


@pytest.mark.parametrize(
    ("phase", "act", "party", "words"), REFUSED.values(), ids=REFUSED
)
def test_refuses_in_one_sentence(
    phase: Phase, act: Act, party: Party, words: str
) -> None:
    with pytest.raises(NotAllowedError, match=words) as refusal:
        move(phase, act, party)

    assert str(refusal.value).endswith(".")
    assert act not in allowed(phase, party)


def test_a_collector_checks_before_the_office_accepts() -> None:
    with pytest.raises(NotAllowedError, match="phải kiểm tra trước"):
        move(Phase.SUBMITTED, Act.ACCEPT, OFFICE, has_collector=True)

    checked = move(Phase.SUBMITTED, Act.CHECK, COLLECTOR, has_collector=True)

    assert checked == Phase.CHECKED
    assert move(checked, Act.ACCEPT, OFFICE, has_collector=True) == Phase.ACCEPTED


def test_a_collector_may_return() -> None:
    returned = move(Phase.SUBMITTED, Act.RETURN, COLLECTOR, has_collector=True)

    assert returned == Phase.RETURNED


@pytest.mark.parametrize(
    ("phase", "act", "party", "has_collector"),
    [
        (Phase.SUBMITTED, Act.ACCEPT, OFFICE, False),
        (Phase.CHECKED, Act.ACCEPT, OFFICE, True),
        (Phase.SUBMITTED, Act.CHECK, COLLECTOR, True),
    ],
)
def test_nobody_judges_his_own_submission(
    phase: Phase, act: Act, party: Party, has_collector: bool
) -> None:
    with pytest.raises(NotAllowedError, match="chính cơ quan mình"):
        move(phase, act, party, has_collector=has_collector, same_agency=True)

    assert act not in allowed(
        phase, party, has_collector=has_collector, same_agency=True
    )


@pytest.mark.parametrize("before", OWED)
def test_resume_returns_to_the_phase_before(before: Phase) -> None:
    suspended = move(before, Act.SUSPEND, OFFICE)

    assert move(suspended, Act.RESUME, OFFICE, before_suspension=before) == before


@pytest.mark.parametrize("before", [None, Phase.ACCEPTED, Phase.SUSPENDED])
def test_resume_needs_to_know_where_to(before: Phase | None) -> None:
    with pytest.raises(NotAllowedError, match="không rõ"):
        move(Phase.SUSPENDED, Act.RESUME, OFFICE, before_suspension=before)


def test_after_acceptance_only_the_office_reopens() -> None:
    after = {party: allowed(Phase.ACCEPTED, party) for party in Party}

    assert after.pop(OFFICE) == (Act.REOPEN,)
    assert set(after.values()) == {()}


def test_extension_acts_leave_the_phase() -> None:
    acts = (Act.ASK_EXTENSION, Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION)
    for phase, act, party in itertools.product(Phase, acts, Party):
        if act in allowed(phase, party):
            assert move(phase, act, party) == phase


def test_no_two_rows_disagree() -> None:
    keys = [
        (rule.act, party, phase, has_collector)
        for rule in TABLE
        for party in rule.parties
        for phase in rule.phases
        for has_collector in (False, True)
        if rule.collector in (None, has_collector)
    ]

    assert len(keys) == len(set(keys))


def test_every_word_has_a_vietnamese_name() -> None:
    assert set(PHASE_NAMES) == set(Phase)
    assert set(ACT_NAMES) == set(Act)
    assert set(PARTY_NAMES) == set(Party)


def test_every_phase_is_reached_and_every_act_used() -> None:
    assert {rule.act for rule in TABLE} == set(Act)
    assert {rule.to for rule in TABLE} >= set(Phase) - {Phase.DRAFT}


def test_the_printed_table_holds_every_row() -> None:
    lines = render_table().splitlines()

    assert len(lines) == len(TABLE) + 2
    assert {line.count("|") for line in lines} == {6}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Act), st.sampled_from(Party), st.booleans(), st.booleans()
        ),
        max_size=40,
    )
)
def test_no_act_leads_out_of_the_table(
    acts: list[tuple[Act, Party, bool, bool]],
) -> None:
    phase, before = Phase.DRAFT, None
    for act, party, has_collector, same_agency in acts:
        possible = act in allowed(
            phase, party, has_collector=has_collector, same_agency=same_agency
        )
        try:
            to = move(
                phase,
                act,
                party,
                before_suspension=before,
                has_collector=has_collector,
                same_agency=same_agency,
            )
        except NotAllowedError:
            assert not possible
            continue
        assert possible
        assert to in Phase
        if act is Act.SUSPEND:
            before = phase
        phase = to
