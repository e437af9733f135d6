"""Tasks say how to try, and nothing else."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING

import pytest
from prefect import Task
from prefect.cache_policies import NO_CACHE

from tasks import (
    auditing,
    collecting,
    delivering,
    reminding,
    renewing,
    reporting,
    upkeep,
)

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

MODULES = (
    auditing,
    collecting,
    delivering,
    reminding,
    renewing,
    reporting,
    upkeep,
)
TASKS = [
    found
    for module in MODULES
    for found in vars(module).values()
    if isinstance(found, Task)
]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_task_may_be_tried_again_and_is_never_answered_from_a_cache(
    task: Task[..., object],
) -> None:
    assert task.cache_policy is NO_CACHE
    assert task.retries >= 2
    assert task.timeout_seconds
    assert "namro" in task.tags


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_tasks_hold_no_rule(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    decisions = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If | ast.IfExp | ast.For | ast.While)
    ]

    assert {ast.unparse(each) for each in decisions if not _of_types(each)} == set()


def _of_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


@pytest.mark.usefixtures("prefect")
def test_tasks_work_on_the_office_of_the_settings(tmp_path: Path) -> None:
    assert delivering.deliver.fn() == {}
    assert reminding.remind.fn().messages == 0
    assert reminding.escalate.fn().messages == 0
    assert reporting.report_week.fn() == 0
    assert renewing.renew.fn() == 0
    assert auditing.audit.fn().findings == ()
    assert auditing.heartbeat.fn() == "no watcher"
    assert upkeep.keep_up.fn().fault is None
    assert collecting.collect_drop.fn(tmp_path) == {}
