"""`namro zalo`: log in to the Official Account, and look at what Zalo costs."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs, urlsplit

import typer
from rich.console import Console

from cli.errors import RefusedError
from cli.opened import opened
from notifications.zalo import oauth
from notifications.zalo.oauth import Pair, Refusal
from office import actor, zalo_opening, zalo_quota
from office.house import office_day
from office.naming import ATTEMPTS, CHANNELS
from runtime import clock, settings
from runtime.clock import HANOI

if TYPE_CHECKING:
    from office.zalo_quota import Usage

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Log in to Zalo's Official Account; show the day's quota of ZNS.",
)


@app.callback()
def _zalo() -> None:
    """Log in to Zalo's Official Account; show the day's quota of ZNS."""


@app.command()
def login() -> None:
    """Print the page where the account's owner agrees; keep the tokens it leads to.

    Open the page, agree, and paste the address that the browser ends up at (or the
    code in it) within ten minutes.

    Example: namro zalo login
    """
    loaded = settings.load()
    application = zalo_opening.app(loaded)
    if application is None or loaded.zalo_redirect_url is None:
        raise RefusedError(
            "set NAMRO_ZALO_APP_ID, NAMRO_ZALO_APP_SECRET and NAMRO_ZALO_REDIRECT_URL"
        )
    verifier, state = oauth.new_verifier(), secrets.token_urlsafe(16)
    console = Console(highlight=False, soft_wrap=True)
    console.print("Mở địa chỉ này bằng tài khoản quản trị Zalo OA và đồng ý:")
    console.print(
        oauth.permission_url(
            application,
            redirect=loaded.zalo_redirect_url,
            verifier=verifier,
            state=state,
        ),
        markup=False,
    )
    given = typer.prompt("Địa chỉ mà trình duyệt đến sau đó")
    answer = oauth.log_in(application, _code(given, state), verifier)
    if isinstance(answer, Refusal):
        raise RefusedError(f"Zalo refuses: {answer.code} {answer.detail}".strip())
    if not isinstance(answer, Pair):
        raise RefusedError(answer.detail)
    with opened():
        zalo_opening.tokens(loaded, application).log_in(
            answer, actor=str(actor.OFFICE), now=clock.now()
        )
    console.print("Đã đăng nhập Zalo OA; mã truy cập được lưu mã hóa và tự gia hạn.")


@app.command()
def quota(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Show what Zalo was used for today, and how many ZNS messages are left.

    Example: namro zalo quota --json
    """
    with opened():
        usage = zalo_quota.usage(
            office_day(clock.now()), per_day=settings.load().zalo_zns_per_day
        )
    if as_json:
        told = asdict(usage) | {"left": usage.left}
        print(json.dumps(told, ensure_ascii=False, default=str))  # noqa: T201 - the answer
        return
    _show(usage)


def _code(given: str, state: str) -> str:
    """Return the code in what was pasted.

    Raises:
        RefusedError: The address has none, or belongs to another login.
    """
    if "://" not in given:
        return given.strip()
    asked = parse_qs(urlsplit(given.strip()).query)
    if asked.get("state", [state]) != [state]:
        raise RefusedError("this address belongs to another login: begin again")
    if not asked.get("code"):
        raise RefusedError("this address has no code in it: begin again")
    return asked["code"][0]


def _show(usage: Usage) -> None:
    console = Console(highlight=False)
    console.print(
        f"ZNS ngày {usage.day:%d/%m/%Y}: đã dùng {usage.taken}/{usage.budget},"
        f" còn {usage.left}."
    )
    if usage.told_at is not None:
        whole = "" if usage.daily is None else f" trên {usage.daily}"
        console.print(
            f"Zalo báo còn {usage.remaining}{whole}"
            f" lúc {usage.told_at.astimezone(HANOI):%H:%M}."
        )
    for channel, tries in usage.tries.items():
        said = ", ".join(f"{ATTEMPTS[how]} {n}" for how, n in sorted(tries.items()))
        console.print(f"{CHANNELS[channel]}: {said or 'không có lần gửi nào'}.")
