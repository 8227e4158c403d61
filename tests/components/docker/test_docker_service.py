"""The component under mocks: what it asks of the engine, and no secret among it in plain."""

import inspect
import json
import re
from typing import Any

import pulumi
import pulumi_docker as docker
import pytest
from pulumi_docker import _inputs as provider_inputs

from components import DockerService, DockerServiceArgs
from tests.components.recording import IMAGE_ID, SECRET, Asked, record

IMAGE = f"registry.example.com/app@sha256:{'a' * 64}"

KEY = "sk-abcdef0123456789ABCDEFGH"
PASSWORD_URL = "postgres://user:correct-horse@db/app"
LABELS = [{"label": "shipshape.dev/component", "value": "DockerService/service"}]
VOLUME = "service-secrets-f7d0750408"
CONTAINER = "docker:index/container:Container"

SERVICE = {
    "name": "service",
    "image": IMAGE_ID,
    "envs": [
        "HEALTHCHECK_PATH=/health/ready",
        "MAX_STREAM_SECONDS=60",
        "MODEL=offline",
        "NODE_OPTIONS=--max-old-space-size=320",
        "OTEL_RESOURCE_ATTRIBUTES=service.version=aaaaaaaaaaaa,service.instance.id=service",
        "OTEL_SERVICE_NAME=service",
        "PORT=8080",
        "SERVICE_NAME=service",
        "SERVICE_VERSION=aaaaaaaaaaaa",
        "SHUTDOWN_DELAY_SECONDS=0",
        "SHUTDOWN_GRACE_SECONDS=60",
    ],
    "labels": LABELS,
    "ports": [{"internal": 8080, "external": 8080, "ip": "127.0.0.1", "protocol": "tcp"}],
    "memory": 512,
    "memorySwap": 512,
    "user": "65532:65532",
    "privileged": False,
    "capabilities": {"drops": ["ALL"]},
    "securityOpts": ["no-new-privileges:true"],
    "readOnly": True,
    "tmpfs": {"/tmp": "rw,noexec,nosuid,nodev,size=64m,mode=1777"},  # noqa: S108
    "init": True,
    "mustRun": True,
    "restart": "unless-stopped",
    "stopSignal": "SIGTERM",
    "stopTimeout": 65,
    "destroyGraceSeconds": 65,
    "healthcheck": {"interval": "10s", "timeout": "3s", "startPeriod": "120s", "retries": 3},
    "wait": True,
    "waitTimeout": 174,
    "logDriver": "json-file",
    "logOpts": {"max-size": "10m", "max-file": "3"},
}
"""The container of a service that says nothing but its image."""

SECRETS: dict[str, Any] = {
    "providers": ["openai"],
    "api_keys": {"openai": KEY},
    "secrets": {"DATABASE_URL": PASSWORD_URL},
}


def _service(**more: Any) -> tuple[dict[str, Asked], Any]:
    args: DockerServiceArgs = {"image": IMAGE, **more}  # type: ignore[typeddict-item]

    def program() -> pulumi.Output[Any]:
        made = DockerService("service", args)
        return pulumi.Output.all(made.url, made.container, made.image, made.config)

    return record(program)


def _container(**more: Any) -> dict[str, Any]:
    return _service(**more)[0]["service-container"].inputs


def test_what_it_makes() -> None:
    """Two children, named from the component's name, and four outputs."""
    asked, outputs = _service()
    assert {name: (found.type, found.options["parent"]) for name, found in asked.items()} == {
        "service": ("shipshape:index:DockerService", "shipshape-dev"),
        "service-image": ("docker:index/remoteImage:RemoteImage", "service"),
        "service-container": (CONTAINER, "service"),
    }
    assert outputs == ["http://localhost:8080", "service", IMAGE, outputs[3]]
    assert len(outputs[3]) == 16


def test_the_container() -> None:
    """Whole."""
    assert _container() == SERVICE


