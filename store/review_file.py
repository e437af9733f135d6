"""Read a review file: a person's corrections, each field with its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from directive.correcting import Correction, locate
from store.review_form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from directive.model import Reading

_LARGEST = 5_000_000  # bytes
_SCALARS = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"}


class ReviewFileError(ValueError):
    """The review file cannot be used; one sentence says where and why."""


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """A review file that holds to its form; which source it is about."""

    path: Path
    form: Form
    root: yaml.Node

    def corrections(self, reading: Reading, source: str) -> tuple[Correction, ...]:
        """Return what is said of each instruction of the machine's reading.

        Raises:
            ReviewFileError: One is left out, or one that the machine did not read has
                no words, or words that do not stand in the source.
        """
        known = {one.path for one in reading.instructions}
        said = [order.path for order in self.form.instructions]
        if missing := [path for path in known if path not in said]:
            raise self.fault(
                ("instructions",),
                f"{', '.join(sorted(missing))} is left out; keep it, and write"
                " generic: true where nobody is told anything",
            )
        found = []
        for number, order in enumerate(self.form.instructions):
            span = None
            if order.path not in known:
                span = locate(order.words or "", source)
            if order.path not in known and span is None:
                raise self.fault(
                    ("instructions", number, "words" if order.words else "path"),
                    f"the machine read no {order.path}: give its words as they stand"
                    " in the source",
                )
            found.append(Correction(order.path, order.values(), span))
        return tuple(found)

    def fault(self, place: Sequence[str | int], reason: str) -> ReviewFileError:
        """Return the fault at a place of the file, such as ("instructions", 0)."""
        return ReviewFileError(f"{_at(self.path, self.root, place)}: {reason}")


def read_review(path: Path) -> ReviewFile:
    """Read and check a review file.

    Raises:
        ReviewFileError: Not YAML, a field that is unknown, twice there or wrong; says
            file, line, column and reason.
    """
    root = _compose(path)
    try:
        form = Form.model_validate(_value(path, root))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        where = _at(path, root, first["loc"])
        raise ReviewFileError(f"{where}: {name or 'file'}: {reason}") from None
    paths = [order.path for order in form.instructions]
    for number, one in enumerate(paths):
        if one in paths[:number]:
            where = _at(path, root, ("instructions", number, "path"))
            raise ReviewFileError(f"{where}: {one} stands twice")
    return ReviewFile(path, form, root)


def _compose(path: Path) -> yaml.Node:
    try:
        data = path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        raise ReviewFileError(f"{path}: cannot be read ({reason})") from None
    if len(data) > _LARGEST:
        raise ReviewFileError(f"{path}: is larger than 5 MB")
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as fault:
        raise ReviewFileError(f"{path}: is not UTF-8 (byte {fault.start})") from None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        at = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ReviewFileError(f"{path}{at}: {fault.problem}") from None
    except (yaml.YAMLError, RecursionError):
        raise ReviewFileError(f"{path}: is not a YAML file") from None
    if root is None:
        raise ReviewFileError(f"{path}: is empty; write one with `namro encode --out`")
    return root


def _value(path: Path, node: yaml.Node) -> Any:  # noqa: ANN401 - any YAML value
    """Return a node's value; words stay as written: 17:00 is no number, 012 neither."""
    if isinstance(node, yaml.MappingNode):
        made: dict[str, Any] = {}
        for key, value in node.value:
            if str(key.value) in made:
                mark = key.start_mark
                raise ReviewFileError(
                    f"{path}, line {mark.line + 1}, column {mark.column + 1}:"
                    f" {key.value} stands twice"
                )
            made[str(key.value)] = _value(path, value)
        return made
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, one) for one in node.value]
    if node.tag in _SCALARS:
        return yaml.SafeLoader("").construct_object(node)
    return str(node.value)


def _at(path: Path, root: yaml.Node, place: Sequence[str | int]) -> str:
    """Return where a place stands; of what is left out, where it should."""
    node = root
    for step in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            named = {str(key.value): (key, value) for key, value in node.value}
            if step not in named:
                break
            key, node = named[str(step)]
            if step == place[-1] and not isinstance(node, yaml.ScalarNode):
                node = key
    mark = node.start_mark
    return f"{path}, line {mark.line + 1}, column {mark.column + 1}"
