"""One form of a page that has many, refused: it is shown again as it was sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from web.forms import Form


@dataclass(frozen=True, slots=True)
class Refused:
    """Which form it was, what was typed into it, and why it was refused.

    `about` names the row of the page that has such a form, so that the sentence is
    said there; it is "" when there is none, and the page says it at its top.
    """

    act: str = ""
    about: str = ""
    form: Form = field(default_factory=Form)
    why: str = ""

    def form_of(self, act: str, about: str = "") -> Form | None:
        """Return what was typed into a form of the page, if it is the one refused."""
        is_this = self.why and (self.act, self.about) == (act, about)
        return self.form if is_this else None
