"""Contradictions in the arguments of a container, each a sentence that names the argument."""

from typing import Any

import pulumi
import pytest

from components.docker.check import container_problems, image_problems
from components.docker.container_args import DockerServiceArgs

IMAGE = f"registry.example.com/team/app@sha256:{'a' * 64}"
KEY = "sk-fake-0123456789abcdefABCDEF"

CASES: list[tuple[dict[str, Any], str]] = [
    (
        {"replicas": 3},
        "`replicas` means nothing on a Docker host; remove it",
    ),
    (
        {"image": "app:latest"},
        (
            '`image` ("app:latest") must be `repository@sha256:...`: a tag that moves is not '
            "pulled again, and nobody knows what runs"
        ),
    ),
    ({"runtime": "ruby"}, '`runtime` ("ruby") is not known; use node or other'),
    ({"port": 80}, "`port` (80) is below 1024, which only root may open; use e.g. 8080"),
    ({"port": 70000}, "`port` (70000) must be between 1 and 65535"),
    ({"host_port": 0}, "`host_port` (0) must be between 1 and 65535"),
    (
        {"host_ip": "localhost"},
        (
            '`host_ip` ("localhost") is not an address; use 127.0.0.1 (this host alone) or 0.0.0.0 '
            "(everyone who reaches it)"
        ),
    ),
    ({"ready_path": "ready"}, '`ready_path` ("ready") must start with a slash'),
    (
        {"health_command": ["curl", "localhost"]},
        (
            '`health_command` begins with "curl"; begin with CMD and the program, or with '
            "CMD-SHELL and a line for a shell, and leave it out to take the image's own"
        ),
    ),
    (
        {"health_command": ["CMD"]},
        (
            '`health_command` begins with "CMD"; begin with CMD and the program, or with '
            "CMD-SHELL and a line for a shell, and leave it out to take the image's own"
        ),
    ),
    ({"startup_budget": 0}, "`startup_budget` (0) must be 1 or more"),
    ({"longest_stream": 0}, "`longest_stream` (0) must be 1 or more"),
    ({"pre_stop": -1}, "`pre_stop` (-1) cannot be negative"),
    (
        {"pre_stop": 10, "longest_stream": 60, "grace": 74},
        (
            "`grace` (74 s) is below `pre_stop` (10 s) plus `longest_stream` (60 s) and 5 s to end "
            "in: Docker would cut running streams; use at least 75, or leave `grace` out"
        ),
    ),
    ({"memory": "lots"}, '`memory`: "lots" is not a Kubernetes quantity; use e.g. 512Mi'),
    (
        {"memory": "128Mi", "cache_paths": ["/app/.cache"], "runtime": "other"},
        (
            "`memory` (128Mi) leaves 0 MiB to the service when /tmp and `cache_paths` are full "
            "(128 MiB: 64 each, and they are memory); use at least 129Mi"
        ),
    ),
    (
        {"memory": "255Mi"},
        (
            "`memory` (255Mi) leaves 191 MiB to the service when /tmp and `cache_paths` are full "
            "(64 MiB: 64 each, and they are memory); use at least 256Mi"
        ),
    ),
    ({"cpu": "fast"}, '`cpu`: "fast" is not a Kubernetes quantity; use e.g. 250m or 1'),
    ({"cpu": "2", "cpu_limit": "1"}, "`cpu` (2) is above the limit `cpu_limit` (1)"),
    (
        {"restart": "sometimes"},
        '`restart` ("sometimes") is not known; use one of no, on-failure, unless-stopped, always',
    ),
    (
        {"max_retries": 3},
        "`max_retries` (3) needs `restart` on-failure, and it is unless-stopped",
    ),
    (
        {"restart": "on-failure", "max_retries": 0},
        "`max_retries` (0) must be 1 or more",
    ),
    ({"run_as_user": 0}, "`run_as_user` (0) must be the id of a user other than root, e.g. 65532"),
    ({"cache_paths": ["/tmp"]}, '`cache_paths`: "/tmp" is always writable; leave it out'),  # noqa: S108
    (
        {"cache_paths": ["/run/secrets"]},
        '`cache_paths`: "/run/secrets" would hide the files with the secrets in /run/secrets',
    ),
    (
        {"cache_paths": ["/run/"]},
        '`cache_paths`: "/run/" would hide the files with the secrets in /run/secrets',
    ),
    ({"providers": ["openai"]}, "`api_keys` has no key for openai, which `providers` declares"),
    (
        {"env": {"OPENAI_API_KEY": KEY}},
        "`env` sets OPENAI_API_KEY, which looks like a secret, in plain text; move it to `secrets`",
    ),
    (
        {"secrets": {"TOKEN": KEY}, "env": {"TOKEN_FILE": "/elsewhere"}},
        "`env` sets TOKEN_FILE, which is where the secret TOKEN will be; remove it from `env`",
    ),
    (
        {
            "providers": ["openai"],
            "api_keys": {"openai": KEY},
            "env": {"OPENAI_API_KEY_FILE": "/elsewhere"},
        },
        (
            "`env` sets OPENAI_API_KEY_FILE, which is where the secret OPENAI_API_KEY will be; "
            "remove it from `env`"
        ),
    ),
    ({"log_max_size": "10MB"}, '`log_max_size` ("10MB") is not a size of Docker\'s; use e.g. 10m'),
    ({"log_max_files": 0}, "`log_max_files` (0) must be 1 or more"),
    ({"preset": "gpu"}, '`preset` ("gpu") is not known; use one of api, model'),
]


