"""A command group that imports a command only when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typer._click.core import Command, Context  # typer brings its own click


class LazyGroup(TyperGroup):
    """Lists commands from a table of name → (target, help), and loads them late.

    A target is "module:name" of a command function or of a Typer app with
    commands of its own. Help pages need only the table, so `namro --help`
    imports no command.
    """

    table: Mapping[str, tuple[str, str]] = {}

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 - click's signature
        """Return a stand-in that knows the command's help and nothing else."""
        if cmd_name not in self.table:
            return None
        return TyperCommand(cmd_name, help=self.table[cmd_name][1])

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Import the command that is called."""
        name, found, rest = super().resolve_command(ctx, args)
        if found is not None and name is not None and name in self.table:
            found = load(name, self.table[name][0])
        return name, found, rest


def load(name: str, target: str) -> Command:
    """Return the command behind "module:name", ready to be invoked."""
    module, attribute = target.split(":")
    found = getattr(import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        app = typer.Typer(add_completion=False)
        app.command(name)(found)
        found = app
    command = get_command(found)
    command.name = name
    return command
