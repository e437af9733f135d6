"""A payload as the subject, text, HTML and short text of a message."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from notifications import messages, wording
from notifications.subjects import subject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from notifications.messages import AssignmentLine, Payload

MOST_LINES = 30
_OF_ONE = messages.Returned | messages.ExtensionDecided | messages.ExplanationAsked
_MOST_SHORT_LINES = 10
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message, ready for the outbox; `short` is all that a chat may carry."""

    subject: str
    text: str
    html: str
    short: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one directive, most late first."""

    title: str
    number_text: str
    lines: tuple[AssignmentLine, ...]
    answer_url: str | None = None


def render(
    payload: Payload,
    *,
    base_url: str | None,
    as_of: datetime | None,
    answer_url: Callable[[int], str] | None = None,
) -> Rendered:
    """Return the message in Vietnamese.

    Args:
        payload: What to say.
        base_url: Address of the site for the links, without a slash at its end;
            None leaves links out.
        as_of: The moment a shifted clock shows (aware); the message then says so.
            None when the clock shows the real time.
        answer_url: Gives the link by which the reader answers a directive; None
            leaves such links out.
    """
    lines = wording.most_late_first(lines_of(payload))
    shown = lines[:MOST_LINES]
    followed = wording.most_late_first(_followed(payload))
    reasons = {line.why for line in shown}
    values = {
        "payload": payload,
        "groups": _grouped(shown, answer_url),
        "shown": len(shown),
        "hidden": len(lines) - len(shown),
        "followed": _grouped(followed[:MOST_LINES], answer_url),
        "followed_hidden": max(len(followed) - MOST_LINES, 0),
        "base_url": base_url,
        "as_of": as_of,
        "common_why": reasons.pop() if len(reasons) == 1 and len(shown) > 1 else None,
        "subject": subject(payload),
    }
    environment = _environment()
    text = environment.get_template(f"{payload.kind}.txt.j2").render(values)
    html = environment.get_template(f"{payload.kind}.html.j2").render(values)
    return Rendered(
        subject=subject(payload),
        text=_without_gaps(text).strip() + "\n",
        html=html,
        short=_short(
            payload,
            [*lines, *followed],
            base_url=base_url,
            as_of=as_of,
            answer_url=answer_url,
        ),
    )


def render_sign_in(
    *, to: str, office: str, url: str, minutes: int, as_of: datetime | None
) -> Rendered:
    """Return the mail with the link that signs an account in once.

    Args:
        to: The post that is greeted.
        office: The one that speaks.
        url: What the link opens.
        minutes: How long it can be used.
        as_of: The moment a shifted clock shows (aware), else None.
    """
    said = "Liên kết đăng nhập hệ thống theo dõi nhiệm vụ"
    payload = {"to": to, "office": office, "url": url, "minutes": minutes}
    return _with_link("sign_in", said, payload, short=said, as_of=as_of)


def render_answer_link(
    *, to: str, office: str, url: str, number_text: str, as_of: datetime | None
) -> Rendered:
    """Return the mail with a new link to answer a directive.

    Args:
        to: The post that is greeted.
        office: The one that speaks.
        url: What the link opens.
        number_text: How the directive is cited.
        as_of: The moment a shifted clock shows (aware), else None.
    """
    said = f"Liên kết mới để trả lời {number_text}"
    payload = {"to": to, "office": office, "url": url, "number_text": number_text}
    short = f"{said}\n{url}"
    return _with_link("answer_link", said, payload, short=short, as_of=as_of)


def lines_of(payload: Payload) -> tuple[AssignmentLine, ...]:
    """Return the assignments that a payload speaks of, in its own order."""
    if isinstance(payload, _OF_ONE):
        return (payload.line,)
    return payload.lines


def _followed(payload: Payload) -> tuple[AssignmentLine, ...]:
    if isinstance(payload, messages.OverdueDigest | messages.EscalationDigest):
        return payload.followed
    return ()


def assignment_url(base_url: str, code: str) -> str:
    """Return the address of an assignment's page."""
    return f"{base_url}/assignments/{code}"


def _without_gaps(text: str) -> str:
    """Leave one blank line where there are more."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _grouped(
    lines: Sequence[AssignmentLine], answer_url: Callable[[int], str] | None
) -> list[Group]:
    """Group by directive; the directive with the most late line comes first."""
    places: dict[tuple[str, str], int] = {}
    for line in lines:
        places.setdefault(_directive(line), len(places))
    ordered = sorted(lines, key=lambda line: places[_directive(line)])
    groups = []
    for (number, title), members in groupby(ordered, key=_directive):
        told = tuple(members)
        link = answer_url(told[0].directive) if answer_url else None
        groups.append(Group(title, number, told, link))
    return groups


def _directive(line: AssignmentLine) -> tuple[str, str]:
    return line.directive_number_text, line.directive_title


def _short(
    payload: Payload,
    lines: Sequence[AssignmentLine],
    *,
    base_url: str | None,
    as_of: datetime | None,
    answer_url: Callable[[int], str] | None,
) -> str:
    shown = lines[:_MOST_SHORT_LINES]
    hidden = len(lines) - len(shown)
    said = [subject(payload)]
    if as_of is not None:
        said.append(f"(Thời gian giả định: {wording.moment(as_of)})")
    said += [f"{line.code}: {wording.short_deadline(line)}" for line in shown]
    if hidden:
        said.append(f"và {wording.count(hidden)} nhiệm vụ khác")
    if base_url is not None:
        said.append(_one_link(lines, base_url, answer_url))
    return "\n".join(said)


def _one_link(
    lines: Sequence[AssignmentLine],
    base_url: str,
    answer_url: Callable[[int], str] | None,
) -> str:
    """Return what opens most of a short text: its directive, its assignment, or all."""
    if answer_url is not None and len({line.directive for line in lines}) == 1:
        return answer_url(lines[0].directive)
    only = len(lines) == 1
    return assignment_url(base_url, lines[0].code) if only else base_url


def _with_link(
    name: str,
    said: str,
    payload: Mapping[str, object],
    *,
    short: str,
    as_of: datetime | None,
) -> Rendered:
    values = {"payload": payload, "subject": said, "as_of": as_of, "base_url": None}
    text = _environment().get_template(f"{name}.txt.j2").render(values)
    html = _environment().get_template(f"{name}.html.j2").render(values)
    return Rendered(said, _without_gaps(text).strip() + "\n", html, short)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        auto_reload=False,
        autoescape=select_autoescape(("html.j2",), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=wording.day,
        weekday=wording.weekday,
        moment=wording.moment,
        deadline=wording.deadline,
        brief=wording.brief,
        late=wording.late,
        count=wording.count,
    )
    environment.globals["assignment_url"] = assignment_url
    return environment
