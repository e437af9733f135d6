"""The program `namro`: its table of commands, each loaded only when called."""

from __future__ import annotations

import typer

from cli.lazy import LazyGroup

# name: (module:function or module:app, help). Add a command here and nowhere else.
COMMANDS = {
    "encode": ("cli.encode:encode", "Read a directive into the five clarities (5 rõ)."),
}


class Commands(LazyGroup):
    """The commands of namro."""

    table = COMMANDS


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
