"""What trying a ladder came to, as one JSON-safe object."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Any

    from directive.comparison import Difference, Pair
    from office.simulating import Simulation
    from store.past import Desk

    Json = dict[str, Any]


def told(found: Simulation) -> Json:
    """Return everything, by post and week too; the same past gives the same."""
    compared = found.compared
    return {
        "tried": found.version,
        "assignments": found.assignments,
        "walks": found.walks,
        "messages": _pair(compared.total),
        "others": found.others,
        "kinds": {kind: _pair(pair) for kind, pair in sorted(compared.kinds.items())},
        "weeks": _dated("week", compared.weeks),
        "days": _dated("day", compared.days),
        "posts": [
            _post(desk, compared.posts[number])
            for number, desk in found.desks.items()
            if number in compared.posts
        ],
        "differences": [_difference(one, found.desks) for one in found.differences],
    }


def _post(desk: Desk, weeks: Mapping[date, Pair]) -> Json:
    return {
        "agency": desk.agency,
        "agency_name": desk.agency_name,
        "duty": desk.duty,
        "post": desk.title,
        "old": sum(pair.old for pair in weeks.values()),
        "new": sum(pair.new for pair in weeks.values()),
        "weeks": _dated("week", weeks),
    }


def _difference(one: Difference, desks: Mapping[int, Desk]) -> Json:
    desk = desks[one.sent.post]
    return {
        "day": one.sent.day.isoformat(),
        "agency": desk.agency,
        "duty": desk.duty,
        "kind": one.sent.kind,
        "really": one.really,
        "replayed": one.replayed,
    }


def _dated(name: str, pairs: Mapping[date, Pair]) -> list[Json]:
    return [{name: day.isoformat(), **_pair(pair)} for day, pair in _by_day(pairs)]


def _by_day(pairs: Mapping[date, Pair]) -> Iterable[tuple[date, Pair]]:
    return sorted(pairs.items())


def _pair(pair: Pair) -> Json:
    return {"old": pair.old, "new": pair.new}
