"""`namro policy`: the ladder of reminders and escalations, every version of it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotation
from typing import TYPE_CHECKING, Annotated

import typer
import yaml
from rich.console import Console
from rich.table import Table

from cli.opened import opened
from directive.policy import AUDIENCE_NAMES
from office import actor, ladder_words, ruling
from runtime import clock
from store.policy_file import read_policy

if TYPE_CHECKING:
    from directive.policy import Policy

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Show, check and set the ladder of reminders and escalations.",
)


@app.callback()
def _policy() -> None:
    """Show, check and set the ladder of reminders and escalations."""


@app.command()
def show(
    version: Annotated[
        str | None, typer.Argument(help="Which one; the newest when left out.")
    ] = None,
    as_yaml: Annotated[
        bool, typer.Option("--yaml", help="Print a policy file to begin from.")
    ] = False,
) -> None:
    """Print a ladder as a table: when, who, for what.

    Example: namro policy show
    """
    with opened() as office:
        policy, document = ruling.policy_of_version(version, house=office.house)
    if as_yaml:
        text = yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False)
        print(text, end="")  # noqa: T201 - the answer
        return
    _print(policy)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A YAML file.")],
) -> None:
    """Check a ladder without setting it; a fault is told with line and column.

    Begin from a copy: namro policy show --yaml > thang-nhac-viec.yaml

    Example: namro policy check thang-nhac-viec.yaml
    """
    policy, _ = read_policy(file)
    _print(policy)


@app.command("set")
def set_(
    file: Annotated[Path, typer.Argument(help="A YAML file.")],
) -> None:
    """Put a ladder in force for what is issued from now on.

    What was issued before keeps the ladder it was issued under.

    Example: namro policy set thang-nhac-viec.yaml
    """
    policy, document = read_policy(file)
    with opened() as office:
        ruling.put_policy(
            policy, document, house=office.house, actor=actor.OFFICE, now=clock.now()
        )
    Console(highlight=False).print(
        f"Thang nhắc việc {policy.version}: {len(policy.rungs)} mốc, áp dụng cho văn"
        " bản ban hành từ bây giờ."
    )


def _print(policy: Policy) -> None:
    title = f"Thang nhắc việc và cảnh báo, bản {policy.version}"
    table = Table(title=title, title_justify="left")
    for heading in ("Mốc", "Khi nào", "Báo ai", "Để", "Kênh", "Lý do"):
        table.add_column(heading, overflow="fold")
    for rung in policy.rungs:
        table.add_row(
            rung.key,
            ladder_words.when(rung),
            AUDIENCE_NAMES[rung.audience],
            "xử lý" if rung.action else "biết",
            ", ".join(rung.channels) or "theo danh bạ",
            rung.purpose,
        )
    console = Console(highlight=False)
    console.print(table)
    console.print(
        "Đã tiếp nhận cảnh báo mà không có chuyển biến: báo lại sau"
        f" {policy.returns_after} ngày làm việc."
    )
    if policy.another_confirms:
        console.print("Người đọc sau cùng không tự xác nhận kết quả đọc.")
