"""Every template of a sentence that the program can say, found in its source."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
OWN = {ROOT / "directive" / f"{name}.py" for name in ("errors", "sentence")}
LAYERS = ("directive", "notifications", "office", "store", "tasks", "web")
ERRORS = frozenset(
    {"ForbiddenError", "NotAllowedError", "NotFoundError", "OfficeError"}
)
SAYING = ERRORS | {"Sentence"}
"""What takes a template first, and the values that fill it by their names."""


@cache
def spoken() -> tuple[dict[str, str], list[str]]:
    """Return where each template stands, and where words are put together otherwise."""
    found: dict[str, str] = {}
    wrong: list[str] = []
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            source = path.read_text("utf-8")
            if path not in OWN and any(f"{name}(" in source for name in SAYING):
                for said, line in said_in(source):
                    where = f"{path.relative_to(ROOT)}:{line}"
                    if said is None:
                        wrong.append(where)
                    else:
                        found[said] = where
    return found, wrong


def said_in(source: str) -> Iterator[tuple[str | None, int]]:
    """Yield each template of a module and its line; None for what is none.

    An error may also be given a `Sentence` that was made elsewhere.
    """
    tree = ast.parse(source)
    plain = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in SAYING or not node.args:
            continue
        for said in branches(node.args[0]):
            if isinstance(said, ast.Constant):
                yield str(said.value), node.lineno
            elif node.func.id not in ERRORS or _is_put_together(said, plain):
                yield None, node.lineno


def _is_put_together(said: ast.expr, plain: set[str]) -> bool:
    if isinstance(said, ast.Name):
        return said.id in plain
    return isinstance(said, ast.JoinedStr | ast.BinOp)


def branches(node: ast.expr) -> Iterator[ast.expr]:
    """Yield both sides of `a if … else b`, or the one there is."""
    if isinstance(node, ast.IfExp):
        yield from branches(node.body)
        yield from branches(node.orelse)
    else:
        yield node
