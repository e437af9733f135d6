"""Read a ladder from YAML, and refuse nonsense with its line and column."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
)

from directive.model import Urgency
from directive.policy import Audience, Policy, Rung, Tone, Track, rung
from directive.sense import nonsense

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SHIPPED = "default_policy.yaml"
LARGEST = 200_000  # bytes
_Path: TypeAlias = "tuple[str | int, ...]"
_Channel = Literal["email", "zalo_bot", "zalo_oa", "zalo_zns", "apprise"]
_Words = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]


class PolicyFileError(ValueError):
    """The policy file cannot be used; one sentence says where and why."""


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    tell: Audience
    because: _Words
    aim: Annotated[Literal["action", "information"], Field(alias="for")] = "action"
    tone: Tone = Tone.COURTEOUS
    channels: tuple[_Channel, ...] = ()

    @property
    def count(self) -> int:
        """Return the offset in the unit of its ladder."""
        raise NotImplementedError

    def rung(self, track: Track, urgency: Urgency = Urgency.NORMAL) -> Rung:
        """Return the step as the ladder has it."""
        return rung(
            track,
            self.count,
            self.tell,
            self.because,
            urgency=urgency,
            repeats=getattr(self, "repeats", False),
            action=self.aim == "action",
            tone=self.tone,
            channels=self.channels,
        )


class _DayStep(_Step):
    working_days: StrictInt

    @property
    def count(self) -> int:
        return self.working_days


class _HourStep(_Step):
    hours: StrictInt

    @property
    def count(self) -> int:
        return self.hours


class _SilentStep(_Step):
    days: StrictInt | None = None
    weeks: StrictInt | None = None
    repeats: bool = False

    @property
    def count(self) -> int:
        return (self.days or 0) + 7 * (self.weeks or 0)


class _Urgent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    khan: tuple[_HourStep, ...] = ()
    thuong_khan: tuple[_HourStep, ...] = ()
    hoa_toc: tuple[_HourStep, ...] = ()


class _Ladders(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    due: tuple[_DayStep, ...] = Field(min_length=1)
    acknowledgement: tuple[_DayStep, ...] = ()
    naming: tuple[_DayStep, ...] = ()
    undated: tuple[_SilentStep, ...] = ()
    check: tuple[_DayStep, ...] = ()
    urgent: _Urgent = _Urgent()


class _PolicyFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,39}$")]
    acknowledged_returns_after: Annotated[StrictInt, Field(ge=1, le=60)] = 5
    another_confirms: StrictBool = False
    ladders: _Ladders


def read_policy(path: Path | None = None) -> tuple[Policy, dict[str, Any]]:
    """Return the ladder of the file at `path`, or of the one that ships.

    Returns:
        The policy, and the document as the database keeps it.

    Raises:
        PolicyFileError: The file is missing, no YAML, or says something that no
            office can mean; the sentence names line and column.
    """
    source = path or resources.files("store.data").joinpath(SHIPPED)
    where = str(path or SHIPPED)
    root = _compose(source.read_bytes(), where)
    document = yaml.SafeLoader("").construct_document(root)
    try:
        found = _PolicyFile.model_validate(document)
    except ValidationError as fault:
        first = fault.errors()[0]
        raise _fault(root, first["loc"], first["msg"], where) from None
    placed = list(_placed(found.ladders))
    for index, reason in nonsense([step for _, step in placed]):
        raise _fault(root, placed[index][0], reason, where)
    return _policy(found, [step for _, step in placed]), document


def faults(document: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield where in a document something is wrong, and what, in English."""
    try:
        found = _PolicyFile.model_validate(document)
    except ValidationError as fault:
        for one in fault.errors():
            yield one["loc"], one["msg"]
        return
    placed = list(_placed(found.ladders))
    for index, reason in nonsense([step for _, step in placed]):
        yield placed[index][0], reason


def policy_of(document: dict[str, Any]) -> Policy:
    """Return the ladder of a document that the database keeps."""
    found = _PolicyFile.model_validate(document)
    return _policy(found, [step for _, step in _placed(found.ladders)])


def _policy(found: _PolicyFile, rungs: Sequence[Rung]) -> Policy:
    return Policy(
        found.version,
        tuple(rungs),
        found.acknowledged_returns_after,
        found.another_confirms,
    )


def _placed(ladders: _Ladders) -> Iterator[tuple[_Path, Rung]]:
    """Yield every step with where it stands in the file."""
    plain: dict[Track, Sequence[_Step]] = {
        Track.DUE: ladders.due,
        Track.ACKNOWLEDGEMENT: ladders.acknowledgement,
        Track.NAMING: ladders.naming,
        Track.UNDATED: ladders.undated,
        Track.CHECK: ladders.check,
    }
    for track, steps in plain.items():
        for index, step in enumerate(steps):
            yield ("ladders", track.value, index), step.rung(track)
    for urgency in (Urgency.KHAN, Urgency.THUONG_KHAN, Urgency.HOA_TOC):
        for index, step in enumerate(getattr(ladders.urgent, urgency.value)):
            path = ("ladders", Track.URGENT.value, urgency.value, index)
            yield path, step.rung(Track.URGENT, urgency)


def _compose(data: bytes, where: str) -> yaml.Node:
    if len(data) > LARGEST:
        raise PolicyFileError(f"{where}: is larger than {LARGEST} bytes")
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise PolicyFileError(f"{where}: is not UTF-8") from None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        at = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise PolicyFileError(f"{where}{at}: {fault.problem}") from None
    except (yaml.YAMLError, RecursionError):
        raise PolicyFileError(f"{where}: is not a YAML file") from None
    if not isinstance(root, yaml.MappingNode):
        raise PolicyFileError(f"{where}:1:1: must hold version and ladders")
    return root


def _fault(root: yaml.Node, path: _Path, reason: str, where: str) -> PolicyFileError:
    mark = _node(root, path).start_mark
    name = ".".join(str(part) for part in path)
    return PolicyFileError(
        f"{where}:{mark.line + 1}:{mark.column + 1}: {name}: {reason}"
    )


def _node(node: yaml.Node, path: _Path) -> yaml.Node:
    """Return the deepest node on the way to a path that the file has."""
    for part in path:
        below: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            below = next(
                (value for key, value in node.value if key.value == part), None
            )
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            below = node.value[part]
        if below is None:
            return node
        node = below
    return node
