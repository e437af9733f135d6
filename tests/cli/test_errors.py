"""The boundary: which faults end in a line, and which are ours to mend."""

from __future__ import annotations

from importlib import import_module

import pytest
import typer

from cli.errors import EXIT_CODES, RefusedError, told
from directive.errors import SecretDocumentError
from office.errors import ForbiddenError
from store.errors import EmbeddedDatabaseError

FAULTS = {
    "a refusal": (RefusedError("no"), 1, "namro: no\n"),
    "a kind of a known fault": (EmbeddedDatabaseError("down"), 1, "namro: down\n"),
    "a document": (SecretDocumentError("secret"), 2, "namro: secret\n"),
    "several sentences": (ForbiddenError("one\ntwo"), 1, "namro: one\nnamro: two\n"),
    "a file": (
        PermissionError(13, "Permission denied", "/x"),
        1,
        "namro: /x: cannot be used (Permission denied)\n",
    ),
}


@pytest.mark.parametrize(("fault", "code", "said"), FAULTS.values(), ids=FAULTS)
def test_what_people_can_cause_ends_in_a_line(
    fault: Exception, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as end, told():
        raise fault

    assert end.value.exit_code == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("fault", [ValueError("bug"), OSError("bug"), KeyError("bug")])
def test_a_bug_of_ours_is_passed_on(fault: Exception) -> None:
    with pytest.raises(type(fault), match="bug"), told():
        raise fault


@pytest.mark.parametrize("name", EXIT_CODES)
def test_every_fault_that_is_listed_exists(name: str) -> None:
    module, _, kind = name.rpartition(".")

    assert issubclass(getattr(import_module(module), kind), Exception)
