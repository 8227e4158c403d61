"""HEALTHCHECK: there, once, and asking what the probes ask."""

import re
from collections.abc import Iterable, Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, World, mapping, text
from .instructions import Instruction
from .place import at
from .stages import Dockerfile, pairs
from .user import has_stage

_URL = re.compile(
    r"https?://(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::(\d+))?(/[^\s'\"|;)]*)?"
)
_LINK = "https://docs.docker.com/reference/dockerfile/#healthcheck"


@rule(
    "df-healthcheck",
    "The image has a health check",
    severity=Severity.LOW,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation='Add HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "healthcheck.mjs"].',
    applies=has_stage,
    link=_LINK,
    tags=("dockerfile", "health"),
    frameworks=("hadolint DL3057", "Trivy DS-0026", "Checkov CKV_DOCKER_2", "CIS Docker 4.6"),
)
def present(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails when the stage that ships has no HEALTHCHECK, or its last one is NONE."""
    found = file.shipped("HEALTHCHECK")
    if not found:
        yield at(file.last.source if file.last else None, "no HEALTHCHECK in the stage that ships")
    elif found[-1].text.upper() == "NONE":
        yield at(found[-1], "HEALTHCHECK NONE switches the health check off")


@rule(
    "df-healthcheck-multiple",
    "A stage has one health check",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Keep one HEALTHCHECK a stage: only the last one counts.",
    applies=has_stage,
    link=_LINK,
    tags=("dockerfile", "health"),
    frameworks=("hadolint DL3012", "Trivy DS-0023"),
)
def multiple(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails the second HEALTHCHECK of a stage."""
    for stage in file.stages:
        for one in stage.named("HEALTHCHECK")[1:]:
            yield at(one, "another HEALTHCHECK of the same stage: only the last one counts")


@rule(
    "df-healthcheck-matches-probe",
    "The health check asks what the probes ask",
    severity=Severity.MEDIUM,
    profile=Profile.SERVING,
    subject=Subject.DOCKERFILE,
    remediation="Let HEALTHCHECK ask the readiness probe's path on the port that is exposed.",
    applies=lambda file, _: any(_questions(file)),
    argument="ready_path",
    link=_LINK,
    tags=("dockerfile", "health"),
)
def matches_probe(file: Dockerfile, context: Context) -> Iterable[Problem]:
    """Fails a HEALTHCHECK of a port nobody exposes, or of a path that no probe given asks."""
    ports = _exposed(file)
    paths = context.world.once(_probe_paths)
    for one, port, path in _questions(file):
        if ports and port not in ports:
            yield at(one, f"HEALTHCHECK asks port {port}, which is not exposed")
        if paths and path not in paths:
            yield at(one, f"HEALTHCHECK asks {path}, which is no probe's path")


def _questions(file: Dockerfile) -> Iterator[tuple[Instruction, str, str]]:
    """The last HEALTHCHECK with the port and path of each local URL that it asks."""
    for one in file.shipped("HEALTHCHECK")[-1:]:
        for found in _URL.finditer(one.text):
            yield one, found[1] or "80", (found[2] or "/").partition("?")[0]


def _exposed(file: Dockerfile) -> set[str]:
    ports = {port for one in file.shipped("EXPOSE") for port in one.text.split()}
    named = {
        value or "" for one in file.shipped("ENV") for key, value in pairs(one) if key == "PORT"
    }
    if any("$" in port or "-" in port for port in ports):
        return set()
    return {port.partition("/")[0] for port in ports} | (named if ports else set())


def _probe_paths(world: World) -> frozenset[str]:
    """The paths of all HTTP probes of the objects given."""
    found: set[str] = set()
    for one in world.objects:
        for container in one.pod.containers if one.pod else ():
            for probe in ("readinessProbe", "livenessProbe", "startupProbe"):
                http = mapping(mapping(container.data.get(probe)).get("httpGet"))
                if http:
                    found.add(text(http.get("path") or "/").partition("?")[0])
    return frozenset(found)
