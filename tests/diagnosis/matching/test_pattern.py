"""Where a pattern holds, and what it suggests."""

from dataclasses import replace

import pytest

from diagnosis.finding import Severity
from diagnosis.matching import LogPattern, Place, Requires, Scope, Source
from diagnosis.snapshot import Platform, Role

ANYWHERE = LogPattern("a", "a", "A", Severity.HIGH, "Set {name} to {size}.", defaults={"size": "1"})


def scoped(**values: object) -> LogPattern:
    """A pattern with this scope, for logs."""
    return replace(ANYWHERE, scope=replace(Scope(), **values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "place", "holds"),
    [
        ({}, Place(), True),
        ({}, Place(source=Source.STATEMENT), True),
        ({}, Place(source=Source.EVENT), False),
        ({"source": (Source.EVENT,)}, Place(source=Source.EVENT), True),
        ({"source": (Source.EVENT,)}, Place(), False),
        ({"platform": (Platform.LAMBDA,)}, Place(platform=Platform.LAMBDA), True),
        ({"platform": (Platform.LAMBDA,)}, Place(platform=Platform.ECS), False),
        ({"platform": (Platform.LAMBDA,)}, Place(), True),
        ({"role": (Role.INIT,)}, Place(role=Role.INIT), True),
        ({"role": (Role.INIT,)}, Place(), False),
        ({"previous": True}, Place(previous=True), True),
        ({"previous": True}, Place(), False),
        ({"previous": False}, Place(previous=True), False),
        ({"technology": ("node",)}, Place(), True),
        ({"technology": ("node",)}, Place(technologies=frozenset()), True),
        ({"technology": ("node",)}, Place(technologies=frozenset({"node", "redis"})), True),
        ({"technology": ("node",)}, Place(technologies=frozenset({"python"})), False),
        ({"technology": ("node",)}, Place(technologies=frozenset({"redis", "openai"})), True),
        ({"technology": ("postgres",)}, Place(technologies=frozenset({"python"})), True),
        ({"technology": ("postgres",)}, Place(technologies=frozenset({"mysql"})), False),
        ({"technology": ("vllm", "tgi")}, Place(technologies=frozenset({"ollama"})), False),
        ({"technology": ("langchain",)}, Place(technologies=frozenset({"openai"})), True),
    ],
)
def test_scope(scope: dict[str, object], place: Place, holds: bool) -> None:
    """All that is given must hold; what nobody knows speaks against nothing."""
    assert scoped(**scope).applies(place) is holds


@pytest.mark.parametrize(
    ("requires", "place", "holds"),
    [
        (Requires(exit_code=(1, 134)), Place(exit_code=134), True),
        (Requires(exit_code=(1, 134)), Place(exit_code=137), False),
        (Requires(exit_code=(0,)), Place(exit_code=0), True),
        (Requires(exit_code=(1,)), Place(), False),
        (Requires(reason=("OOMKilled",)), Place(reason="OOMKilled"), True),
        (Requires(reason=("OOMKilled",)), Place(reason="Error"), False),
        (Requires(reason=("OOMKilled",)), Place(), False),
        (Requires(restarts=2), Place(restarts=3), True),
        (Requires(restarts=2), Place(restarts=1), False),
        (Requires(restarts=2), Place(), False),
        (Requires((1,), ("Error",), 1), Place(exit_code=1, reason="Error", restarts=1), True),
        (Requires((1,), ("Error",), 1), Place(exit_code=1, reason="Error"), False),
    ],
)
def test_requires(requires: Requires, place: Place, holds: bool) -> None:
    """Facts must be known: a missing one does not hold."""
    assert replace(ANYWHERE, requires=requires).applies(place) is holds


@pytest.mark.parametrize(
    ("groups", "suggestion"),
    [
        ({"name": "heap", "size": "384"}, "Set heap to 384."),
        ({"name": "heap"}, "Set heap to 1."),
        ({"name": "heap", "size": ""}, "Set heap to 1."),
        ({}, "Set the name to 1."),
        ({"name": "{size}", "size": "2"}, "Set {size} to 2."),
    ],
)
def test_suggest(groups: dict[str, str], suggestion: str) -> None:
    """Groups fill the suggestion, once; a silent one leaves its default."""
    assert ANYWHERE.suggest(groups) == suggestion


def test_braces_that_are_no_group_stay() -> None:
    """A suggestion may show a template or JSON."""
    suggestion = "docker inspect --format '{{.State}}' and {\"a\": 1}, ${HOME:-x}"
    assert replace(ANYWHERE, suggestion=suggestion).suggest({}) == suggestion