def test_the_image_is_pulled_by_its_digest_and_kept() -> None:
    """The one before is there to go back to; the container names the image by its id."""
    asked, _ = _service()
    assert asked["service-image"].inputs == {"name": IMAGE, "keepLocally": True}


def test_the_old_container_goes_before_the_new_one_comes() -> None:
    """They share a name and a port; the engine outwaits the provider, and the streams that end."""
    asked, _ = _service()
    options = asked["service-container"].options
    assert options["delete_before_replace"] is True
    assert options["timeouts"] == {"create": "234s", "update": "234s"}
    assert options["delete_timeout"] == "125s"


@pytest.mark.parametrize(
    ("args", "changed"),
    [
        (
            {"port": 9000, "host_port": 80, "host_ip": "0.0.0.0"},  # noqa: S104
            {
                "ports": [
                    {"internal": 9000, "external": 80, "ip": "0.0.0.0", "protocol": "tcp"}  # noqa: S104
                ]
            },
        ),
        ({"memory": "1Gi"}, {"memory": 1024, "memorySwap": 1024}),
        ({"cpu": "100m", "cpu_limit": "1500m"}, {"cpuShares": 102, "cpus": "1.5"}),
        (
            {"restart": "on-failure", "max_retries": 5},
            {"restart": "on-failure", "maxRetryCount": 5},
        ),
        ({"read_only_root": False}, {"readOnly": False}),
        (
            {"run_as_user": 1000, "cache_paths": ["/app/.cache/"]},
            {
                "user": "1000:1000",
                "tmpfs": {
                    **SERVICE["tmpfs"],  # type: ignore[dict-item]
                    "/app/.cache": ("rw,noexec,nosuid,nodev,size=64m,mode=0700,uid=1000,gid=1000"),
                },
            },
        ),
        (
            {"pre_stop": 5, "longest_stream": 300},
            {"stopTimeout": 310, "destroyGraceSeconds": 310},
        ),
        (
            {"startup_budget": 30, "health_command": ["CMD", "/probe"]},
            {
                "healthcheck": {
                    **SERVICE["healthcheck"],  # type: ignore[dict-item]
                    "tests": ["CMD", "/probe"],
                    "startPeriod": "30s",
                },
                "waitTimeout": 84,
            },
        ),
        (
            {"log_max_size": "1g", "log_max_files": 1},
            {"logOpts": {"max-size": "1g", "max-file": "1"}},
        ),
        ({"labels": {"team": "ai"}}, {"labels": [*LABELS, {"label": "team", "value": "ai"}]}),
    ],
)
def test_what_an_argument_changes(args: dict[str, Any], changed: dict[str, Any]) -> None:
    """That and no more, the environment aside."""
    expected = {**SERVICE, **changed}
    assert {**_container(**args), "envs": None} == {**expected, "envs": None}


def test_the_environment() -> None:
    """The service ends before Docker ends it; the heap leaves room to what tmpfs may hold."""
    found = _container(
        pre_stop=5, longest_stream=300, cache_paths=["/a"], env={"A": "1"}, ready_path="/r",
        runtime="node", debug=True,
    )  # fmt: skip
    env = dict(entry.split("=", 1) for entry in found["envs"])
    changed = {
        "SHUTDOWN_DELAY_SECONDS": "5",
        "SHUTDOWN_GRACE_SECONDS": "305",
        "MAX_STREAM_SECONDS": "300",
        "NODE_OPTIONS": "--max-old-space-size=256",
        "HEALTHCHECK_PATH": "/r",
        "A": "1",
        "LOG_LEVEL": "debug",
        "VERCEL_LOG_LEVEL": "debug",
        "VERCEL_DEBUG_PORT": "9229",
    }
    default = dict(entry.split("=", 1) for entry in SERVICE["envs"])  # type: ignore[attr-defined]
    assert env == {**default, **changed}
    assert {"label": "shipshape.dev/debug", "value": "true"} in found["labels"]
    assert "NODE_OPTIONS" not in str(_container(runtime="other"))


