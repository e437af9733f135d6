"""The phases of an obligation, and one table of who may move it from which to which.

The table is the rule: the pages show what it allows and the docs print it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from directive.acts import ACT_NAMES, PARTY_NAMES, PHASE_NAMES, Act, Party, Phase
from directive.errors import NotAllowedError
from directive.sentence import Sentence, named

__all__ = [
    "ACT_NAMES",
    "OWED",
    "PARTY_NAMES",
    "PHASE_NAMES",
    "TABLE",
    "WAITING",
    "Act",
    "Party",
    "Phase",
    "Rule",
    "Target",
    "allowed",
    "move",
    "render_table",
]


class Target(StrEnum):
    """A destination that depends on where the obligation was."""

    SAME = "same"
    BEFORE_SUSPENSION = "before_suspension"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: these parties may do this act in these phases.

    `collector` says whether the row holds only with (True) or only without
    (False) a collector between agency and office; None is both. `judges` marks
    an act that nobody may do to a submission of his own agency; `office.rights` says
    who does it to the provincial office's own.
    """

    act: Act
    parties: tuple[Party, ...]
    phases: tuple[Phase, ...]
    to: Phase | Target
    collector: bool | None = None
    judges: bool = False


_AGENCY = (Party.AGENCY,)
_OFFICE = (Party.OFFICE,)
_ASSIGNERS = (Party.OFFICE, Party.LEADER)

_STARTED = (Phase.ACKNOWLEDGED, Phase.IN_PROGRESS, Phase.RETURNED)
OWED = (Phase.ISSUED, *_STARTED)
"""The phases in which the agency owes something."""
WAITING = (Phase.SUBMITTED, Phase.CHECKED)
"""The phases in which the agency has answered and others have to judge."""

TABLE: tuple[Rule, ...] = (
    Rule(Act.ISSUE, (Party.OFFICE, Party.CLOCK), (Phase.DRAFT,), Phase.ISSUED),
    Rule(Act.ACKNOWLEDGE, _AGENCY, (Phase.ISSUED,), Phase.ACKNOWLEDGED),
    Rule(Act.NAME_PERSON, _AGENCY, (Phase.ISSUED,), Phase.ACKNOWLEDGED),
    Rule(Act.NAME_PERSON, _AGENCY, _STARTED, Target.SAME),
    Rule(Act.DELEGATE, _AGENCY, (Phase.ISSUED,), Phase.ACKNOWLEDGED),
    Rule(Act.DELEGATE, _AGENCY, _STARTED, Target.SAME),
    Rule(
        Act.REPORT_PROGRESS,
        _AGENCY,
        (Phase.ISSUED, Phase.ACKNOWLEDGED, Phase.IN_PROGRESS),
        Phase.IN_PROGRESS,
    ),
    Rule(Act.REPORT_PROGRESS, _AGENCY, (Phase.RETURNED,), Target.SAME),
    Rule(Act.SUBMIT, _AGENCY, OWED, Phase.SUBMITTED),
    Rule(
        Act.CHECK,
        (Party.COLLECTOR, Party.OFFICE),
        (Phase.SUBMITTED,),
        Phase.CHECKED,
        collector=True,
        judges=True,
    ),
    Rule(
        Act.ACCEPT,
        _ASSIGNERS,
        (Phase.SUBMITTED,),
        Phase.ACCEPTED,
        collector=False,
        judges=True,
    ),
    Rule(Act.ACCEPT, _ASSIGNERS, (Phase.CHECKED,), Phase.ACCEPTED, judges=True),
    Rule(
        Act.RETURN,
        (Party.COLLECTOR,),
        (Phase.SUBMITTED,),
        Phase.RETURNED,
        collector=True,
    ),
    Rule(Act.RETURN, _ASSIGNERS, (*WAITING, Phase.DECLINED), Phase.RETURNED),
    Rule(Act.DECLINE, _AGENCY, (Phase.ISSUED, Phase.ACKNOWLEDGED), Phase.DECLINED),
    Rule(Act.REASSIGN, _ASSIGNERS, (*OWED, Phase.DECLINED), Phase.ISSUED),
    Rule(Act.ASK_EXTENSION, _AGENCY, OWED, Target.SAME),
    Rule(Act.GRANT_EXTENSION, _ASSIGNERS, OWED, Target.SAME),
    Rule(Act.REFUSE_EXTENSION, _ASSIGNERS, OWED, Target.SAME),
    Rule(Act.SET_DUE, _ASSIGNERS, (*OWED, *WAITING, Phase.SUSPENDED), Target.SAME),
    Rule(Act.SUSPEND, _ASSIGNERS, OWED, Phase.SUSPENDED),
    Rule(Act.RESUME, _ASSIGNERS, (Phase.SUSPENDED,), Target.BEFORE_SUSPENSION),
    Rule(
        Act.WITHDRAW,
        _ASSIGNERS,
        (Phase.DRAFT, *OWED, *WAITING, Phase.DECLINED, Phase.SUSPENDED),
        Phase.WITHDRAWN,
    ),
    Rule(Act.REOPEN, _OFFICE, (Phase.ACCEPTED,), Phase.IN_PROGRESS),
)

