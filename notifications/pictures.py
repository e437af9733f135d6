"""How each chart is drawn: importing this costs a second, see `drawing`.

Colours: two, told apart by everybody who sees colours otherwise, each at least 3:1
against its ground, letters 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3); which is which is
also said in words. The font has all Vietnamese letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import altair as alt
import font_roboto
import vl_convert

from notifications.drawing import Picture, Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from notifications.drawing import Row, Words

vl_convert.register_font_directory(font_roboto.font_directory)
_FONT = "Roboto, 'Segoe UI', 'Noto Sans', sans-serif"
_WIDTH = 640
_BAR = 11
_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}
_DAY = "slice(datum.value, 8, 10) + '/' + slice(datum.value, 5, 7)"
_LABELS = 12
_MONDAY = 0
_WHOLE = ",.0f"
Spec = Any  # Altair's layers and facets have no common type that is checked


@dataclass(frozen=True, slots=True)
class Colours:
    """What a scheme is drawn with, as #rrggbb."""

    ground: str
    ink: str
    quiet: str  # smaller letters
    line: str  # of the grid: an aid, no content
    first: str
    second: str


COLOURS = {
    Scheme.LIGHT: Colours(
        ground="#ffffff",
        ink="#1a2433",
        quiet="#4d5766",
        line="#dde2e9",
        first="#0a5ca8",
        second="#c8590a",
    ),
    Scheme.DARK: Colours(
        ground="#18202c",
        ink="#e4e9f0",
        quiet="#a3aebd",
        line="#2c3747",
        first="#6cb2f5",
        second="#f0a04b",
    ),
}


def svg(picture: Picture, words: Words, rows: Sequence[Row], scheme: Scheme) -> str:
    """Return the drawing of rows: SVG, text as text."""
    colours = COLOURS[scheme]
    chart = _DRAWN[picture](rows, words, colours).properties(title=words.title)
    told = _dressed(chart, colours).to_json()
    return str(vl_convert.vegalite_to_svg(told, format_locale=_NUMBERS))


def png(drawing: str, *, scale: float) -> bytes:
    """Return a drawing as PNG, `scale` pixels for each unit."""
    return bytes(vl_convert.svg_to_png(drawing, scale=scale))


def _lateness(rows: Sequence[Row], words: Words, colours: Colours) -> Spec:
    """Two bars for each agency: what is being done, what is done."""
    names = words.counts
    bars = (
        alt.Chart(_long(rows, names))
        .mark_bar(height=_BAR)
        .encode(
            y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=300)),
            yOffset=alt.YOffset("which:N", sort=names),
            x=_count(words.across),
            color=_which(names, (colours.second, colours.first)),
        )
    )
    return bars.properties(width=_WIDTH - 240, height=alt.Step(_BAR + 2))


def _load(rows: Sequence[Row], words: Words, colours: Colours) -> Spec:
    """One bar for each week, what is done below."""
    names = words.counts
    bars = (
        alt.Chart(_long(rows, names))
        .mark_bar()
        .encode(
            x=_days(words.across, [row[0] for row in rows]),
            y=alt.Y("n:Q", title=words.up, axis=alt.Axis(tickMinStep=1)),
            color=_which(names, (colours.first, colours.second)),
            order=alt.Order("part:Q"),
        )
    )
    return bars.properties(width=_WIDTH, height=220)


def _messages(rows: Sequence[Row], words: Words, colours: Colours) -> Spec:
    """One strip of days for each ladder, one above the other, on one scale."""
    names = words.counts
    bars = (
        alt.Chart(_long(rows, names))
        .mark_bar()
        .encode(
            x=_days(None, _mondays(rows)),
            y=alt.Y("n:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            color=_which(names, (colours.first, colours.second), legend=False),
            row=alt.Row(
                "which:N",
                sort=names,
                title=None,
                header=alt.Header(
                    labelAngle=0,
                    labelAnchor="start",
                    labelOrient="top",
                    labelPadding=0,
                    labelFontSize=13,
                    labelColor=colours.ink,
                ),
            ),
        )
    )
    return bars.properties(width=_WIDTH, height=120, spacing=14)


_DRAWN: dict[Picture, Callable[[Sequence[Row], Words, Colours], Spec]] = {
    Picture.LATENESS: _lateness,
    Picture.LOAD: _load,
    Picture.MESSAGES: _messages,
}


def _long(rows: Sequence[Row], names: tuple[str, str]) -> alt.InlineData:
    """Return a value for each of the two counts of each row."""
    return alt.InlineData(
        values=[
            {"name": row[0], "which": which, "part": part, "n": row[part + 1]}
            for row in rows
            for part, which in enumerate(names)
        ]
    )


def _mondays(rows: Sequence[Row]) -> list[str]:
    days = [row[0] for row in rows]
    return [d for d in days if date.fromisoformat(d).weekday() == _MONDAY] or days


def _count(title: str) -> alt.X:
    axis = alt.Axis(tickMinStep=1, format=_WHOLE)
    return alt.X("n:Q", title=title, axis=axis)


def _days(title: str | None, shown: Sequence[str]) -> alt.X:
    """Return an axis of days in ISO, as names: no time zone may shift them."""
    sparse = shown[:: -(-len(shown) // _LABELS) or 1]
    axis = alt.Axis(
        values=list(sparse), labelExpr=_DAY, labelAngle=0, grid=False, tickBand="center"
    )
    return alt.X("name:O", title=title, axis=axis, scale=alt.Scale(padding=0.15))


def _which(
    names: tuple[str, str], colours: tuple[str, str], *, legend: bool = True
) -> alt.Color:
    scale = alt.Scale(domain=list(names), range=list(colours))
    shown = alt.Legend(title=None, orient="top") if legend else None
    return alt.Color("which:N", sort=list(names), scale=scale, legend=shown)


def _dressed(chart: Spec, colours: Colours) -> Spec:
    return (
        chart.configure(font=_FONT, background=colours.ground, aria=False, padding=12)
        .configure_view(stroke=None)
        .configure_title(color=colours.ink, fontSize=15, anchor="start", offset=12)
        .configure_axis(
            labelColor=colours.quiet,
            titleColor=colours.quiet,
            gridColor=colours.line,
            domainColor=colours.quiet,
            tickColor=colours.quiet,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        )
        .configure_legend(labelColor=colours.ink, labelFontSize=13, symbolType="square")
    )
