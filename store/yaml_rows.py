"""Read a YAML list of entries with named fields as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from store.rows_file import MOST_ROWS, Cell, Row, RowsFileError, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_LARGEST = 1_000_000  # bytes
_NULL = "tag:yaml.org,2002:null"


def yaml_rows(
    path: Path,
    data: bytes,
    columns: Mapping[str, Sequence[str]],
    known: Mapping[str, str],
) -> Iterator[Row]:
    """Yield one row for each entry; a field that is left out is empty.

    Args:
        path: Names the file in faults.
        data: Its bytes.
        columns: Name in our code → names that people write.
        known: Plain name → name in our code.

    Raises:
        RowsFileError: Not YAML, not a list of entries, an unknown or doubled field.
    """
    root = _compose(path, data)
    if not isinstance(root, yaml.SequenceNode):
        raise _fault(path, root, "must be a list of entries, each begun with “-”")
    if len(root.value) > MOST_ROWS:
        raise RowsFileError(f"{path}: has more than {MOST_ROWS} rows; split it up")
    for entry in root.value:
        if not isinstance(entry, yaml.MappingNode):
            raise _fault(path, entry, "an entry must have named fields")
        row: Row = {}
        for name, value in entry.value:
            key = known.get(plain(str(name.value)))
            if key is None:
                wanted = ", ".join(names[0] for names in columns.values())
                raise _fault(path, name, f"unknown field; the fields are {wanted}")
            if key in row:
                raise _fault(path, name, "this field stands twice")
            if not isinstance(value, yaml.ScalarNode):
                raise _fault(path, value, "must be one value")
            written = None if value.tag == _NULL else value.value
            row[key] = Cell(written, _place(path, value))
        empty = Cell(None, _place(path, entry))
        yield {key: row.get(key, empty) for key in columns}


def _compose(path: Path, data: bytes) -> yaml.Node:
    """Compose in Python: the C loader dies of deeply nested brackets."""
    if len(data) > _LARGEST:
        raise RowsFileError(f"{path}: is larger than 1 MB; split it up")
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as fault:
        raise RowsFileError(
            f"{path}: is not UTF-8 (byte {fault.start}); save it as UTF-8"
        ) from None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        at = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise RowsFileError(f"{path}{at}: {fault.problem}") from None
    except (yaml.YAMLError, RecursionError):
        raise RowsFileError(f"{path}: is not a YAML file") from None
    if root is None:
        raise RowsFileError(f"{path}: is empty; list entries in it")
    return root


def _place(path: Path, node: yaml.Node) -> str:
    mark = node.start_mark
    return f"{path}, line {mark.line + 1}, column {mark.column + 1}"


def _fault(path: Path, node: yaml.Node, reason: str) -> RowsFileError:
    return RowsFileError(f"{_place(path, node)}: {reason}")
