"""What the schedules do, by hand: deliver, remind, escalate, collect."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli import errors
from cli.opened import opened
from office import collecting, delivering, reminding
from runtime import clock
from store import outbox
from store.engine import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from office.reminding import Sounded

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def deliver(as_json: AsJson = False) -> None:
    """Send the messages whose time has come, and show how many of each outcome.

    Exit code 1: some could not be sent; they stay in the outbox.

    Example: namro deliver
    """
    with opened() as office:
        done = delivering.deliver(
            office.channels,
            clock=clock.now,
            rates=office.rates,
            deliverers=office.deliverers,
        )
        unsent = _unsent(done)
    _show(done, title="Delivered", none="nothing was waiting", as_json=as_json)
    if unsent:
        raise errors.RefusedError(unsent)


def remind(as_json: AsJson = False) -> None:
    """Remind who should act now. A second time on one day adds nothing.

    Example: namro remind --json
    """
    with opened() as office:
        sounded = reminding.remind(house=office.house, now=clock.now())
    _show_rungs(sounded, as_json=as_json)


def escalate(as_json: AsJson = False) -> None:
    """Tell those above who should have acted. A second time on one day adds nothing.

    Example: namro escalate --json
    """
    with opened() as office:
        sounded = reminding.escalate(house=office.house, now=clock.now())
    _show_rungs(sounded, as_json=as_json)


def collect(as_json: AsJson = False) -> None:
    """Take in the evidence that waits in the mailbox and in the drop folder.

    Example: namro collect
    """
    found: Counter[str] = Counter()
    with opened() as office:
        if office.mailbox is None and office.drop_dir is None:
            errors.say(
                "nowhere to collect from: set NAMRO_IMAP_HOST and NAMRO_IMAP_USER,"
                " or NAMRO_DROP_DIR"
            )
            raise typer.Exit(errors.REFUSED)
        if office.mailbox is not None:
            found += collecting.collect_mail(
                office.mailbox, house=office.house, now=clock.now()
            )
        if office.drop_dir is not None:
            found += collecting.collect_drop(
                office.drop_dir, house=office.house, now=clock.now()
            )
    _show(found, title="Collected", none="nothing new", as_json=as_json)


def _unsent(done: Mapping[str, int]) -> str:
    """Say how many messages were not sent, why the last one was not, what to do."""
    later, never = done.get("temporary", 0), done.get("failed", 0)
    if not later and not never:
        return ""
    with unit_of_work() as session:
        last = outbox.last_unsent(session)
    why = f" (the last by {last.channel}: {last.code} {last.detail})" if last else ""
    todo = []
    if later:
        todo.append(f"{later} wait to be tried again, `namro doctor` checks the mail")
    if never:
        todo.append(f"{never} failed for good, `namro contacts` corrects the address")
    return f"messages not sent: {later + never}{why}; {'; '.join(todo)}"


def _show_rungs(sounded: Sounded, *, as_json: bool) -> None:
    if as_json:
        told = {"rungs": dict(sounded.rungs), "messages": sounded.messages}
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the program's answer
        return
    _show(sounded.rungs, title="Rungs sounded", none="no rung is due", as_json=False)
    Console(highlight=False).print(f"messages queued: {sounded.messages}")


def _show(counts: Mapping[str, int], *, title: str, none: str, as_json: bool) -> None:
    if as_json:
        print(json.dumps(counts, ensure_ascii=False))  # noqa: T201 - the program's answer
        return
    if not counts:
        Console(highlight=False).print(none)
        return
    table = Table(title=title, title_justify="left", show_header=False)
    for name, number in sorted(counts.items()):
        table.add_row(name, str(number))
    Console().print(table)
