"""The program `namro`: its table of commands, each loaded only when called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli import errors
from cli.lazy import LazyGroup

if TYPE_CHECKING:
    from typing import Any

    from typer._click.core import Context  # typer brings its own click

# name: (module:function or module:app, help). Add a command here and nowhere else.
COMMANDS = {
    "up": ("cli.up:up", "Run everything: database, Prefect, flows, site."),
    "demo": ("cli.demo:demo", "Show all of it on the model directive, then serve it."),
    "rehearse": ("cli.rehearse:rehearse", "Replay a directive's life before issuing."),
    "encode": ("cli.encode:encode", "Read a directive into the five clarities (5 rõ)."),
    "check": ("cli.check:check", "Grade a draft before it is signed: what is unclear."),
    "import": ("cli.import_:import_", "Take a directive in and confirm who is told."),
    "regress": ("cli.regress:regress", "Keep a corrected reading as a test row."),
    "issue": ("cli.issue:issue", "Issue a confirmed directive to its agencies."),
    "amend": ("cli.amend:amend", "Decide on the work of a directive that is changed."),
    "anchor": ("cli.anchor:anchor", "Record the day that a deadline counts from."),
    "status": ("cli.status:status", "Show the figures, and what stands where."),
    "breakdown": ("cli.breakdown:breakdown", "Enter an agency's own rows (XLSX)."),
    "contacts": ("cli.contacts:contacts", "Enter how agencies are reached, by a file."),
    "deliver": ("cli.clock:deliver", "Send the messages whose time has come."),
    "deliveries": ("cli.deliveries:deliveries", "List what was sent and what was not."),
    "zalo": ("cli.zalo:app", "Log in to Zalo, and show what is left of its quota."),
    "remind": ("cli.clock:remind", "Remind who should act now."),
    "escalate": ("cli.clock:escalate", "Tell those above who should have acted."),
    "collect": ("cli.clock:collect", "Take in evidence from mailbox and folder."),
    "audit": ("cli.trail:app", "Prove the history, and that promises were kept."),
    "policy": ("cli.policy:app", "Show, check and set the ladder of reminders."),
    "calendar": ("cli.calendar:app", "Show and set the working days."),
    "posts": ("cli.posts:app", "Say who is away, and who stands in."),
    "users": ("cli.users:app", "Say who may sign in to the site."),
    "escalations": ("cli.escalations:app", "List and answer what was taken up."),
    "db": ("cli.db:app", "Bring the schema of the database up to date."),
    "doctor": ("cli.doctor:doctor", "Check the installation; say what to do."),
}


class Commands(LazyGroup):
    """The commands of namro; what people can cause ends in one line on stderr."""

    table = COMMANDS

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command that is called."""
        with errors.told():
            return super().invoke(ctx)


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turn a directive into tracked assignments with the five clarities (5 rõ).",
)


@app.callback()
def namro() -> None:
    """Turn a directive into tracked assignments with the five clarities (5 rõ)."""


def run() -> None:
    """Run the program; the entry point of the `namro` script."""
    app()
