"""The charts of an overview: the same in a page, a report and a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications import charts
from notifications.drawing import Drawing
from store import files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notifications.drawing import Chart
    from office.overview import Overview


def of(seen: Overview) -> Mapping[str, Chart]:
    """Return the charts of an overview by their names."""
    return {
        "lateness": charts.lateness_by_agency(
            charts.Lateness(one.name, one.open_late, one.done_late)
            for one in seen.agencies
        ),
        "load": charts.load_by_week(
            charts.WeekLoad(one.first, one.done, one.open) for one in seen.load
        ),
    }


def kept(chart: Chart) -> Drawing:
    """Draw a chart as PNG into the file store, and return what a mail says of it."""
    return Drawing(files.keep(chart.png()), chart.title, chart.summary)
