"""What the engine's complaints mean. The complaints are as the engine prints them."""

import pytest

from ops.engine.failures import explain, refusal
from ops.exits import Exit, Stopped

FAILED = Stopped(Exit.FINDINGS, "the update failed")
SETTINGS = (
    "the settings were refused before anything was touched; the lines above say which and why"
)
CLUSTER = (
    "the Kubernetes cluster does not answer: see that `kubectl cluster-info` works, or start the "
    "embedded one with `make up`"
)
BACKEND = "the backend that keeps the stacks cannot be read: check PULUMI_BACKEND_URL"


PASSPHRASE = "error: getting stack configuration: get stack secrets manager: "
PLUGIN = (
    "a provider plugin is missing and cannot be downloaded here: `make up` installs what the "
    "program needs, `pulumi plugin ls` shows what there is"
)
LOGIN = (
    "you are not logged in to a Pulumi backend: run `pulumi login`, or `pulumi login --local` to "
    "keep the state on this machine"
)
NO_PASSPHRASE = (
    "the stack's secrets need a passphrase: set PULUMI_CONFIG_PASSPHRASE_FILE to its file"
)
WRONG_PASSPHRASE = (
    "the passphrase is not the one that this stack was made with; if `encryptionsalt` in the "
    "stack's file came from another machine, delete that line"
)
GATE = "error: Exception calling application: the rollout of web failed:"
EXPLAINED = (
    "it was deployed and does not work; the lines above say why, what to change, and where the "
    "evidence is"
)
DISK = "the disk is full: make room and run the same command again, it goes on where it stopped"


@pytest.mark.parametrize(
    ("said", "code", "sentence"),
    [
        ('error: shipshape:memory: "-5Mi" is no quantity (Pulumi.dev.yaml)', 2, SETTINGS),
        ('error: SHIPSHAPE_EXTRA_CA: "/x" cannot be read', 2, SETTINGS),
        ("error: validating stack config: Stack 'dev' with configuration key 'x'", 2, SETTINGS),
        ("error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive", 3, LOGIN),
        (f"{PASSPHRASE}passphrase must be set with PULUMI_CONFIG_PASSPHRASE", 3, NO_PASSPHRASE),
        (f"{PASSPHRASE}incorrect passphrase", 3, WRONG_PASSPHRASE),
        ('error: unable to open state directory "file:///nowhere": stat: no such', 3, BACKEND),
        ('error: read ".pulumi/meta.yaml": blob (code=Unknown): S3: GetObject', 3, BACKEND),
        ("error: configured Kubernetes cluster is unreachable: unable to load", 3, CLUSTER),
        ("error: the Kubernetes API server https://a (context 'b') cannot be reached", 3, CLUSTER),
        ("error: Could not automatically download and install resource plugin", 3, PLUGIN),
        ("error: write /var/lib/x: no space left on device", 3, DISK),
        (f"{GATE}\n      Evidence  logs web/app:1: no space left on device", 1, EXPLAINED),
        ("error: why StatefulSet db failed:\n  incorrect passphrase", 1, EXPLAINED),
        ("error: update failed", 1, "the update failed"),
    ],
)
def test_every_complaint_has_its_sentence(said: str, code: int, sentence: str) -> None:
    """The code and the sentence; what is not known is the plain failure."""
    stopped = explain(f"Updating (dev):\n  {said}\n", FAILED)
    assert (stopped.code, stopped.sentence) == (code, sentence)


def test_a_log_line_of_the_service_is_no_complaint() -> None:
    """Only the engine's own error lines are read as settings."""
    line = "    reads its file (Pulumi.dev.yaml) and waits"
    assert explain(line, FAILED) is FAILED


def test_the_first_error_is_the_refusal() -> None:
    """The text behind `error:`; with none, a way to look."""
    assert refusal("stdout:\n stderr: \nerror: no such thing\nerror: update failed") == (
        "no such thing"
    )
    assert refusal("") == "it gave no reason; run `pulumi about` to look"