_TARGET_NAMES = {
    Target.SAME: "(giữ nguyên)",
    Target.BEFORE_SUSPENSION: "(như trước khi tạm dừng)",
}


def move(
    phase: Phase,
    act: Act,
    party: Party,
    *,
    before_suspension: Phase | None = None,
    has_collector: bool = False,
    same_agency: bool = False,
) -> Phase:
    """Return the phase that `act` leads to.

    Args:
        phase: Where the obligation stands.
        act: What is done.
        party: On whose behalf.
        before_suspension: The phase that `suspend` left; `resume` needs it.
        has_collector: A collector checks before the office accepts. False for
            the collector's own report.
        same_agency: Who acts belongs to the agency whose submission this is.

    Raises:
        NotAllowedError: The table has no such row; one sentence in Vietnamese.
    """
    rule = _rule(phase, act, party, has_collector=has_collector)
    if rule is None:
        raise NotAllowedError(_refusal(phase, act, party, has_collector=has_collector))
    if rule.judges and same_agency:
        raise NotAllowedError(
            "Không ai được {act} do chính cơ quan mình báo cáo.",
            act=named(ACT_NAMES[act]),
        )
    if rule.to is Target.SAME:
        return phase
    if rule.to is Target.BEFORE_SUSPENSION:
        if before_suspension not in OWED:
            raise NotAllowedError(
                "Không thể tiếp tục: không rõ nhiệm vụ ở bước nào trước khi tạm dừng."
            )
        return before_suspension
    return Phase(rule.to)


def allowed(
    phase: Phase,
    party: Party,
    *,
    has_collector: bool = False,
    same_agency: bool = False,
) -> tuple[Act, ...]:
    """Return the acts that `party` may do in `phase`, in the order of `Act`."""
    rules = (
        (act, _rule(phase, act, party, has_collector=has_collector)) for act in Act
    )
    return tuple(
        act for act, rule in rules if rule and not (rule.judges and same_agency)
    )


def render_table() -> str:
    """Return the table in Markdown, one line for each row, for the docs."""
    lines = ["| việc | ai | từ | đến | điều kiện |", "|---|---|---|---|---|"]
    lines += [
        f"| {ACT_NAMES[rule.act]} (`{rule.act}`) "
        f"| {', '.join(PARTY_NAMES[party] for party in rule.parties)} "
        f"| {', '.join(f'`{phase}`' for phase in rule.phases)} "
        f"| {_destination(rule)} | {_condition(rule)} |"
        for rule in TABLE
    ]
    return "\n".join(lines) + "\n"


def _rule(phase: Phase, act: Act, party: Party, *, has_collector: bool) -> Rule | None:
    for rule in TABLE:
        if (
            rule.act is act
            and party in rule.parties
            and phase in rule.phases
            and rule.collector in (None, has_collector)
        ):
            return rule
    return None


def _refusal(phase: Phase, act: Act, party: Party, *, has_collector: bool) -> Sentence:
    """Say why: wrong party, the collector comes first, or wrong phase."""
    who, what = named(PARTY_NAMES[party]), named(ACT_NAMES[act])
    if not any(rule.act is act and party in rule.parties for rule in TABLE):
        return Sentence("Vai trò “{who}” không có quyền {what}.", who=who, what=what)
    if _rule(phase, act, party, has_collector=not has_collector):
        if has_collector:
            return Sentence(
                "Chưa thể {what}: cơ quan tổng hợp phải kiểm tra trước.", what=what
            )
        return Sentence(
            "Không thể {what}: nhiệm vụ này không qua cơ quan tổng hợp.", what=what
        )
    return Sentence(
        "Không thể {what} khi nhiệm vụ ở bước “{phase}”.",
        what=what,
        phase=named(PHASE_NAMES[phase]),
    )


def _destination(rule: Rule) -> str:
    return (
        _TARGET_NAMES[rule.to] if isinstance(rule.to, Target) else f"`{rule.to.value}`"
    )


def _condition(rule: Rule) -> str:
    parts = []
    if rule.collector is not None:
        parts.append(f"{'có' if rule.collector else 'không có'} cơ quan tổng hợp")
    if rule.judges:
        parts.append("không phải báo cáo của chính mình")
    return "; ".join(parts)