def test_secrets_are_files_in_a_volume_that_is_filled_first() -> None:
    """Readable by the service's user alone; the container that holds it open never starts."""
    asked, _ = _service(**SECRETS)
    assert asked[VOLUME].type == "docker:index/volume:Volume"
    assert asked[VOLUME].inputs == {"name": VOLUME, "labels": LABELS}
    writer = asked[f"{VOLUME}-writer"]
    assert writer.type == CONTAINER
    owned = {"owner": "65532", "group": "65532", "permissions": "0400"}
    assert writer.inputs == {
        "name": f"{VOLUME}-writer",
        "image": IMAGE_ID,
        "start": False,
        "mustRun": False,
        "networkMode": "none",
        "capabilities": {"drops": ["ALL"]},
        "labels": LABELS,
        "volumes": [{"volumeName": VOLUME, "containerPath": "/run/secrets"}],
        "uploads": {
            SECRET: [
                {"file": "/run/secrets/DATABASE_URL", "content": PASSWORD_URL, **owned},
                {"file": "/run/secrets/OPENAI_API_KEY", "content": KEY, **owned},
            ]
        },
    }
    container = asked["service-container"]
    assert VOLUME in writer.options["after"]  # or both go at once, and the volume is in use
    assert {f"{VOLUME}-writer", VOLUME} <= set(container.options["after"])
    files = [
        "DATABASE_URL_FILE=/run/secrets/DATABASE_URL",
        "OPENAI_API_KEY_FILE=/run/secrets/OPENAI_API_KEY",
    ]
    assert container.inputs == {
        **SERVICE,
        "envs": sorted([*SERVICE["envs"], *files]),  # type: ignore[misc]
        "volumes": [
            {"volumeName": VOLUME, "containerPath": "/run/secrets", "readOnly": True},
        ],
    }


def test_no_secret_anywhere_else() -> None:
    """Not in the container's environment, labels or name; not in an output."""
    asked, outputs = _service(**SECRETS)
    asked.pop(f"{VOLUME}-writer")
    rest = json.dumps([[found.inputs for found in asked.values()], outputs])
    for text in (KEY, PASSWORD_URL, SECRET):
        assert text not in rest


def test_the_container_itself_gets_no_upload() -> None:
    """Docker refuses it where the root is read-only, into a tmpfs or a volume alike."""
    container = _container(**SECRETS)
    assert container["readOnly"]
    assert "uploads" not in container
    assert "/run/secrets" not in container["tmpfs"]


def test_another_secret_is_another_volume_and_another_container() -> None:
    """The service reads them once, at its start; going back finds the old volume's name."""
    volumes = [
        _container(secrets={"TOKEN": value})["volumes"][0]["volumeName"]
        for value in ("fake-1", "fake-2", "fake-1")
    ]
    assert volumes[0] == volumes[2] != volumes[1]


def test_what_a_laptop_must_not_be_given_away_by() -> None:
    """No privilege, capability, host namespace, root or socket; nothing to the network."""
    found = _container(**SECRETS)
    assert not found["privileged"]
    assert found["capabilities"] == {"drops": ["ALL"]}
    assert not found["user"].startswith("0")
    assert {"pidMode", "ipcMode", "networkMode", "usernsMode", "mounts", "devices"}.isdisjoint(
        found
    )
    assert all("hostPath" not in volume for volume in found["volumes"])
    assert {port["ip"] for port in found["ports"]} == {"127.0.0.1"}
    assert found["memory"] == found["memorySwap"]


