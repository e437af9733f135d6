"""Who can be told to act: agencies, and the groups that a document addresses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency of the registry."""

    code: str
    name: str
    kind: str  # so, ban_nganh, doan_the, ubnd_xa, ubnd_phuong, …
    abbrev: str | None = None
    aliases: tuple[str, ...] = ()
    slug: str | None = None  # its name in an address, when the code is a number
    by_request: bool = False  # not under the chairman: escalated by request only


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """Phrases that stand for every agency of some kinds, and for some by name."""

    code: str
    phrases: tuple[str, ...]
    kinds: tuple[str, ...]
    named: tuple[str, ...] = ()  # codes of agencies

    def holds(self, agency: Agency) -> bool:
        """Tell whether an agency is one of the group."""
        return agency.kind in self.kinds or agency.code in self.named


@dataclass(frozen=True, slots=True)
class Registry:
    """All agencies and groups that one office knows."""

    agencies: tuple[Agency, ...]
    groups: tuple[AgencyGroup, ...]
