"""From settings to the components' arguments."""

from typing import Any

import pulumi
import pytest

from components import KubernetesServiceArgs, ServiceImageArgs
from settings import image_arguments, service_arguments

from .configuration import KEY, read


def test_an_image_of_a_stack_that_says_nearly_nothing() -> None:
    """The machine fills in."""
    machine = {
        "SHIPSHAPE_REGISTRY": "localhost:5001",
        "SHIPSHAPE_BUILDER": "shipshape",
        "SHIPSHAPE_BUILD_IMAGE": "a",
        "SHIPSHAPE_RUNTIME_IMAGE": "b",
        "SHIPSHAPE_ADAPTER_IMAGE": "c",
    }
    assert image_arguments(read({}, machine=machine)) == {
        "registry": "localhost:5001",
        "repository": "reference",
        "platform": "linux/amd64",
        "context": "app",
        "target": "production",
        "build_image": "a",
        "runtime_image": "b",
        "adapter_image": "c",
        "builder": "shipshape",
        "cache": "auto",
        "allow_unpinned_bases": False,
        "reports": True,
        "labels": {},
        "secrets": {},
        "extra_ca": "",
    }


def test_git_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target asks for the arguments to check them, and again to make the image."""
    asked: list[str] = []

    def labels(source: str, _context: str) -> dict[str, str]:
        asked.append(source)
        return {"org.opencontainers.image.source": source}

    monkeypatch.setattr("settings.stack.image_labels", labels)
    settings = read({"source": "https://example.com/chat"})
    given = [image_arguments(settings)["labels"] for _ in range(3)]
    assert given == [{"org.opencontainers.image.source": "https://example.com/chat"}] * 3
    assert asked == ["https://example.com/chat"]


def test_the_stack_wins_over_the_machine() -> None:
    """What describes the service goes before what describes the machine."""
    settings = read({"registry": "ghcr.io/acme", "repository": "team/app", "debug": True})
    arguments = image_arguments(settings)
    assert arguments["registry"] == "ghcr.io/acme"
    assert arguments["repository"] == "team/app"
    assert arguments["target"] == "debug"


def test_a_service_of_a_stack_that_says_nearly_nothing() -> None:
    """What is computed is left to the component."""
    assert service_arguments(read({})) == {
        "create_namespace": True,
        "preset": "api",
        "runtime": "node",
        "port": 8080,
        "ready_path": "/health/ready",
        "live_path": "/health/live",
        "longest_stream": 60,
        "first_token": 30,
        "cpu": "100m",
        "gpus": 0,
        "cache_paths": [],
        "run_as_user": 65532,
        "service_type": "ClusterIP",
        "image_pull_secrets": [],
        "labels": {},
        "annotations": {},
        "pod_overrides": {},
        "providers": [],
        "model": "offline",
        "debug": False,
        "env": {"LOG_LEVEL": "info"},
        "secrets": {},
        "api_keys": {},
    }


def test_maps_arrive_in_the_components_words() -> None:
    """Only what was said."""
    arguments = service_arguments(
        read(
            {
                "autoscaling": {"minReplicas": 2, "maxReplicas": 5},
                "readinessProbe": {"period": 7},
                "httpRoute": {"host": "a.example.com", "gateway": "public"},
            }
        )
    )
    assert arguments["autoscaling"] == {"min_replicas": 2, "max_replicas": 5, "cpu_percent": 70}
    assert arguments["readiness_probe"] == {"period": 7}
    assert arguments["http_route"] == {"host": "a.example.com", "gateway": "public"}


def test_dependencies() -> None:
    """Their URLs are secrets; those that are set are required unless the stack says otherwise."""
    given = {"databaseUrl": "postgres://a", "cacheUrl": "redis://b"}
    secrets = ("databaseUrl", "cacheUrl")
    arguments = service_arguments(read(given, secrets))
    assert set(arguments["secrets"]) == {"DATABASE_URL", "CACHE_URL"}
    assert arguments["env"]["REQUIRED_DEPENDENCIES"] == "database,cache"
    fewer = service_arguments(read({**given, "requiredDependencies": ["database"]}, secrets))
    assert fewer["env"]["REQUIRED_DEPENDENCIES"] == "database"


def test_secrets_stay_outputs() -> None:
    """Keys, URLs, tokens and the stack's own."""
    settings = read(
        {
            "providers": ["openai"],
            "openaiApiKey": KEY,
            "secrets": {"STRIPE_API_KEY": "hidden"},
            "npmToken": "hidden",
            "buildSecrets": {"registry_login": "hidden"},
        },
        ("openaiApiKey", "secrets", "npmToken", "buildSecrets"),
    )
    service, image = service_arguments(settings), image_arguments(settings)
    found = [
        service["api_keys"]["openai"],
        service["secrets"]["STRIPE_API_KEY"],
        image["secrets"]["npm_token"],
        image["secrets"]["registry_login"],
    ]
    assert all(isinstance(value, pulumi.Output) for value in found)
    assert KEY not in f"{service}{image}"

    @pulumi.runtime.test  # type: ignore[untyped-decorator]
    def secrecy() -> pulumi.Output[Any]:
        async def all_secret() -> None:
            assert [await value.is_secret() for value in found] == [True] * len(found)

        return pulumi.Output.from_input(all_secret())

    secrecy()


def test_every_argument_is_one_of_the_components() -> None:
    """Neither module knows the other, so a test does."""
    settings = read({"autoscaling": {"minReplicas": 2, "maxReplicas": 5}, "grace": 100})
    assert set(image_arguments(settings)) <= set(ServiceImageArgs.__annotations__)
    assert set(service_arguments(settings)) <= set(KubernetesServiceArgs.__annotations__)


def test_every_argument_of_the_service_can_be_set() -> None:
    """Nothing of the component is out of a stack's reach."""
    from settings.fields import all_settings

    reachable = {setting.field for setting in all_settings()} | {"image", "api_keys"}
    assert set(KubernetesServiceArgs.__annotations__) <= reachable
