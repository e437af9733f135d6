"""The rules that hold at this moment, whoever set them and in whichever process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directive.default_policy import DEFAULT_POLICY
from store import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from directive.policy import Policy
    from office.house import House


def in_force(session: Session, house: House) -> House:
    """Return the house with the calendar and the ladder that were set last."""
    calendar, policy = rules.newest(session)
    return replace(
        house, calendar=calendar or house.calendar, policy=policy or house.policy
    )


def ladders(session: Session, house: House) -> Mapping[str, Policy]:
    """Return every ladder by version: an assignment keeps the one it was issued under.

    The house's own and the shipped one are there even when none was ever set.
    """
    given = {policy.version: policy for policy in (DEFAULT_POLICY, house.policy)}
    return {**given, **rules.policies(session)}
