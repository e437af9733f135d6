"""One act to several rows of the list: each by its own use case, with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import ACT_NAMES, Act
from directive.errors import NotAllowedError
from office import judging, redating, steering
from office.errors import OfficeError
from store import obligations
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from office.actor import Actor
    from office.house import House
    from office.viewer import Viewer

MOST = 500
ACTS = {
    Act.ACCEPT: "Duyệt kết quả",
    Act.SET_DUE: "Ấn định thời hạn mới",
    Act.SUSPEND: "Tạm dừng",
    Act.WITHDRAW: "Thu hồi",
}
_WHOLE = {Act.SUSPEND: steering.suspend, Act.WITHDRAW: steering.withdraw}


@dataclass(frozen=True, slots=True)
class Done:
    """Codes of the assignments an act was done to, and of those refused, with why."""

    name: str
    codes: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def wanted(act: str, *, reason: str, until: date | None) -> Act:
    """Return an act that may be done to several rows, with all that it needs.

    Raises:
        OfficeError: No such act, no reason, or no date.
    """
    found = next((one for one in ACTS if one == act), None)
    if found is None:
        raise OfficeError("Hãy chọn việc cần làm với các dòng đã đánh dấu.")
    if found is not Act.ACCEPT and not reason.strip():
        raise OfficeError("Phải nêu lý do; các cơ quan sẽ đọc lý do này.")
    if found is Act.SET_DUE and until is None:
        raise OfficeError("Hãy chọn ngày làm thời hạn mới.")
    return found


def withdrawing(numbers: Sequence[int], *, reason: str) -> tuple[str, ...]:
    """Return the codes of the assignments that withdrawing rows would end for good.

    Nothing is done yet.

    Raises:
        OfficeError: Nothing is named, too much, or no reason.
    """
    wanted(Act.WITHDRAW, reason=reason, until=None)
    _require_some(numbers)
    with unit_of_work() as session:
        codes = obligations.codes(session, numbers)
    return tuple(dict.fromkeys(codes.values()))


def do(
    act: str,
    numbers: Sequence[int],
    *,
    reason: str,
    until: date | None,
    house: House,
    actor: Actor,
    now: datetime,
    judge: Viewer | None = None,
) -> Done:
    """Do an act to what is owed under these numbers, one after the other.

    What is refused does not stop the rest. Suspending and withdrawing take the whole
    assignment, however many of its rows are named.

    Args:
        act: One of ACTS.
        numbers: Obligations.
        reason: Why, one for all; every agency reads it.
        until: The last permitted day, to set a date.
        house: Calendar, name and address of the office.
        actor: The office or a leader.
        now: The moment, aware.
        judge: The account that acts; see `judging.accept`.

    Raises:
        OfficeError: Nothing is named, too much, no such act, no reason, or no date.
    """
    deed = wanted(act, reason=reason, until=until)
    _require_some(numbers)
    codes: list[str] = []
    refused: list[tuple[str, str]] = []
    for code, do_it in _deeds(
        deed, numbers, reason, until, house=house, actor=actor, now=now, judge=judge
    ):
        try:
            do_it()
        except (OfficeError, NotAllowedError) as why:
            refused.append((code, str(why)))
        else:
            codes.append(code)
    return Done(ACT_NAMES[deed], tuple(codes), tuple(refused))


def _require_some(numbers: Sequence[int]) -> None:
    if not numbers:
        raise OfficeError("Hãy đánh dấu ít nhất một dòng.")
    if len(numbers) > MOST:
        raise OfficeError("Tối đa {most} dòng một lần.", most=MOST)


def _deeds(
    act: Act,
    numbers: Sequence[int],
    reason: str,
    until: date | None,
    *,
    house: House,
    actor: Actor,
    now: datetime,
    judge: Viewer | None,
) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the code of each row and what to do to it."""
    with unit_of_work() as session:
        codes = obligations.codes(session, numbers)
    if act in _WHOLE:
        for code in dict.fromkeys(codes.values()):

            def steer(code: str = code) -> None:
                _WHOLE[act](code, reason=reason, house=house, actor=actor, now=now)

            yield code, steer
        return
    for number, code in codes.items():

        def decide(number: int = number) -> None:
            if until is not None and act is Act.SET_DUE:
                redating.set_date(
                    number, until, reason=reason, house=house, actor=actor, now=now
                )
            else:
                judging.accept(number, reason=reason, actor=actor, now=now, judge=judge)

        yield code, decide
