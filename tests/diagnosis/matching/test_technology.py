"""Which technologies show."""

import pytest

from diagnosis.matching import technologies


@pytest.mark.parametrize(
    ("log", "shown"),
    [
        ("", set()),
        ("server started on port 8080", set()),
        ("    at Module._load (node:internal/modules/cjs/loader:1)", {"node"}),
        ("Traceback (most recent call last):", {"python"}),
        ('Exception in thread "main" java.lang.OutOfMemoryError', {"jvm"}),
        ("goroutine 1 [running]:", {"go"}),
        ("thread 'main' panicked at src/main.rs:4:5", {"rust"}),
        ("2026/11/25 10:00:00 [error] 31#31: nginx/1.27.0 upstream prematurely closed", {"nginx"}),
        ("PostgreSQL Database directory appears to contain a database", {"postgres"}),
        ("(EngineCore_DP0 pid=87) ERROR vllm/v1/engine/core.py", {"vllm"}),
        ("redis.exceptions.ConnectionError: Error 111", {"redis"}),
        ("AI_APICallError: Unauthorized", {"vercel-ai"}),
    ],
)
def test_a_log_shows_what_wrote_it(log: str, shown: set[str]) -> None:
    """By marks that other programs' logs do not hold."""
    assert technologies(log) == shown


@pytest.mark.parametrize(
    ("image", "command", "shown"),
    [
        ("docker.io/library/python:3.12-slim", (), {"python"}),
        ("registry.example.com/team/node/web:1", ("npm", "start"), {"node"}),
        ("vllm/vllm-openai:v0.9.0", (), {"vllm", "openai"}),
        ("eclipse-temurin:21-jre", (), {"jvm"}),
        ("web:1", ("/usr/bin/gunicorn", "app:app"), {"gunicorn"}),
        ("web:1", (), set()),
    ],
)
def test_an_image_and_a_command_show_it(
    image: str, command: tuple[str, ...], shown: set[str]
) -> None:
    """By their words; the registry's name and the path say nothing."""
    assert technologies(image=image, command=command) == shown


def test_only_the_ends_of_a_large_log_are_read() -> None:
    """Who starts says so at the beginning, who fails at the end."""
    filling = "x\n" * 500_000
    assert technologies(f"Node.js v22.1.0\n{filling}goroutine 1 [running]:") == {"node", "go"}
    assert technologies(f"{filling}Node.js v22.1.0\n{filling}") == frozenset()
