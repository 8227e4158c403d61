"""Commands that are not fit for a probe."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import SERVING, Container, Context, texts
from .reading import LINK, handler, probes

_SEPARATORS = str.maketrans("|;&()`$\n", " " * 8)


@rule(
    "probe-exec-commands",
    "No exec probe runs a command that says nothing about the service",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation="Ask the service over HTTP, TCP or gRPC, or with a program of its own.",
    argument="ready_path",
    link=LINK,
    tags=("probes",),
    settings={"commands": ["jcmd", "ps", "ls"]},
)
def commands(container: Container, context: Context) -> Iterator[Problem]:
    """That a process or a file exists is not that the service answers; and these are slow."""
    forbidden = set(context.settings["commands"])
    for name, found in probes(container):
        asked = handler(found)
        if asked is None or asked[0] != "exec":
            continue
        for word in _words(asked[1].get("command")):
            if word.rpartition("/")[2] in forbidden:
                yield Problem(f"{name}.exec.command", f"{name} runs {word}")
                break


def _words(command: object) -> Iterator[str]:
    for part in texts(command):
        yield from part.translate(_SEPARATORS).split()
