"""The templates of ZNS: which one a message uses, and what its parameters may be.

Zalo approves a template with its parameters; what does not fit them is refused
(-1121, -1122). So they are checked here before anything is sent.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from notifications.zalo.payloads import PayloadError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_NAME = r"^[a-z][a-z0-9_]{0,31}$"
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_DATE = re.compile(r"(?:[0-9]{2}:[0-9]{2} )?[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_STRICT = ConfigDict(extra="forbid", frozen=True)
_MOST_FAULTS = 20


class TemplateFileError(ValueError):
    """The file of templates cannot be used; one sentence for each fault."""


class Param(BaseModel):
    """One parameter as Zalo approved it, and the fact that fills it.

    `value` is a fixed text instead of a fact; `otherwise` stands in for a fact that a
    message does not have (a task without a deadline).
    """

    model_config = _STRICT

    fact: Literal["code", "deadline", "count", "link", "path"] | None = None
    value: str | None = None
    otherwise: str | None = None
    type: Literal["text", "number", "date"] = "text"
    min: int = Field(default=1, ge=0)  # characters
    max: int = Field(default=30, ge=1, le=400)  # characters


class Template(BaseModel):
    """A template of ZNS; `kinds` are the messages it is for, all others when empty.

    `at_night` lets it go out in 22:00-6:00 if Zalo allows: for what is hỏa tốc.
    """

    model_config = _STRICT

    id: str = Field(pattern=r"^[0-9]{1,20}$")
    kinds: tuple[str, ...] = ()
    params: dict[str, Param]
    at_night: bool = False

    @field_validator("params")
    @classmethod
    def _named(cls, params: dict[str, Param]) -> dict[str, Param]:
        for name, param in params.items():
            if not re.fullmatch(_NAME, name):
                raise ValueError(f"{name!r} is no name: a-z, 0-9 and _ are")
            if (param.fact is None) == (param.value is None):
                raise ValueError(f"{name}: give either fact or value")
            if param.min > param.max:
                raise ValueError(f"{name}: min is more than max")
        return params


class _File(BaseModel):
    model_config = _STRICT

    templates: tuple[Template, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of an installation."""

    all: Sequence[Template] = ()

    def of_kind(self, kind: str) -> Template:
        """Return the template for a kind of message.

        Raises:
            PayloadError: There is none.
        """
        for template in self.all:
            if kind in template.kinds:
                return template
        for template in self.all:
            if not template.kinds:
                return template
        raise PayloadError(f"no ZNS template is set for messages of kind {kind!r}")


def read_templates(file: Path) -> Templates:
    """Read the YAML file that NAMRO_ZALO_ZNS_TEMPLATES names.

    Raises:
        TemplateFileError: It cannot be read, or a template in it is wrong.
    """
    try:
        found = _File.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except OSError as error:
        raise TemplateFileError(f"{file}: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        said = " ".join(str(error).split())
        raise TemplateFileError(f"{file} is no YAML: {said}") from None
    except ValidationError as error:
        faults = [
            f"{file}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False)
        ]
        raise TemplateFileError("\n".join(faults[:_MOST_FAULTS])) from None
    doubled = _doubled(found.templates)
    if doubled:
        raise TemplateFileError(f"{file}: two templates are for {', '.join(doubled)}")
    return Templates(found.templates)


def fill(template: Template, facts: Mapping[str, str]) -> dict[str, str]:
    """Return `template_data`: every parameter, composed (NFC) and checked.

    Raises:
        PayloadError: A fact is missing, or does not fit its parameter.
    """
    return {
        name: _checked(name, param, facts) for name, param in template.params.items()
    }


def _checked(name: str, param: Param, facts: Mapping[str, str]) -> str:
    given = param.value if param.fact is None else facts.get(param.fact)
    if given is None:
        given = param.otherwise
    if given is None:
        raise PayloadError(f"parameter {name}: the message has no {param.fact}")
    value = unicodedata.normalize("NFC", " ".join(given.split()))
    if not param.min <= len(value) <= param.max:
        raise PayloadError(
            f"parameter {name} has {len(value)} characters,"
            f" the template takes {param.min} to {param.max}"
        )
    form = {"number": _NUMBER, "date": _DATE}.get(param.type)
    if form is not None and not form.fullmatch(value):
        raise PayloadError(f"parameter {name} must be a {param.type}")
    return value


def _doubled(templates: Sequence[Template]) -> list[str]:
    seen: set[str] = set()
    doubled = []
    for template in templates:
        for kind in template.kinds or ("all other kinds",):
            if kind in seen:
                doubled.append(kind)
            seen.add(kind)
    return doubled
