"""Who may do what: one table of roles and rights, and whose assignments are theirs.

The table opens a page or an act to a role. Which assignments, is decided by
`require` for an act and by `scope_of` for what is read; what a phase allows is
decided by `directive.lifecycle`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from directive.acts import Party
from office.errors import ForbiddenError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from office.actor import Actor
    from office.viewer import Viewer

EVERYWHERE = frozenset({Party.OFFICE, Party.LEADER, Party.CLOCK})
"""Parties that act for the whole province; the lifecycle says what they may do."""


class Role(StrEnum):
    """What an account, or somebody without one, is to the office."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    OFFICE_HEAD = "office_head"
    LEADER = "leader"
    CLERK = "clerk"
    AGENCY_HEAD = "agency_head"
    BEARER = "bearer"  # of a signed link; answers for one agency and one directive
    NOBODY = "nobody"  # not signed in


class Right(StrEnum):
    """What a page or a form does, as the table names it."""

    OPEN = "open"  # sign in, health, help, static files
    READ = "read"  # assignments, documents, calendar: within `scope_of`
    EXPORT = "export"
    READ_MESSAGES = "read_messages"
    RETRY = "retry"
    TAKE_IN = "take_in"  # receive, correct, confirm and issue a document
    JUDGE = "judge"  # check, accept, return a result
    STEER = "steer"  # suspend, withdraw, reassign, set a date, decide an extension
    ANSWER = "answer"  # acknowledge, name, report, hand in, ask, decline, break down
    DECIDE = "decide"  # what a leader does to an escalation
    FIGURES = "figures"  # how all agencies stand
    REGISTER = "register"  # agencies, groups, posts, contacts, links
    OWN_CHANNELS = "own_channels"  # how the own agency is reached
    RULE = "rule"  # the ladder and the calendar
    ACCOUNTS = "accounts"  # users
    HOME = "home"  # the first page, each role's own
    SIGNED_IN = "signed_in"  # own password, own sessions, sign out


_OFFICE = frozenset({Role.OFFICER, Role.OFFICE_HEAD})
_AGENCY = frozenset({Role.CLERK, Role.AGENCY_HEAD})
_USERS = frozenset(Role) - {Role.BEARER, Role.NOBODY}

TABLE: Mapping[Right, frozenset[Role]] = {
    Right.OPEN: frozenset(Role),
    Right.READ: _OFFICE | _AGENCY | {Role.LEADER, Role.BEARER},
    Right.EXPORT: _OFFICE | _AGENCY | {Role.LEADER},
    Right.READ_MESSAGES: _OFFICE | {Role.ADMINISTRATOR},
    Right.RETRY: _OFFICE | {Role.ADMINISTRATOR},
    Right.TAKE_IN: _OFFICE,
    Right.JUDGE: _OFFICE | _AGENCY | {Role.LEADER},
    Right.STEER: _OFFICE | {Role.LEADER},
    Right.ANSWER: _OFFICE | _AGENCY | {Role.BEARER},  # each for its own agency
    Right.DECIDE: frozenset({Role.LEADER, Role.OFFICE_HEAD}),
    Right.FIGURES: _OFFICE | {Role.LEADER},
    Right.REGISTER: frozenset({Role.ADMINISTRATOR, Role.OFFICE_HEAD}),
    Right.OWN_CHANNELS: _AGENCY,
    Right.RULE: frozenset({Role.ADMINISTRATOR, Role.OFFICE_HEAD}),
    Right.ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Right.HOME: _USERS | {Role.BEARER},
    Right.SIGNED_IN: _USERS,
}

PARTIES: Mapping[Role, Party] = {
    Role.ADMINISTRATOR: Party.OFFICE,
    Role.OFFICER: Party.OFFICE,
    Role.OFFICE_HEAD: Party.OFFICE,
    Role.LEADER: Party.LEADER,
    Role.CLERK: Party.AGENCY,
    Role.AGENCY_HEAD: Party.AGENCY,
    Role.BEARER: Party.AGENCY,
}

ROLE_NAMES: Mapping[Role, str] = {
    Role.ADMINISTRATOR: "Quản trị",
    Role.OFFICER: "Chuyên viên Văn phòng",
    Role.OFFICE_HEAD: "Lãnh đạo Văn phòng",
    Role.LEADER: "Lãnh đạo UBND tỉnh",
    Role.CLERK: "Văn thư cơ quan",
    Role.AGENCY_HEAD: "Lãnh đạo cơ quan",
    Role.BEARER: "Người mở liên kết",
    Role.NOBODY: "Người chưa đăng nhập",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows may be read: all, or those of an agency, of a directive within it."""

    agency: str | None = None  # None: of all
    directive: int | None = None


def may(role: Role, right: Right) -> bool:
    """Tell whether the table gives a role a right."""
    return role in TABLE[right]


def scope_of(viewer: Viewer) -> Scope:
    """Return what somebody may read.

    Raises:
        ForbiddenError: The role reads nothing.
    """
    if not may(viewer.role, Right.READ):
        raise ForbiddenError("Tài khoản này không xem nhiệm vụ.")
    if PARTIES[viewer.role] is Party.AGENCY:
        return Scope(agency=viewer.agency, directive=viewer.directive)
    return Scope()


def may_judge(role: Role, *, home: str | None, agency_code: str) -> bool:
    """Tell whether an account may check or accept what an agency handed in.

    Nobody judges the results of his own agency, for he owes them. Those of the
    provincial office itself have no other judge below the leaders: there a head of it
    may, if somebody else handed them in.

    Args:
        role: Of the account.
        home: The agency that the account belongs to; None for none.
        agency_code: Whose result it is.
    """
    return home != agency_code or role is Role.OFFICE_HEAD


def require(actor: Actor, *, agency_code: str, collector_code: str | None) -> None:
    """Refuse an actor who has nothing to do with an agency's assignment.

    Raises:
        ForbiddenError: Another agency's assignment, or one collected by another.
    """
    own = actor.party is Party.AGENCY and actor.agency == agency_code
    collects = actor.party is Party.COLLECTOR and actor.agency == collector_code
    if not (actor.party in EVERYWHERE or own or collects):
        raise ForbiddenError("Nhiệm vụ này thuộc cơ quan khác.")
