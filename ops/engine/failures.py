"""What the engine's complaint means, in one sentence with the way out. Pure."""

import re
from dataclasses import dataclass

from ops.exits import Exit, Stopped


@dataclass(frozen=True)
class Complaint:
    """A text that the engine prints, and what the user should read instead."""

    pattern: re.Pattern[str]
    code: Exit
    sentence: str


def _complaint(pattern: str, code: Exit, sentence: str) -> Complaint:
    return Complaint(re.compile(pattern, re.IGNORECASE | re.MULTILINE), code, sentence)


# The first that matches wins: causes stand before their consequences.
COMPLAINTS = (
    # Before all others: an explanation quotes logs, which may say anything.
    _complaint(
        r"\bthe rollout of \S+ failed:$|^\s*error: why \w+ \S+ failed:$",
        Exit.FINDINGS,
        "it was deployed and does not work; the lines above say why, what to change, and where "
        "the evidence is",
    ),
    _complaint(
        r"error: .*\(Pulumi\.[\w.-]+\.ya?ml\)|error: SHIPSHAPE_\w+: |validating stack config",
        Exit.USAGE,
        "the settings were refused before anything was touched; the lines above say which and why",
    ),
    _complaint(
        r"^\s+- \[mandatory\]",
        Exit.FINDINGS,
        "the policies refused it; the lines above name each finding and what to change, "
        "docs/reference/policies.md explains the rules",
    ),
    _complaint(
        r"PULUMI_ACCESS_TOKEN must be set|please (first )?run `?pulumi login",
        Exit.COULD_NOT_LOOK,
        "you are not logged in to a Pulumi backend: run `pulumi login`, or `pulumi login --local` "
        "to keep the state on this machine",
    ),
    _complaint(
        r"passphrase must be set",
        Exit.COULD_NOT_LOOK,
        "the stack's secrets need a passphrase: set PULUMI_CONFIG_PASSPHRASE_FILE to its file",
    ),
    _complaint(
        r"incorrect passphrase",
        Exit.COULD_NOT_LOOK,
        "the passphrase is not the one that this stack was made with; if `encryptionsalt` in the "
        "stack's file came from another machine, delete that line",
    ),
    _complaint(
        r"Kubernetes cluster is unreachable|unable to load Kubernetes client configuration"
        r"|the Kubernetes API server .* cannot be reached",
        Exit.COULD_NOT_LOOK,
        "the Kubernetes cluster does not answer: see that `kubectl cluster-info` works, or start "
        "the embedded one with `make up`",
    ),
    _complaint(
        r"could not automatically download and install|no resource plugin .* found",
        Exit.COULD_NOT_LOOK,
        "a provider plugin is missing and cannot be downloaded here: `make up` installs what the "
        "program needs, `pulumi plugin ls` shows what there is",
    ),
    _complaint(
        r"unable to open state directory|read \"\.pulumi/meta\.yaml\"|unable to (open|list) bucket",
        Exit.COULD_NOT_LOOK,
        "the backend that keeps the stacks cannot be read: check PULUMI_BACKEND_URL",
    ),
    _complaint(
        r"no space left on device",
        Exit.COULD_NOT_LOOK,
        "the disk is full: make room and run the same command again, it goes on where it stopped",
    ),
)


_ERROR = re.compile(r"^\s*error: (?P<text>.+)$", re.MULTILINE)


def refusal(said: str) -> str:
    """Take the engine's own first error line, for a refusal that is its last word."""
    found = _ERROR.search(said)
    return found["text"].strip() if found else "it gave no reason; run `pulumi about` to look"


def explain(said: str, otherwise: Stopped) -> Stopped:
    """Find the sentence for what the engine said, or take `otherwise`."""
    for complaint in COMPLAINTS:
        if complaint.pattern.search(said):
            return Stopped(complaint.code, complaint.sentence)
    return otherwise
