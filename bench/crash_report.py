"""What the crash test found: tables for people, one object for programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crash_world import Account

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
MARK = "<!-- crash-test: written by `make crash-test`, do not edit below -->"


@dataclass
class Kind:
    """One kind of fault: how often each failpoint hit, and the accounts after it."""

    title: str
    hits: Counter[str] = field(default_factory=Counter)
    account: Account = field(default_factory=Account)
    left_open: dict[str, list[str]] = field(default_factory=dict)
    surplus: list[str] = field(default_factory=list)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    @property
    def kills(self) -> int:
        """How many processes were killed -9."""
        return sum(n for point, n in self.hits.items() if _is_kill(point))

    def leave_open(
        self, on_their_way: Collection[tuple[str, int]], points: Sequence[str]
    ) -> None:
        """Note the messages that the processes killed just now left handed over."""
        fresh = set(on_their_way) - self._seen
        self._seen |= fresh
        for header, _ in fresh:
            self.left_open.setdefault(header, []).append(", ".join(points))
        if len(fresh) > len(points):
            self.surplus.append(f"{len(fresh)} ambiguous after {', '.join(points)}")

    def close(self, account: Account) -> None:
        """Add the account of one world."""
        self.account.add(account)
        self._seen.clear()


@dataclass
class Report:
    """All kinds of fault."""

    kinds: list[Kind] = field(default_factory=list)
    seconds: float = 0.0

    def begin(self, title: str) -> Kind:
        """Begin a kind of fault."""
        self.kinds.append(Kind(title))
        return self.kinds[-1]

    def figures(self) -> dict[str, int]:
        """Return the sums, by the definitions of docs/reliability.md."""
        accounts = [kind.account for kind in self.kinds]
        return {
            "kills": sum(kind.kills for kind in self.kinds),
            "promised": sum(a.promised for a in accounts),
            "sent": sum(a.states["sent"] for a in accounts),
            "failed_for_good": sum(a.states["failed"] for a in accounts),
            "pending": sum(a.states["pending"] for a in accounts),
            "received": sum(a.arrived for a in accounts),
            "lost": sum(a.lost for a in accounts),
            "doubled": sum(a.doubled for a in accounts),
            "ambiguous": sum(sum(n for _, n, _ in a.ambiguous) for a in accounts),
            "failpoints": len(self._by_point()),
        }

    def is_clean(self) -> bool:
        """Tell whether nothing was lost or doubled and every chain holds."""
        figures = self.figures()
        faults = [
            f for kind in self.kinds for f in (*kind.surplus, *kind.account.faults)
        ]
        return not (
            figures["lost"] or figures["doubled"] or figures["pending"] or faults
        )

    def text(self) -> str:
        """Return the tables as Markdown."""
        return "\n".join([*self._kinds(), "", *self._points(), "", *self._ambiguous()])

    def write(self) -> None:
        """Put the tables below the mark in docs/reliability.md."""
        head = PAGE.read_text("utf-8").split(MARK)[0].rstrip()
        PAGE.write_text(f"{head}\n\n{MARK}\n\n{self.text()}\n", "utf-8")

    def _kinds(self) -> list[str]:
        names = "kills promised sent failed pending received lost doubled ambiguous"
        lines = [
            f"| kind of fault | {' | '.join(names.split())} |",
            f"|---|{'---:|' * len(names.split())}",
        ]
        for kind in self.kinds:
            one = Report([kind]).figures()
            told = [str(n) for name, n in one.items() if name != "failpoints"]
            lines.append(f"| {kind.title} | {' | '.join(told)} |")
        faults = [f for k in self.kinds for f in (*k.surplus, *k.account.faults)]
        promises = sum(kind.account.promises for kind in self.kinds)
        lines += [
            "",
            f"{promises} rungs promised, each gathered into one of the messages above.",
            f"{self.seconds:.0f} seconds. Faults of the trail: {len(faults)}.",
            *[f"- FAULT: {fault}" for fault in faults],
        ]
        return lines

    def _points(self) -> list[str]:
        found = self._by_point()
        return [
            f"### Hits of {len(found)} failpoints",
            "",
            "| failpoint | hits |",
            "|---|---:|",
            *[f"| {point} | {hits} |" for point, hits in sorted(found.items())],
        ]

    def _by_point(self) -> Counter[str]:
        return sum((kind.hits for kind in self.kinds), Counter())

    def _ambiguous(self) -> list[str]:
        lines = [
            "### Every ambiguous message",
            "",
            "| kind of fault | Message-ID | left open at | copies | what was done |",
            "|---|---|---|---:|---|",
        ]
        for kind in self.kinds:
            for header, times, copies in sorted(kind.account.ambiguous):
                where = "; ".join(kind.left_open.get(header, ["the answer was lost"]))
                done = "sent once more" if times == 1 else f"sent {times} times more"
                what = f"recorded, {done} under the same Message-ID"
                lines.append(
                    f"| {kind.title} | `{header}` | {where} | {copies} | {what} |"
                )
        return lines


def _is_kill(point: str) -> bool:
    return not point.startswith(("answer ·", "restart ·"))
