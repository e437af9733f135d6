"""A command group that imports a command only when it is called."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from typer._click.core import (  # typer brings its own click
        Command,
        Context,
        Parameter,
    )

PLAIN = frozenset({str, Path, bool})


class PlainCommand(TyperCommand):
    """A command whose words and paths are taken as they are typed."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the parameters, `--help` among them."""
        return [_read_plainly(param) for param in super().get_params(ctx)]


class LazyGroup(TyperGroup):
    """Lists commands from a table of name → (target, help), and loads them late.

    A target is "module:name" of a command function or of a Typer app with
    commands of its own. Help pages need only the table, so `namro --help`
    imports no command.
    """

    table: Mapping[str, tuple[str, str]] = {}

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the parameters, `--help` among them."""
        return [_read_plainly(param) for param in super().get_params(ctx)]

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
        app.command(name, cls=PlainCommand)(found)
        found = app
    command = get_command(found)
    command.name = name
    return command


def _read_plainly(param: Any) -> Any:  # noqa: ANN401 - private to Typer
    """Return the parameter, made to let a word or a path through as it is typed.

    Typer hands every value but a flag to Pydantic, whose import takes as long as
    the rest of `namro encode`. Parameters that ask for checks keep them.
    """
    asked = getattr(param, "type_descriptor", None)
    if asked is None or asked.annotation not in PLAIN or _has_checks(asked):
        return param
    usual = param.process_value

    def process_value(ctx: Context, value: object) -> object:
        if value is None and not param.required:
            return None
        if isinstance(value, str) and asked.annotation is not bool:
            return asked.annotation(value)
        return usual(ctx, value)

    vars(param)["process_value"] = process_value
    return param


def _has_checks(asked: Any) -> bool:  # noqa: ANN401 - private to Typer
    info = asked.parameter_info
    names = ("exists", "resolve_path", "parser", "callback", "min", "max")
    return any(getattr(info, name, None) for name in names)
