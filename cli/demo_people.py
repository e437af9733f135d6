"""The accounts of a demo: one for each kind of people, with one password."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from rich.table import Table

from cli.stage import DOMAIN
from office import accounts, actor
from office.rights import ROLE_NAMES, Role

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from office.house import House

PEOPLE = (
    (f"chuyenvien@vpubnd.{DOMAIN}", "Chuyên viên", "VPUB", Role.OFFICER),
    (f"chanhvanphong@vpubnd.{DOMAIN}", "Chánh Văn phòng", "VPUB", Role.OFFICE_HEAD),
    (f"chutich@ubnd.{DOMAIN}", "Chủ tịch UBND tỉnh", "UBND", Role.LEADER),
    (f"vanthu@stc.{DOMAIN}", "Văn thư", "STC", Role.CLERK),
    (f"lanhdao@snv.{DOMAIN}", "Giám đốc Sở", "SNV", Role.AGENCY_HEAD),
    (f"quantri@vpubnd.{DOMAIN}", "Quản trị", "VPUB", Role.ADMINISTRATOR),
)


def let_in(*, house: House, now: datetime) -> str:
    """Make the accounts and return the password of all of them."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    for login, title, agency, role in PEOPLE:
        user = accounts.add(
            login,
            title=title,
            agency_code=agency,
            role=role,
            house=house,
            actor=actor.OFFICE,
            now=now,
        )
        accounts.set_password(user, password, actor=actor.OFFICE, now=now)
    return password


def show(password: str, console: Console) -> None:
    """Print who may sign in, and how."""
    table = Table(title="Tài khoản dùng thử")
    table.add_column("Địa chỉ", no_wrap=True)  # to be copied
    table.add_column("Chức danh")
    table.add_column("Vai trò")
    for login, title, _, role in PEOPLE:
        table.add_row(login, title, ROLE_NAMES[role])
    console.print(table)
    console.print(f"Mật khẩu chung: [bold]{password}[/bold]")
