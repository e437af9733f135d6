"""Read the file of agencies and groups into a registry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from directive.registry import Agency, AgencyGroup, Registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHIPPED = "cao_bang_agencies.yaml"
LISTS = ("provincial", "communes", "agencies")
BY_REQUEST = "by_request"
DISTRICT = re.compile(r" ?\([^)]*\)$")  # "Xã Hưng Đạo (Thành phố Cao Bằng)"


class RegistryFileError(ValueError):
    """The agency file cannot be used; one sentence says where and why."""


@dataclass(frozen=True, slots=True)
class _File:
    """One YAML file being read: says where a fault stands."""

    where: str

    def fault(self, node: yaml.Node, reason: str) -> RegistryFileError:
        mark = node.start_mark
        return RegistryFileError(
            f"{self.where}, line {mark.line + 1}, column {mark.column + 1}: {reason}"
        )

    def fields(self, node: yaml.Node, what: str) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node, f"{what} must have named fields")
        return {str(key.value): value for key, value in node.value}

    def items(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, f"{what} must be a list")
        return list(node.value)

    def word(self, node: yaml.Node, what: str) -> str:
        """Return a scalar as written: a code such as 01273 keeps its zero."""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.fault(node, f"{what} must be a word or a name")
        return str(node.value).strip()

    def words(self, node: yaml.Node | None, what: str) -> tuple[str, ...]:
        return tuple(self.word(item, what) for item in self.items(node, what))


def load_registry(path: Path | None = None) -> Registry:
    """Return the registry of the file at `path`, or of the one that ships.

    The file holds `groups` (code: `text` and `kinds`) and the lists `provincial`,
    `communes` or `agencies`, each entry with `code`, `name`, `kind` and, where
    known, `abbrev`, `aliases`, `slug`, `merged_from` and `escalation: by_request`.
    Old units become aliases: "UBND xã Hưng Đạo".

    Raises:
        RegistryFileError: It is missing or not YAML, an entry is wrong, or a code
            stands twice (both places are named).
    """
    file = _File(str(path) if path else SHIPPED)
    root = _compose(file, path)
    top = file.fields(root, "the agency file")
    agencies: dict[str, Agency] = {}
    places: dict[str, yaml.Node] = {}
    for name in LISTS:
        for node in file.items(top.get(name), name):
            agency, code = _agency(file, node)
            if agency.code in agencies:
                first = places[agency.code].start_mark.line + 1
                raise file.fault(
                    code,
                    f"code {agency.code} is already used in line {first}; "
                    "give each agency a code of its own",
                )
            agencies[agency.code] = agency
            places[agency.code] = code
    if not agencies:
        raise file.fault(root, f"no agencies; list them under {' or '.join(LISTS)}")
    groups = tuple(_groups(file, top.get("groups")))
    return Registry(tuple(agencies.values()), groups)


def _compose(file: _File, path: Path | None) -> yaml.Node:
    source = path or resources.files("store.data").joinpath(SHIPPED)
    try:
        root = yaml.compose(source.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as fault:
        raise RegistryFileError(
            f"{file.where}: cannot be read ({fault.strerror}); give an agency file"
        ) from fault
    except UnicodeDecodeError as fault:
        raise RegistryFileError(
            f"{file.where}: is not UTF-8 (byte {fault.start}); save it as UTF-8"
        ) from fault
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        at = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise RegistryFileError(f"{file.where}{at}: {fault.problem}") from fault
    except (yaml.YAMLError, RecursionError) as fault:
        raise RegistryFileError(f"{file.where}: is not a YAML file") from fault
    if root is None:
        raise RegistryFileError(f"{file.where}: is empty; list agencies in it")
    return root


def _agency(file: _File, node: yaml.Node) -> tuple[Agency, yaml.Node]:
    """Return one agency and the node of its code."""
    fields = file.fields(node, "an agency")
    for name in ("code", "name", "kind"):
        if name not in fields:
            raise file.fault(node, f"an agency has no {name}")
    old = file.words(fields.get("merged_from"), "merged_from")
    aliases = file.words(fields.get("aliases"), "aliases")
    agency = Agency(
        code=file.word(fields["code"], "code"),
        name=file.word(fields["name"], "name"),
        kind=file.word(fields["kind"], "kind"),
        abbrev=_optional(file, fields, "abbrev"),
        aliases=tuple(dict.fromkeys((*aliases, *_old_councils(old)))),
        slug=_optional(file, fields, "slug"),
        by_request=_optional(file, fields, "escalation") == BY_REQUEST,
    )
    return agency, fields["code"]


def _optional(file: _File, fields: dict[str, yaml.Node], name: str) -> str | None:
    node = fields.get(name)
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return None
    return file.word(node, name)


def _old_councils(units: tuple[str, ...]) -> Iterator[str]:
    """Name the councils of merged units: "Xã Hưng Đạo (…)" → "UBND xã Hưng Đạo"."""
    for unit in units:
        name = DISTRICT.sub("", unit)
        yield f"UBND {name[:1].lower()}{name[1:]}"


def _groups(file: _File, node: yaml.Node | None) -> Iterator[AgencyGroup]:
    if node is None:
        return
    for code, body in file.fields(node, "groups").items():
        fields = file.fields(body, f"group {code}")
        phrases = file.words(fields.get("text"), "text")
        kinds = file.words(fields.get("kinds"), "kinds")
        if not phrases or not kinds:
            raise file.fault(body, f"group {code} needs text and kinds")
        yield AgencyGroup(code, phrases, kinds)
