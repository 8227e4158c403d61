"""The reference service's image, built once for all tests that run it as a function."""

import os
import secrets
from collections.abc import Callable, Iterator

import pytest

from local.functions import FunctionSpec, Instance
from local.functions.store import store
from local.paths import Paths, default_paths
from tests.local.functions.building import app, build
from tests.rust import require_cargo

ADAPTED = {
    "AWS_LWA_PORT": "8080",
    "AWS_LWA_READINESS_CHECK_PATH": "/health/ready",
    "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS": "200-399",
    "AWS_LWA_INVOKE_MODE": "response_stream",
    "SHUTDOWN_DELAY_SECONDS": "0",
    "SHUTDOWN_GRACE_SECONDS": "1",
}
"""What the service gets on Lambda."""

Start = Callable[..., Instance]


@pytest.fixture(scope="session")
def platform() -> Paths:
    """The embedded platform; a skip, with the reason, where it does not run."""
    require_cargo()
    paths = default_paths()
    if os.geteuid() != 0 or "SHIPSHAPE_ADAPTER_IMAGE" not in os.environ:
        pytest.skip("functions run on the embedded platform: run through `make test`")
    store(paths)
    return paths


@pytest.fixture(scope="session")
def image(
    platform: Paths,  # noqa: ARG001  # a skip without a platform
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The reference service with the adapter, by digest."""
    wanted = {"app": app(f"test-{secrets.token_hex(4)}")}
    return build(tmp_path_factory.mktemp("functions"), wanted)["app"]


@pytest.fixture
def start(platform: Paths, image: str) -> Iterator[Start]:
    """Starts the service as a function; what was started is stopped after the test."""
    started: list[Instance] = []

    def begin(memory_mib: int = 1024, timeout: float = 30.0, **environment: str) -> Instance:
        spec = FunctionSpec("service", "7", image, {**ADAPTED, **environment}, memory_mib, timeout)
        started.append(Instance.start(spec, platform))
        return started[-1]

    yield begin
    for one in started:
        one.stop()


@pytest.fixture
def warm(start: Start) -> Instance:
    """The service, waiting for an event, with a model that takes 100 ms for a word."""
    return start(OFFLINE_CHUNK_DELAY_MS="100")
