"""How much of a day's ZNS is left; kept elsewhere, since all deliverers share it."""

from __future__ import annotations

from typing import Protocol


class Quota(Protocol):
    """The budget of ZNS messages of one day (Asia/Ho_Chi_Minh)."""

    def take(self) -> bool:
        """Take one message of the budget; False when the day's is spent."""
        ...

    def give_back(self) -> None:
        """Give one back: Zalo refused the message, so it cost nothing."""
        ...

    def told(self, *, daily: int | None, remaining: int) -> None:
        """Keep what Zalo says: its own quota of the day, and what is left of it."""
        ...


class Unlimited:
    """No budget of ours: Zalo's own quota is the only one."""

    def take(self) -> bool:
        """Let every message go."""
        return True

    def give_back(self) -> None:
        """Keep no account."""

    def told(self, *, daily: int | None, remaining: int) -> None:
        """Keep no account."""
