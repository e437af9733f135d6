"""`namro users`: who may sign in to the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli import running
from cli.errors import RefusedError
from cli.opened import opened
from office import accounts, actor, links
from office.rights import ROLE_NAMES, Role
from runtime import clock, settings

if TYPE_CHECKING:
    from store.tables import UserRow

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Say who may sign in to the site.",
)
_LOGIN = "The post's address, such as vanthu@stc.example."


@app.callback()
def _users() -> None:
    """Say who may sign in to the site."""


@app.command()
def add(
    login: Annotated[str, typer.Argument(help=_LOGIN)],
    *,
    title: Annotated[str, typer.Option(help="Such as 'Chuyên viên'.")],
    role: Annotated[Role, typer.Option(help="What it may do.")],
    agency: Annotated[
        str | None, typer.Option(help="Its code; left out: the office's own.")
    ] = None,
) -> None:
    """Make an account for a post, and print the link that signs it in once.

    Example: namro users add quantri@vpubnd.example --title "Quản trị"
    --role administrator
    """
    with opened() as installation:
        house = installation.settled
        accounts.add(
            login,
            title=title,
            agency_code=agency or house.office_code,
            role=role,
            house=house,
            actor=actor.OFFICE,
            now=clock.now(),
        )
        _print_link(login, house.link_secret or "")


@app.command()
def link(login: Annotated[str, typer.Argument(help=_LOGIN)]) -> None:
    """Print a link that signs an account in once, within 30 minutes.

    Example: namro users link quantri@vpubnd.example
    """
    with opened() as installation:
        _print_link(login, installation.settled.link_secret or "")


@app.command()
def end(login: Annotated[str, typer.Argument(help=_LOGIN)]) -> None:
    """End an account and every session of it.

    Example: namro users end vanthu@stc.example
    """
    with opened():
        accounts.end(_of(login).id, actor=actor.OFFICE, now=clock.now())


@app.command(name="list")
def list_(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the accounts, ended ones too.

    Example: namro users list --json
    """
    with opened():
        rows = accounts.listed()
    if as_json:
        told = [
            {
                "login": row.login,
                "title": row.title,
                "agency": row.agency_code,
                "role": row.role,
                "open": row.ended_at is None,
            }
            for row in rows
        ]
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the answer
        return
    table = Table("Address", "Post", "Agency", "Role", "Open")
    for row in rows:
        name = ROLE_NAMES[Role(row.role)]
        open_ = "no" if row.ended_at else "yes"
        table.add_row(row.login, row.title, row.agency_code, name, open_)
    Console().print(table)


def _print_link(login: str, secret: str) -> None:
    token = links.sign_in_link(secret, user=_of(login).id, now=clock.now())
    print(f"{_site()}/l/{token}")  # noqa: T201 - the answer


def _of(login: str) -> UserRow:
    wanted = login.strip().lower()
    for row in accounts.listed():
        if row.login == wanted and row.ended_at is None:
            return row
    raise RefusedError(f"no open account has the address {wanted}: see users list")


def _site() -> str:
    """Return where the site is: as the settings say, else as `namro up` wrote."""
    set_ = settings.load()
    if set_.base_url is not None:
        return set_.base_url
    state = running.read(set_.data_dir)
    return state.web_url if state else f"http://127.0.0.1:{set_.web_port}"