@pytest.mark.parametrize(("args", "sentence"), CASES, ids=[str(args) for args, _ in CASES])
def test_one_contradiction_is_one_sentence(args: dict[str, Any], sentence: str) -> None:
    """That one, and no other."""
    assert container_problems("service", {"image": IMAGE, **args}) == [sentence]
    assert KEY not in sentence


def test_nothing_to_say() -> None:
    """With the image alone, and with every argument."""
    everything = {
        "image": IMAGE, "preset": "api", "runtime": "other", "port": 9000, "host_port": 80,
        "host_ip": "::1", "ready_path": "/ready", "live_path": "/live",
        "health_command": ["CMD", "/probe"], "startup_budget": 10, "longest_stream": 30,
        "first_token": 5, "pre_stop": 3, "grace": 60, "memory": "1Gi", "cpu": "1",
        "cpu_limit": "2", "restart": "on-failure", "max_retries": 5, "providers": ["openai"],
        "api_keys": {"openai": KEY}, "model": "openai:gpt-5-mini", "env": {"A": "1"},
        "secrets": {"DATABASE_URL": KEY}, "cache_paths": ["/app/.cache", "/runtime"],
        "read_only_root": False, "run_as_user": 1000, "log_max_size": "1g", "log_max_files": 1,
        "debug": True, "labels": {"team": "ai"},
    }  # fmt: skip
    assert set(everything) == set(DockerServiceArgs.__annotations__)
    assert container_problems("service", {"image": IMAGE}) == []
    assert container_problems("service", everything) == []


@pytest.mark.parametrize("name", ["Service", "1service", "service-", "s_1", "a" * 47])
def test_a_name_that_cannot_be_used_everywhere(name: str) -> None:
    """The same names as on Kubernetes: a service may move."""
    (sentence,) = container_problems(name, {"image": IMAGE})
    assert sentence.startswith(f'the name "{name}" cannot name a container')


def test_all_at_once() -> None:
    """Every contradiction, in one run; a wrong port is told once."""
    found = container_problems("service", {"image": IMAGE, "port": 80, "memory": "x", "grace": 1})
    assert [sentence.split("`")[1] for sentence in found] == ["port", "grace", "memory"]


def test_an_image_that_is_not_known_yet() -> None:
    """Checked when it is."""
    assert image_problems(pulumi.Output.from_input(IMAGE)) == []
    assert image_problems(f"localhost:5001/app@sha256:{'0' * 64}") == []
    assert len(image_problems(f"app:1@sha256:{'0' * 64}")) == 1
