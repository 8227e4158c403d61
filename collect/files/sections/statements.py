"""Sentences of a platform: why ECS stopped a task, what an API or a daemon refused."""

import re

from collect.files.found import Found
from collect.files.page import Page, Section
from diagnosis.snapshot import Platform, Statement

_ECS = (
    r"(?:ResourceInitializationError|CannotPull\w*Error|CannotStartContainerError"
    r"|CannotInspectContainerError|CannotCreateVolumeError|ContainerRuntime\w*Error"
    r"|DockerTimeoutError|TaskFailedToStart|OutOfMemoryError: Container killed"
    r"|Essential container in task exited|EssentialContainerExited|Task failed (?:ELB|container)"
    r"|Scaling activity initiated|SpotInterruption|UserInitiated|ServiceSchedulerInitiated"
    r"|Host EC2 \(instance)"
)
_STOPPED = re.compile(
    rf"\s*(?:\"?[Ss]topped ?[Rr]eason\"?\s*[:=]\s*\"?(?P<told>\S.*?)|(?P<text>{_ECS}.*?))\"?,?\s*"
)
_SERVICE = re.compile(r"\s*(?P<text>\(?service (?P<subject>[\w-]+)\)? .*)")
_CALL = re.compile(
    r"(?:.*?: )?(?P<text>(?:An error occurred \(\w+\) when calling the (?P<call>\w+) operation"
    r"|.*operation error (?P<service>Lambda|ECS|ECR): \w+).*)"
)
_REFUSED = re.compile(
    r"\s*(?P<text>(?:Error from server(?: \(\w+\))?: |Unable to connect to the server: "
    r"|error: timed out waiting for the condition|error: \w+ \".*\" exceeded its progress deadline)"
    r".*)"
)
_DAEMON = re.compile(
    r"\s*(?P<text>(?:docker: |ERROR: for (?P<subject>\S+) +)?(?:Error response from daemon: "
    r"|Cannot start service |Cannot connect to the Docker daemon).*"
    r"|dependency failed to start: container (?P<container>\S+) .*)"
)

TRIGGER = (
    rf"\s*(?:\"?[Ss]topped ?[Rr]eason|{_ECS}|\(?service [\w-]+\)? |Error from server"
    r"|Unable to connect to the server|error: |docker: |Error response from daemon"
    r"|ERROR: for |Cannot (?:start service|connect to the Docker)|dependency failed to start)"
)
WORDS = ("operation error ", "An error occurred (")

_SERVICE_SAID = re.compile(
    r"\(service |.*(?:has reached a steady state|was unable to place|unable to consistently start"
    r"|has (?:started|stopped|begun draining) |registered \d+ |failed to launch"
    r"|\((?:task|instance|port) )"
)


def read(page: Page, at: int) -> Section | None:
    """The sentence of a line; in a file of stopped reasons any line is one."""
    line = page.line(at)
    statement = _ecs(line) or _call(line) or _kubernetes(line) or _docker(line)
    if statement is None:
        return None
    told = Found(statements=[statement])
    if statement.platform is not Platform.ANY:
        told.platforms.append(statement.platform)
    return Section(at + 1, told)


def stopped(page: Page) -> Found | None:
    """A file that is called a stopped reason: what its lines say is one, wrapped or not."""
    if page.context.expects != "ecs":
        return None
    said = " ".join(" ".join(page.lines).split())
    if not said or said[0] in "{[":
        return None
    found = _STOPPED.fullmatch(said)
    reason = (found["told"] or found["text"]) if found else said
    statement = Statement(reason, Platform.ECS, "stopped reason")
    return Found(statements=[statement], platforms=[Platform.ECS])


def _ecs(line: str) -> Statement | None:
    if found := _STOPPED.fullmatch(line):
        return Statement(found["told"] or found["text"], Platform.ECS, "stopped reason")
    found = _SERVICE.fullmatch(line)
    if found and _SERVICE_SAID.match(found["text"]):
        return Statement(found["text"], Platform.ECS, "service event", found["subject"])
    return None


def _call(line: str) -> Statement | None:
    """A call of an AWS API: its name tells the platform."""
    found = _CALL.fullmatch(line)
    if not found:
        return None
    call = found["call"] or ""
    platform = {"Lambda": Platform.LAMBDA, "ECS": Platform.ECS}.get(found["service"])
    if platform is None and re.search(r"Function|Layer|EventSource|^Invoke|Alias", call):
        platform = Platform.LAMBDA
    if platform is None and re.search(r"Task|Service$|Cluster|ContainerInstance", call):
        platform = Platform.ECS
    if found["service"] is None and platform is None:
        return None
    return Statement(line.strip(), platform or Platform.ANY, "AWS API")


def _kubernetes(line: str) -> Statement | None:
    found = _REFUSED.fullmatch(line)
    return Statement(found["text"], Platform.KUBERNETES, "API server") if found else None


def _docker(line: str) -> Statement | None:
    found = _DAEMON.fullmatch(line)
    if not found:
        return None
    subject = found["subject"] or found["container"] or ""
    return Statement(found["text"], Platform.DOCKER, "Docker daemon", subject)
