"""What containers start: no sudo, and no debugger where people rely on the service."""

import re
from collections.abc import Iterable, Iterator

from ..model import Problem, Profile, Severity, Subject
from ..quantities import whole
from ..registry import rule
from ..subjects import Container, Context, Pod, mapping, mappings, text, texts

DEBUG_LABEL = "shipshape.dev/debug"
"""Label of a pod that runs with debug tools; the component sets it."""

_SUDO = re.compile(r"(?:^|[\s;&|(])(?:\S*/)?sudo(?:\s|$)")
_DEBUGGER = re.compile(
    r"(?:^|[\s=\"'])(?:--inspect(?:-brk|-wait|-port)?(?:[=\s]|$)|--debug-brk|--remote-debug"
    r"|-agentlib:jdwp|-Xrunjdwp|-Xdebug)"
    r"|\bdebugpy\b|\bpydevd\b|\bdlv\s+(?:exec|debug|attach)\b|\brdebug-ide\b"
)
_OPTIONS = frozenset({"NODE_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTS",
                      "PYTHONSTARTUP", "_JAVA_OPTIONS"})  # fmt: skip


@rule(
    "sudo-entrypoint",
    "No container starts through sudo",
    severity=Severity.MEDIUM,
    profile=Profile.OPTIONAL,
    subject=Subject.ANY_CONTAINER,
    remediation="Start the program itself, with the user of the security context.",
    argument="run_as_user",
    link="https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    tags=("workload", "security"),
    frameworks=("CIS Kubernetes 5.2.6",),
)
def sudo_entrypoint(container: Container, _: Context) -> Iterable[Problem]:
    """Fails sudo in command or args."""
    for field in ("command", "args"):
        if any(_SUDO.search(word) for word in _words(container, field)):
            yield Problem(field, "it starts through sudo")


@rule(
    "debug-in-production",
    "No debugger runs where people rely on the service",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.POD,
    remediation="Ship the production stage: pulumi config set shipshape:debug false.",
    applies=lambda _, context: not context.settings["development"],
    argument="debug",
    link="https://nodejs.org/en/learn/getting-started/debugging#security-implications",
    tags=("workload", "security"),
    settings={"development": False, "ports": [9229, 9230, 5678, 5005]},
)
def debug_in_production(pod: Pod, context: Context) -> Iterable[Problem]:
    """Fails the debug label, an inspector's flag, and a port of a debugger.

    `development: true` in the configuration says that the stack is for development.
    """
    if text(pod.labels.get(DEBUG_LABEL)).lower() == "true":
        yield Problem("metadata.labels", f"the label {DEBUG_LABEL} is set")
    ports = set(context.settings["ports"])
    for container in pod.containers:
        below = container.path.removeprefix(pod.path).lstrip(".")
        for path in _debuggers(container):
            yield Problem(f"{below}.{path}", "it starts with a debugger")
        for index, port in enumerate(mappings(container.data.get("ports"))):
            if whole(port.get("containerPort")) in ports:
                yield Problem(f"{below}.ports[{index}]", "a debugger's port is open")


def _debuggers(container: Container) -> Iterator[str]:
    for field in ("command", "args"):
        if _DEBUGGER.search(" ".join(_words(container, field))):
            yield field
    for index, variable in enumerate(mappings(container.data.get("env"))):
        if text(variable.get("name")) in _OPTIONS and _DEBUGGER.search(text(variable.get("value"))):
            yield f"env[{index}]"


def _words(container: Container, field: str) -> list[str]:
    words = container.data.get(field)
    if isinstance(words, str):
        return [words]
    return texts(words)


@rule(
    "priority",
    "The priority class is one that was agreed on",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.POD,
    remediation="Set priorityClassName to one of the configured classes.",
    applies=lambda _, context: bool(context.settings["classes"]),
    link="https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/",
    tags=("workload",),
    settings={"classes": []},
)
def priority(pod: Pod, context: Context) -> Iterable[Problem]:
    """Fails a priority class outside `classes`; without any configured there is no verdict."""
    name = text(mapping(pod.spec).get("priorityClassName"))
    if name not in context.settings["classes"]:
        found = f"{name} is not one of them" if name else "none is set"
        yield Problem("spec.priorityClassName", f"priority class: {found}")