@pytest.mark.parametrize("name", ["service-container", f"{VOLUME}-writer"])
def test_every_input_is_one_that_the_provider_has(name: str) -> None:
    """The engine drops what a provider doesn't know, without a word."""
    asked, _ = _service(**SECRETS, cpu="1", cpu_limit="1", restart="on-failure", max_retries=1)
    known = _properties(docker.ContainerArgs)
    given = asked[name].inputs
    assert set(given) <= set(known)
    blocks = {key: block for key in given if (block := _block(known[key]))}
    assert {"capabilities", "labels", "volumes"} <= set(blocks)
    for key, block in blocks.items():
        for item in _items(given[key]):
            assert set(item) <= set(_properties(block)), key


def test_the_configuration_is_all_but_image_and_secret_values() -> None:
    """What a ledger of releases tells two releases of one image apart by."""
    base = _service(**SECRETS)[1][3]
    same: list[dict[str, Any]] = [
        {"image": f"registry.example.com/app@sha256:{'b' * 64}"},
        {"secrets": {"DATABASE_URL": "postgres://user:other@db/app"}},
    ]
    other: list[dict[str, Any]] = [
        {"secrets": {}},
        {"memory": "1Gi"},
        {"env": {"A": "1"}},
        {"port": 9000},
        {"longest_stream": 90},
        {"labels": {"a": "b"}},
        {"log_max_files": 4},
    ]
    assert {_service(**{**SECRETS, **more})[1][3] for more in same} == {base}
    found = [_service(**{**SECRETS, **more})[1][3] for more in other]
    assert len({base, *found}) == 1 + len(other)


def test_an_image_that_is_not_built_yet() -> None:
    """At preview the image is unknown; the configuration, the URL and the rest are not."""

    def program() -> pulumi.Output[Any]:
        unknown: Any = pulumi.Output.from_input(pulumi.output.UNKNOWN)
        made = DockerService("service", {"image": unknown, **SECRETS})  # type: ignore[typeddict-item]
        return pulumi.Output.all(made.url, made.config)

    asked, outputs = record(program, preview=True)
    container = asked["service-container"].inputs
    assert isinstance(container["image"], pulumi.output.Unknown)
    assert "PORT=8080" in container["envs"]
    assert VOLUME in asked
    assert outputs == ["http://localhost:8080", _service(**SECRETS)[1][3]]


def test_contradictions_end_the_run_before_any_child() -> None:
    """All of them."""
    with pytest.raises(pulumi.RunError) as refusal:
        _service(port=80, log_max_files=0)
    assert str(refusal.value) == (
        "`port` (80) is below 1024, which only root may open; use e.g. 8080\n"
        "`log_max_files` (0) must be 1 or more"
    )


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"secrets": {"TOKEN": pulumi.Output.secret("")}}, "`secrets`: TOKEN is empty"),
        (
            {"providers": ["openai"], "api_keys": {"openai": pulumi.Output.secret("pk-123")}},
            '`api_keys`: the key of openai does not start with "sk-" as keys of openai do',
        ),
        (
            {"image": pulumi.Output.from_input("app:latest")},
            (
                '`image` ("app:latest") must be `repository@sha256:...`: a tag that moves is not '
                "pulled again, and nobody knows what runs"
            ),
        ),
    ],
)
def test_what_only_the_engine_knows_is_checked_then(args: dict[str, Any], sentence: str) -> None:
    """Without showing a value."""
    with pytest.raises(pulumi.RunError) as refusal:
        _service(**args)
    assert str(refusal.value) == sentence


def _properties(args: type) -> dict[str, str]:
    """The properties of an input type, as the engine calls them, with their types as text."""
    signature = inspect.signature(args)
    return {_camel(name): str(value.annotation) for name, value in signature.parameters.items()}


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _block(annotation: str) -> type | None:
    """The input type that a property is made of, if it is made of one."""
    named = re.search(r"ForwardRef\('(\w+Args)'\)", annotation)
    return getattr(provider_inputs, named[1]) if named else None


def _items(value: Any) -> list[dict[str, Any]]:
    plain = value.get(SECRET, value) if isinstance(value, dict) else value
    listed = plain if isinstance(plain, list) else [plain]
    return [item for item in listed if isinstance(item, dict)]
