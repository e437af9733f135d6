"""Rules of names look once at each place: lists are asked for again and again.

They are asked for from their start, from inside, and by each rule that wants a name.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from directive.reading.text import View

    EndRule = Callable[[View, int, int], int | None]
    ListRule = Callable[[View, int, int], list[tuple[int, int]]]


def remembered(reach: int) -> Callable[[EndRule], EndRule]:
    """Keep where a name ends; the rule looks at most `reach` characters far."""

    def wrap(rule: EndRule) -> EndRule:
        @wraps(rule)
        def asked(view: View, at: int, end: int) -> int | None:
            place = (at, min(end, at + reach))
            if place not in view.names:
                view.names[place] = rule(view, *place)
            return view.names[place]

        return asked

    return wrap


def remembered_with_tails(most: int) -> Callable[[ListRule], ListRule]:
    """Keep a list of names, and the lists that begin inside it and end as it does.

    A list of `most` names may have been cut off: nothing is known of its tails.
    """

    def wrap(rule: ListRule) -> ListRule:
        @wraps(rule)
        def asked(view: View, at: int, end: int) -> list[tuple[int, int]]:
            known = view.lists.get((at, end))
            if known is None:
                known = view.lists[at, end] = rule(view, at, end)
                if len(known) < most:
                    tails = {(n[0], end): known[i:] for i, n in enumerate(known)}
                    view.lists.update(tails)
            return list(known)

        return asked

    return wrap
