"""What our own component makes passes every profile, with no waiver, whatever it is told."""

from typing import Any

import pytest

from components import KubernetesService
from policies.rules import registered
from policies.rules.judge import judge_objects
from policies.rules.model import Profile, Verdict
from policies.rules.subjects import Object
from tests.components.recording import DIGEST, SECRET, record

IMAGE = f"ghcr.io/acme/service@{DIGEST}"
RULES = [one for one in registered().values() if one.profile is not Profile.OPTIONAL]
VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "keys": {"providers": ["openai"], "api_keys": {"openai": "sk-abcdef0123456789ABCDEFGH"}},
    "autoscaled": {"autoscaling": {"min_replicas": 2, "max_replicas": 4}},
    "published": {"ingress": {"host": "service.example.com"}},
    "alb": {"ingress": {"host": "service.example.com", "class_name": "alb"}},
    "route": {"http_route": {"host": "service.example.com", "gateway": "public"}},
    "caches": {"cache_paths": ["/app/.next/cache"], "runtime": "other"},
    "long-streams": {"longest_stream": 600, "startup_budget": 300},
    "model": {"preset": "model", "memory": "8Gi", "cpu": "2"},
}


def _objects(arguments: dict[str, Any]) -> list[Object]:
    asked, _ = record(
        lambda: KubernetesService(
            "service",
            {"image": IMAGE, **arguments},  # type: ignore[typeddict-item]
        )
    )
    return [
        Object(_shown(one.inputs)) for one in asked.values() if one.type.startswith("kubernetes:")
    ]


def _shown(value: Any) -> Any:
    """The inputs as the cluster would see them: secrets are plain there."""
    if isinstance(value, dict):
        return (
            _shown(value[SECRET]) if SECRET in value else {k: _shown(v) for k, v in value.items()}
        )
    return [_shown(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("variant", VARIANTS)
def test_our_component(variant: str) -> None:
    """No rule of baseline, restricted or serving fails, and none is left open."""
    results = judge_objects(RULES, _objects(VARIANTS[variant]))
    assert [
        (one.rule.id, str(one.verdict), one.subject.kind, one.path, one.message)
        for one in results
        if one.verdict is not Verdict.PASS
    ] == []
