"""No parser raises, whatever it is given: each field of a real object is replaced by anything."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from collect.parsing import cloudwatch, docker, ecs, kubernetes, prometheus, serverless

CASES = Path(__file__).parents[1] / "files" / "cases"
ANYTHING: tuple[Any, ...] = (None, True, -1, 1e400, "text", "9" * 5000, [], [None], {}, {"a": {}})


def _load(name: str) -> Any:
    return json.loads((CASES / name).read_text())


def _references(obj: Any) -> object:
    return kubernetes.references([obj], [obj], [obj], [obj], [obj])


def _service(obj: Any) -> object:
    return kubernetes.service(obj, [obj])


KUBERNETES = (
    kubernetes.pod,
    kubernetes.workload,
    kubernetes.event,
    kubernetes.node,
    kubernetes.claim,
    _service,
    _references,
)
OBJECTS = [
    *_load("get-json-of-many-kinds/given/dump.json")["items"],
    *_load("events-as-json/given/e.json")["items"],
]
READERS: list[tuple[Callable[[Any], object], Any]] = [
    *((read, one) for read in KUBERNETES for one in OBJECTS),
    *((docker.container, one) for one in _load("docker-inspect/given/inspect.json")),
    *((docker.statements, one) for one in _load("docker-inspect/given/inspect.json")),
    *((ecs.containers, one) for one in _load("ecs-describe/given/tasks.json")["tasks"]),
    *((ecs.task_statements, one) for one in _load("ecs-describe/given/tasks.json")["tasks"]),
    (ecs.service_statements, _load("ecs-describe/given/services.json")["services"][0]),
    (cloudwatch.streams, _load("cloudwatch/given/events.json")),
    (cloudwatch.streams, _load("cloudwatch/given/insights.json")),
    (prometheus.answer, _load("metrics/given/query.json")),
    (serverless.response, _load("lambda-responses/given/lambda_response.json")),
]


def _damaged(obj: Any) -> Iterator[Any]:
    """The object with one of its fields replaced, and all of it replaced."""
    yield from ANYTHING
    if isinstance(obj, dict):
        for key in obj:
            yield {other: one for other, one in obj.items() if other != key}
            yield from ({**obj, key: damaged} for damaged in _damaged(obj[key]))
    if isinstance(obj, list):
        for at, one in enumerate(obj):
            yield from ([*obj[:at], damaged, *obj[at + 1 :]] for damaged in _damaged(one))


@pytest.mark.parametrize(
    "read", dict.fromkeys(read for read, _ in READERS), ids=lambda one: one.__name__
)
def test_a_wrong_field_costs_itself(read: Callable[[Any], object]) -> None:
    """Any field may be missing or of a wrong type."""
    for one in (obj for reader, obj in READERS if reader is read):
        for damaged in _damaged(one):
            read(damaged)


def test_platform_records_of_any_form() -> None:
    """The lines of a JSON log come from anybody."""
    lines = (CASES / "lambda-log-as-json/given/log.jsonl").read_text().splitlines()
    for line in lines:
        for damaged in _damaged(json.loads(line)):
            serverless.record(damaged)
