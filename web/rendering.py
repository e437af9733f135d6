"""Templates: autoescaped, strict about names, with the words of official letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from directive import questions
from directive.acts import PHASE_NAMES
from directive.policy import AUDIENCE_NAMES
from directive.timeliness import TIMELINESS_NAMES
from notifications import wording
from office import naming, task_words
from office.rights import ROLE_NAMES, Right
from office.viewer import NOBODY
from runtime import clock
from web import charts, cookies, dates, forms, navigation, query, saying, tongue

if TYPE_CHECKING:
    from starlette.requests import Request

_PERCENT = 100
_POINTS = str.maketrans(".,", ",.")


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **values: Any,  # noqa: ANN401 - what a template is given
) -> HTMLResponse:
    """Render a template with the values and the banner of a clock that is not real."""
    house = request.app.state.house
    now = clock.now()
    speak(request)
    known = getattr(request.state, "viewer", None)
    made = _environment.get_template(template).render(
        path=request.url.path,
        here=_here(request),
        viewer=known or NOBODY,
        token=forms.token(request),
        said=saying.SAID.get(request.query_params.get("said", "")),
        language=tongue.spoken.get(),
        hint=cookies.HINT not in request.cookies,
        virtual=house.virtual or clock.is_shifted(),
        now=now,
        today=now.astimezone(clock.HANOI).date(),
        office=house.office_name,
        **values,
    )
    return HTMLResponse(made, status_code=status, headers=headers)


def speak(request: Request) -> None:
    """Make what follows speak the language that this browser chose."""
    language = request.cookies.get(cookies.LANGUAGE)
    tongue.spoken.set(language if language in tongue.LANGUAGES else tongue.VIETNAMESE)


def _here(request: Request) -> str:
    """Return the address of the page, for coming back to it."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def number(n: int) -> str:
    """Return 1.234, or 1,234 on an English page."""
    return _written(f"{n:,}")


def percent(share: float | None) -> str:
    """Return 87,4%, or 87.4% in English; a dash when there is nothing to share."""
    return "–" if share is None else _written(f"{_PERCENT * share:.1f}%")


def size(octets: int) -> str:
    """Return the size of a file in KB or MB."""
    kilo = 1024
    if octets < kilo * kilo:
        return f"{max(1, round(octets / kilo))} KB"
    return _written(f"{octets / kilo / kilo:.1f} MB")


def _written(english: str) -> str:
    """Return a number with the points and commas of the language of the page."""
    if tongue.spoken.get() == tongue.ENGLISH:
        return english
    return english.translate(_POINTS)


def _made() -> Environment:
    made = Environment(
        loader=PackageLoader("web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": wording.day,
        "weekday": dates.weekday,
        "moment": dates.moment,
        "brief": wording.brief,
        "number": number,
        "percent": percent,
        "size": size,
        "asked": questions.remembered,
        "waiting_for": task_words.reason,
    }
    made.globals |= {
        "charts": charts,
        "_": tongue.say,
        "once": forms.once,
        "navigation": navigation.ENTRIES,
        "languages": tongue.LANGUAGES,
        "Right": Right,
        "role_names": ROLE_NAMES,
        "naming": naming,
        "place": query.place,
        "phase_names": PHASE_NAMES,
        "timeliness_names": TIMELINESS_NAMES,
        "audience_names": AUDIENCE_NAMES,
    }
    return made


_environment = _made()
