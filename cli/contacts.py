"""`namro contacts FILE`: enter how the posts of agencies are reached."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path  # noqa: TC003 - Typer reads the annotation
from typing import Annotated

import typer
from rich.console import Console

from cli.opened import opened
from office import actor
from office.contacting import enter_contacts
from runtime import clock
from store.contact_file import read_contacts


def contacts(
    file: Annotated[Path, typer.Argument(help="An XLSX, CSV or YAML file.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Enter how the posts of agencies are reached, all lines or none.

    Columns: Mã cơ quan, Vai trò (focal_point, head, monitoring, deputy_chief,
    vice_chairman, chairman), Kênh (email, zalo_bot, zalo_oa, zalo_zns, apprise),
    Địa chỉ, Thứ tự (1 is tried first). In YAML: agency, duty, channel, address, rank.

    Example: namro contacts danh-ba.xlsx
    """
    lines = read_contacts(file)
    with opened():
        entered = enter_contacts(lines, actor=actor.OFFICE, now=clock.now())
    if as_json:
        print(json.dumps(asdict(entered)))  # noqa: T201 - the answer
        return
    Console(highlight=False).print(
        f"Địa chỉ liên hệ: thêm {entered.added}, sửa {entered.changed},"
        f" giữ nguyên {entered.unchanged}."
    )
