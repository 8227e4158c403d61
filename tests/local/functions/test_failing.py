"""What goes wrong with a function, told with the service's words and the process's own."""

import json
import os
import re
import secrets
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from local import registry
from local.cluster.cgroups import hierarchies
from local.errors import CannotDo
from local.functions import FunctionSpec, InitFailed, Instance
from local.images.layer import pack
from local.images.manifest import config
from local.images.push import Registry
from local.paths import Paths
from local.supervisor import process
from local.supervisor.process import Identity
from tests.local.functions.asking import READY, prompt, whole
from tests.local.functions.building import REPOSITORY
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


@pytest.mark.parametrize(
    ("program", "error", "message"),
    [
        ("node", "Runtime.ExitError", "Runtime exited with error: signal: killed"),
        ("lambda-adapter", "Extension.Crash", "lambda-adapter: exit status 137"),
    ],
)
def test_a_crash_in_the_middle_of_an_answer(
    warm: Instance, program: str, error: str, message: str
) -> None:
    """What had come by then was passed on, and the answer does not look whole."""
    invocation = warm.invoke(prompt(), streaming=True)
    words = 0
    for piece in invocation.pieces():
        words += b"text-delta" in piece.data
        if words == 3:
            end_program(warm, program)
    assert 3 <= words < 10
    assert invocation.error == error
    assert invocation.message == f"RequestId: {invocation.request_id} Error: {message}"
    assert not warm.alive


def end_program(instance: Instance, name: str) -> None:
    """Kill a program of a function, as the kernel would."""
    for pid in (one.name for one in Path("/proc").iterdir() if one.name.isdigit()):
        try:
            groups = Path(f"/proc/{pid}/cgroup").read_text()
            program = Path(f"/proc/{pid}/exe").readlink().name
        except OSError:
            continue
        if program == name and f"function-{instance.identity}" in groups:
            os.kill(int(pid), signal.SIGKILL)


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


def test_pain_29_an_image_for_another_processor(platform: Paths, tmp_path: Path) -> None:
    """What the kernel can't execute is told as such, before any other word."""
    spec = FunctionSpec("other", "1", foreign_image(tmp_path), {}, 128, 3.0)
    with pytest.raises(InitFailed) as failed:
        Instance.start(spec, platform)
    assert failed.value.error_type == "Runtime.InvalidEntrypoint"
    assert failed.value.message == "fork/exec /program: exec format error"


def foreign_image(folder: Path) -> str:
    """An image with a program in the format of no processor at all."""
    (folder / "root").mkdir()
    (folder / "root/program").write_bytes(b"\x7fELF of another kind")
    (folder / "root/program").chmod(0o755)
    layer = pack(folder / "root", folder / "layer.tar.gz", {})
    repository = f"test-{secrets.token_hex(4)}"
    with Registry(registry.URL) as target:
        settings = config({"Entrypoint": ["/program"]}, [layer], "amd64")
        digest = target.push(repository, "latest", settings, [layer])
    return f"{registry.NAME}/{repository}@{digest}"


def test_an_image_that_is_not_there(platform: Paths) -> None:
    """One sentence with the image's name; a tag is refused before it is looked for."""
    missing = f"{registry.NAME}/no/such/image@sha256:{'0' * 64}"
    with pytest.raises(CannotDo, match=r"no/such/image@sha256:0+ can't be pulled: "):
        Instance.start(FunctionSpec("none", "1", missing, {}, 128, 3.0), platform)
    with pytest.raises(CannotDo, match="a function runs by digest"):
        Instance.start(FunctionSpec("none", "1", "localhost:5001/a:latest", {}, 128, 3.0), platform)


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


def test_what_a_killed_owner_left_is_taken_away(platform: Paths, start: Start, image: str) -> None:
    """After kill -9 of whoever started it: the next start ends its container and its emulator."""
    script = f"""
from local.functions import FunctionSpec, Instance
from local.paths import default_paths
from tests.local.functions.conftest import ADAPTED
instance = Instance.start(FunctionSpec("left", "1", {image!r}, ADAPTED, 512, 9.0), default_paths())
print(instance.identity, flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as owner:
        assert owner.stdout is not None
        left = owner.stdout.readline().strip()
        folder = platform.run / "functions" / left
        emulator = Identity(**json.loads((folder / "emulator.json").read_text()))
        owner.kill()
    assert folder.exists()
    start()
    assert not folder.exists()
    assert not process.alive(emulator)
    mounts = hierarchies(Path("/proc/self/mounts").read_text())
    assert not any((mount / f"shipshape/function-{left}").exists() for mount in mounts)


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
