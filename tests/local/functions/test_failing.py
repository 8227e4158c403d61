"""What goes wrong with a function, told with the service's words and the process's own."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from local.functions import InitFailed, Instance
from local.paths import Paths
from tests.local.functions.asking import READY, prompt, whole
from tests.local.functions.conftest import Start

pytestmark = [pytest.mark.engine, pytest.mark.cluster]


def test_pain_32_a_crash_in_init_is_told_with_its_log(start: Start) -> None:
    """A model that does not exist: exit code 78, and the service's own line that says why."""
    with pytest.raises(InitFailed) as failed:
        start(MODEL="no-such-model")
    told = failed.value
    assert (told.error_type, told.exit_code) == ("Runtime.ExitError", 78)
    assert told.message == "Runtime exited with error: exit status 78"
    assert any("MODEL" in line.text for line in told.log if line.source == "function")
    report = told.log[-1].text
    assert re.fullmatch(
        r"INIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: error"
        r"\tError Type: Runtime.ExitError",
        report,
    )


def test_pain_32_an_init_over_its_limit_is_repeated_once(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A health path that never answers well: the limit, then the function's timeout, then red."""
    monkeypatch.setattr("local.functions.instance.INIT_SECONDS", 1.0)
    with pytest.raises(InitFailed) as failed:
        start(timeout=2.0, AWS_LWA_READINESS_CHECK_PATH="/no/such/path")
    assert failed.value.error_type == "Sandbox.Timedout"
    assert failed.value.message == "Task timed out after 2.00 seconds"
    reports = [line.text for line in failed.value.log if line.source == "platform"]
    assert [text.split("\t")[0] for text in reports] == [
        "INIT_REPORT Init Duration: 1000.00 ms",
        "INIT_REPORT Init Duration: 2000.00 ms",
    ]


def test_a_timeout_ends_the_environment(start: Start) -> None:
    """The words of the service, what had come until then, and no second event."""
    instance = start(timeout=1.0, OFFLINE_CHUNK_DELAY_MS="100")
    invocation = instance.invoke(prompt(), streaming=True)
    pieces = list(invocation.pieces())
    assert 5 < len(pieces) < 20
    assert invocation.error == "Sandbox.Timedout"
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT[\d:.]+Z [0-9a-f-]{36} Task timed out after 1.00 seconds",
        invocation.message,
    )
    assert 1.0 <= invocation.duration < 1.3
    assert not instance.alive
    assert instance.log.lines[-1].text.endswith("Status: timeout")


def test_running_out_of_memory_is_no_mystery(start: Start) -> None:
    """Less memory than the service needs: killed by the kernel, and called what it is."""
    with pytest.raises(InitFailed) as failed:
        start(memory_mib=24)
    assert failed.value.error_type == "Runtime.OutOfMemory"
    assert failed.value.message == "Runtime exited with error: signal: killed"


@pytest.mark.parametrize(
    ("entry_point", "message"),
    [
        ("/no/such/program", "fork/exec /no/such/program: no such file or directory"),
        ("/app/npm-ls.json", "fork/exec /app/npm-ls.json: permission denied"),
        ("no-such-program", "fork/exec no-such-program: no such file or directory"),
    ],
)
def test_a_wrong_entry_point(platform: Paths, start: Start, entry_point: str, message: str) -> None:
    """Told as the service tells it, whatever the container runtime calls it."""
    spec = replace(start().spec, entry_point=(entry_point,))
    with pytest.raises(InitFailed) as failed:
        Instance.start(spec, platform)
    assert (failed.value.error_type, failed.value.message) == (
        "Runtime.InvalidEntrypoint",
        message,
    )


def test_keys_that_cannot_be_fetched_stop_it_before_it_serves(start: Start) -> None:
    """An address where nobody answers: exit code 78 and one line that names the variable."""
    with pytest.raises(InitFailed) as failed:
        start(
            NODE_OPTIONS="--import=/opt/shipshape/secrets.mjs",
            SHIPSHAPE_SECRETS=(
                '{"OPENAI_API_KEY":"arn:aws:secretsmanager:us-east-1:123456789012:secret:x"}'
            ),
            AWS_REGION="us-east-1",
            AWS_ACCESS_KEY_ID="fake-access-key",
            AWS_SECRET_ACCESS_KEY="fake-secret-access-key",
            AWS_ENDPOINT_URL="http://127.0.0.1:9",
        )
    assert failed.value.exit_code == 78
    lines = [line.text for line in failed.value.log if line.source == "function"]
    assert any("secrets.unavailable" in text and "OPENAI_API_KEY" in text for text in lines)
    assert not any("fake-secret-access-key" in text for text in lines)


def test_nothing_is_left_behind(platform: Paths, start: Start) -> None:
    """Folders, networks and mounts go with their environment, however it ended."""
    instance = start()
    folder = platform.run / "functions"
    identity = instance.identity
    assert (folder / identity).exists()
    whole(instance.invoke(READY, streaming=True))
    instance.stop()
    assert not (folder / identity).exists()
    assert identity not in Path("/proc/self/mounts").read_text()
    assert not Path(f"/run/netns/shipshape-{identity}").exists()
