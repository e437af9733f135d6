"""The site: middleware, pages, static files; started by `namro up`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from office.opening import open_installation
from runtime import settings
from web import faults
from web.access import may_read
from web.guard import LoopbackOnly, SecureHeaders
from web.pages import details, health, lists

if TYPE_CHECKING:
    from office.house import House


def create_app(house: House | None = None) -> FastAPI:
    """Return the site of an office.

    Args:
        house: Of a process whose database, files and clock are bound already; None
            opens the installation that the settings describe.

    Raises:
        SettingsError: A setting cannot be understood.
        StoreError: The embedded database was never started, or its URL is none.
    """
    if house is None:
        house = open_installation(settings.load()).settled
    app = FastAPI(title="namro", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.house = house
    for pages in (lists, details, health):
        app.include_router(pages.router, dependencies=[Depends(may_read)])
    app.mount("/static", StaticFiles(packages=[("web", "static")]), name="static")
    app.mount(
        "/vendor", StaticFiles(packages=[("starlette_admin", "static")]), name="vendor"
    )
    faults.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(LoopbackOnly)
    app.add_middleware(SecureHeaders)  # the last one added is the outermost
    return app
