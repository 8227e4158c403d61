"""Contradictions in a service's arguments: one sentence each."""

from typing import Any

import pytest

from components.service_check import service_problems


def test_nothing_to_say() -> None:
    """The least and a lot."""
    assert service_problems("service", {"image": "unused"}) == []
    assert (
        service_problems(
            "service",
            {
                "image": "unused",
                "preset": "model",
                "memory": "8Gi",
                "autoscaling": {"min_replicas": 2, "max_replicas": 8},
                "providers": ["openai"],
                "api_keys": {"openai": "an output"},
                "model": "openai:gpt-5-mini",
                "env": {"MAX_TOKENS": "100"},
                "secrets": {"DATABASE_URL": "an output"},
                "ingress": {"host": "ai.example.com"},
            },
        )
        == []
    )


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "preset": ({"preset": "x"}, '`preset` ("x") is not known; use one of api, model'),
    "runtime": ({"runtime": "deno"}, '`runtime` ("deno") is not known; use node or other'),
    "negative limit": (
        {"memory": "-1Gi"},
        '`memory`: "-1Gi" is not a Kubernetes quantity; use e.g. 512Mi',
    ),
    "no room for a heap": (
        {"memory": "100Mi"},
        (
            '`memory`: "100Mi" leaves Node no room: it needs 64 MiB of heap and 128 MiB beside it; '
            "use at least 192Mi"
        ),
    ),
    "grace below the longest stream": (
        {"grace": 60, "longest_stream": 120},
        (
            "`grace` (60 s) is below `pre_stop` (10 s) plus `longest_stream` (120 s): a rolling "
            "update would cut running streams; use at least 130, or leave `grace` out"
        ),
    ),
    "no replicas": ({"replicas": 0}, "`replicas` (0) must be 1 or more"),
    "replicas and autoscaling": (
        {"replicas": 2, "autoscaling": {"min_replicas": 1, "max_replicas": 2}},
        (
            "`replicas` (2) and `autoscaling` are both set: each would undo the other; "
            "remove `replicas`"
        ),
    ),
    "autoscaling upside down": (
        {"autoscaling": {"min_replicas": 5, "max_replicas": 2}},
        "`autoscaling.min_replicas` (5) is above `autoscaling.max_replicas` (2)",
    ),
    "autoscaling from zero": (
        {"autoscaling": {"min_replicas": 0, "max_replicas": 2}},
        "`autoscaling.min_replicas` (0) must be 1 or more",
    ),
    "autoscaling at nothing": (
        {"autoscaling": {"min_replicas": 1, "max_replicas": 2, "cpu_percent": 0}},
        "`autoscaling.cpu_percent` (0) must be 1 or more",
    ),
    "port": ({"port": 70000}, "`port` (70000) must be between 1 and 65535"),
    "privileged port": (
        {"port": 80},
        "`port` (80) is below 1024, which only root may open; use e.g. 8080",
    ),
    "node port without its type": (
        {"node_port": 30080},
        "`node_port` (30080) needs `service_type` NodePort, and it is ClusterIP",
    ),
    "node port out of range": (
        {"node_port": 8080, "service_type": "NodePort"},
        "`node_port` (8080) must be between 30000 and 32767",
    ),
    "service type": (
        {"service_type": "External"},
        '`service_type` ("External") is not known; use ClusterIP, NodePort, LoadBalancer',
    ),
    "root": (
        {"run_as_user": 0},
        "`run_as_user` (0) must be the id of a user other than root, e.g. 65532",
    ),
    "a secret in plain text": (
        {"env": {"STRIPE_API_KEY": "x"}},
        "`env` sets STRIPE_API_KEY, which looks like a secret, in plain text; move it to `secrets`",
    ),
    "a connection in plain text": (
        {"env": {"DATABASE_URL": "x"}},
        "`env` sets DATABASE_URL, which looks like a secret, in plain text; move it to `secrets`",
    ),
    "a variable that is none": (
        {"env": {"log-level": "x"}},
        '"log-level" is not the name of an environment variable; use letters, digits and _',
    ),
    "a variable twice": (
        {"env": {"A": "x"}, "secrets": {"A": "y"}},
        "A is set by both `env` and `secrets`; keep one",
    ),
    "two ways in": (
        {
            "ingress": {"host": "a.example.com"},
            "http_route": {"host": "a.example.com", "gateway": "g"},
        },
        "`ingress` and `http_route` are both set; publish the service one way",
    ),
    "a provider without a key": (
        {"providers": ["openai"]},
        "`api_keys` has no key for openai, which `providers` declares",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_contradiction(case: str) -> None:
    """One sentence, and no other."""
    args, sentence = CASES[case]
    assert service_problems("service", {"image": "unused", **args}) == [sentence]


@pytest.mark.parametrize("name", ["Service", "1st", "a_b", "a" * 47, "-a", ""])
def test_names(name: str) -> None:
    """What Kubernetes would refuse later."""
    assert service_problems(name, {"image": "unused"}) == [
        (
            f'the name "{name}" cannot name Kubernetes objects: use lower-case letters, digits and '
            "dashes, at most 46 characters, a letter first"
        )
    ]


def test_all_at_once() -> None:
    """Nobody likes to be told one thing at a time."""
    args = {"image": "unused", "replicas": 0, "port": 0, "grace": 1}
    assert len(service_problems("service", args)) == 3
