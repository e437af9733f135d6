"""The site: middleware, pages, static files; started by `namro up`."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from office.opening import open_installation
from runtime import settings
from web import faults, hooks, keeping
from web.guard import BoundedBody, KnownHosts, SecureHeaders
from web.hooks import HookKeys
from web.pages import (
    acts,
    admin,
    alerts,
    answer,
    calendar_page,
    details,
    directives,
    exports,
    health,
    help_pages,
    issuing,
    ledger,
    ledger_files,
    lists,
    overview,
    ranking,
    reading,
    shares,
    sign_in,
    zalo_calls,
)

if TYPE_CHECKING:
    from office.house import House

PAGES = (
    overview,
    lists,
    exports,
    directives,
    reading,
    issuing,
    details,
    acts,
    ledger,
    ledger_files,
    calendar_page,
    answer,
    shares,
    health,
    help_pages,
    sign_in,
    alerts,
    ranking,
    zalo_calls,
    admin,
)
"""Every module of pages; each route of theirs names the right it needs."""


def create_app(house: House | None = None, keys: HookKeys | None = None) -> FastAPI:
    """Return the site of an office.

    Args:
        house: Of a process whose database, files and clock are bound already; None
            opens the installation that the settings describe.
        keys: What calls from Zalo are known by; None refuses them all, or takes the
            settings' with `house`.

    Raises:
        SettingsError: A setting cannot be understood.
        StoreError: The embedded database was never started, or its URL is none.
    """
    if house is None:
        house = open_installation(settings.load()).settled
        keys = hooks.keys(settings.load())
    app = FastAPI(
        title="namro",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=keeping.lifespan,
    )
    app.state.house = house
    app.state.hooks = keys or HookKeys()
    app.state.form_key = (house.link_secret or secrets.token_urlsafe(32)).encode()
    for pages in PAGES:
        app.include_router(pages.router)
    app.mount("/static", StaticFiles(packages=[("web", "static")]), name="static")
    app.mount(
        "/vendor", StaticFiles(packages=[("starlette_admin", "static")]), name="vendor"
    )
    faults.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(BoundedBody)
    app.add_middleware(KnownHosts, base_url=house.base_url)
    app.add_middleware(SecureHeaders)  # the last one added is the outermost
    return app
