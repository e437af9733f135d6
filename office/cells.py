"""What a person writes in one cell of a reading, checked as a review file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from directive.correcting import FIELDS, HEADER, Correction
from directive.model import Clarity, DeadlineKind
from directive.sentence import Sentence, named
from office.errors import OfficeError
from office.field_names import NAMES
from store.review_form import HeaderForm, OrderForm
from store.review_writing import deadline_value, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directive.model import Directive, Instruction

_DATED = ("date", "time", "exclusive")
_PERIOD = ("last_day",)
PARTS: Mapping[DeadlineKind, tuple[str, ...]] = {
    DeadlineKind.FIXED: _DATED,
    DeadlineKind.RELATIVE: ("anchor", "amount", "unit"),
    DeadlineKind.RECURRING: ("every", "day"),
    DeadlineKind.MONTH: _PERIOD,
    DeadlineKind.QUARTER: _PERIOD,
    DeadlineKind.HALF_YEAR: _PERIOD,
    DeadlineKind.YEAR: _PERIOD,
    DeadlineKind.ONGOING: (),
    DeadlineKind.NONE: (),
}
"""Which fields of the form each kind of deadline has, besides its words."""

_RULES = {
    "a fixed deadline needs its date": Sentence("Thời hạn cố định phải có ngày."),
    "only a recurring deadline says every what": Sentence(
        "Chỉ thời hạn định kỳ mới có kỳ."
    ),
    "day is the day of a period: say every what": Sentence(
        "Phải chọn kỳ (tháng, quý, …) khi đã nhập ngày trong kỳ."
    ),
    "amount and unit go together": Sentence(
        "Số lượng và đơn vị tính phải nhập cùng nhau."
    ),
}


def correction(
    one: Instruction, cell: Clarity, given: Mapping[str, str | tuple[str, ...]]
) -> Correction:
    """Return an instruction with one of its cells written anew.

    Args:
        one: As it is now.
        cell: Which of the five clarities the person wrote.
        given: The fields of the cell's form, as typed; blank stands for nothing.

    Raises:
        OfficeError: A review file that said so would be refused; says what and why.
    """
    values = unchanged(one)
    if cell is Clarity.WHAT:
        values["text"] = " ".join(str(given["text"]).split())
        if not values["text"]:
            raise OfficeError("Lời văn của nội dung chỉ đạo không được để trống.")
    elif cell is Clarity.RESPONSIBILITY:
        values |= {
            "role": given["role"],
            "accountable": given["accountable"] or None,
            "coordinating": _lines(given["coordinating"]),
        }
    elif cell is Clarity.RESULT:
        for name in ("expected_result", "report_to"):
            values[name] = given[name] or None
    elif cell is Clarity.DEADLINE:
        values["deadline"] = _deadline(one, given)
        kept = given["more"]
        values["more_deadlines"] = [
            value
            for number, value in enumerate(values["more_deadlines"])
            if str(number) in kept
        ]
    return checked(one, values)


def unchanged(one: Instruction) -> dict[str, Any]:
    """Return what an instruction says, as a review file has it."""
    return {"path": one.path} | {name: plain(getattr(one, name)) for name in FIELDS}


def checked(one: Instruction, values: Mapping[str, Any]) -> Correction:
    """Return what a review file with these values would say of an instruction.

    Raises:
        OfficeError: It would be refused.
    """
    form: OrderForm = _valid(OrderForm, values)
    return Correction(one.path, form.values(), one.span)


def header(
    directive: Directive, given: Mapping[str, str | tuple[str, ...]]
) -> dict[str, Any]:
    """Return the header of a document with some fields written anew.

    Raises:
        OfficeError: A review file that said so would be refused.
    """
    values = {name: plain(getattr(directive, name)) for name in HEADER}
    values |= {name: value or None for name, value in given.items() if name in HEADER}
    form: HeaderForm = _valid(HeaderForm, values)
    return form.values()


def _deadline(
    one: Instruction, given: Mapping[str, str | tuple[str, ...]]
) -> dict[str, Any]:
    try:
        kind = DeadlineKind(str(given["kind"]))
    except ValueError:
        raise OfficeError("Loại thời hạn này không có.") from None
    before = deadline_value(one.deadline) if one.deadline.kind is kind else {}
    parts = PARTS[kind]
    kept = {
        name: value
        for name, value in before.items()
        if name not in {*parts, "text", "kind", "inclusive"}
    }
    written: dict[str, Any] = {name: given[name] for name in parts if given.get(name)}
    if written.pop("exclusive", None):
        written["inclusive"] = False
    if kind is DeadlineKind.FIXED and written.get("date"):
        kept.pop("last_day", None)
    if kind is DeadlineKind.NONE:
        return {"kind": kind}
    return kept | {"kind": kind, "text": given["text"] or None} | written


def _lines(given: str | tuple[str, ...]) -> list[str]:
    lines = given.splitlines() if isinstance(given, str) else given
    return [line.strip() for line in lines if line.strip()]


def _valid(form: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - either form
    try:
        return form.model_validate(values)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        rule = first["msg"].removeprefix("Value error, ")
        if rule in _RULES:
            raise OfficeError(_RULES[rule]) from None
        field = next(
            (named(NAMES[part]) for part in reversed(first["loc"]) if part in NAMES),
            Sentence("nhập"),
        )
        raise OfficeError(
            "Giá trị ở ô “{field}” không hợp lệ; hãy kiểm tra lại.", field=field
        ) from None
