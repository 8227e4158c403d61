"""What a release is told, and what it means. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from gate.inputs import FIRST_TOKEN, VERIFICATIONS
from release import steps
from release.steps import Step

ALARMS = ("errors", "answers", "throttles", "slow", "init")
"""The alarms that a LambdaService has, after the service's name and a hyphen."""

_STEP = 10
_INTERVAL = 60.0


class ReleaseArgs(TypedDict, total=False):
    """How a version is proved and how traffic moves to it. Times are seconds."""

    alias: str
    """Pulumi name of the alias. Default `<service>-alias`."""
    region: str
    """Region of the function. Default the alias's own, then that of AWS_REGION or the profile."""
    verify: str
    """`none`, `health` or `stream` (health first). Default health."""
    ready_path: str
    """Path that answers 200 to 399 when the service is well. Default /health/ready."""
    stream_path: str
    """Path to POST to for a streamed answer. Default /api/generate."""
    stream_body: Mapping[str, Any]
    """JSON to post; choose one whose answer takes a second or more."""
    first_token: float
    """The longest silence on a stream. Default 30."""
    strategy: str
    """`all-at-once`, `linear` (`step` more every `interval`) or `canary` (`step`, then all).
    Default all-at-once."""
    step: int
    """Percent of the traffic that one step moves. Default 10."""
    interval: float
    """How long the alarms are watched after each step but the last. Default 60."""
    watch: float
    """How long they are watched once all traffic has moved; 0 doesn't wait. Default 60."""
    alarms: Sequence[str]
    """Names of the alarms to watch; all of them must be there. Default those of the five of a
    LambdaService (`<service>-errors`, `-answers`, `-throttles`, `-slow`, `-init`) that are
    there."""
    evidence: str
    """Folder for evidence, empty for nowhere. Default .shipshape/evidence/<stack>."""


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments of one release, read; `docs` of each: ReleaseArgs."""

    region: str
    verify: str
    ready_path: str
    stream_path: str
    first_token: float
    steps: tuple[Step, ...]
    alarms: tuple[str, ...]
    named: bool
    """Whether the alarms were named, and must be there."""
    folder: str
    stream_body: Mapping[str, Any] = field(default_factory=dict)


def read(service: str, args: ReleaseArgs) -> Options:
    """Read the arguments. Raises ValueError that says all that is wrong with them."""
    strategy, step = args.get("strategy", "all-at-once"), args.get("step", _STEP)
    interval, watch = args.get("interval", _INTERVAL), args.get("watch", _INTERVAL)
    verify = args.get("verify", "health")
    problems = steps.problems(strategy, step, interval, watch)
    if verify not in VERIFICATIONS:
        problems.append(("verify", f'"{verify}" is not one of {", ".join(VERIFICATIONS)}'))
    if problems:
        said = "; ".join(f"{name}: {sentence}" for name, sentence in problems)
        raise ValueError(f"safe_release({service!r}): {said}")
    named = args.get("alarms")
    return Options(
        region=args.get("region", ""),
        verify=verify,
        ready_path=args.get("ready_path", "/health/ready"),
        stream_path=args.get("stream_path", "/api/generate"),
        stream_body=args.get("stream_body") or {},
        first_token=args.get("first_token", FIRST_TOKEN),
        steps=steps.steps(strategy, step, interval, watch),
        alarms=tuple(f"{service}-{one}" for one in ALARMS) if named is None else tuple(named),
        named=named is not None,
        folder=args.get("evidence", ""),
    )
