"""A command that was pasted with its output, and headings: they say what follows."""

import re
import shlex
from dataclasses import replace

from collect.files.contexts import from_command, from_name
from collect.files.found import Found
from collect.files.page import Page, Section

TRIGGER = r"==> "
WORDS = ("kubectl ", "docker ", "docker-compose ", "podman ", "nerdctl ", "aws ", " oc ", "$ k ")

_PROMPT = re.compile(
    r"\s*(?P<sign>.{0,60}[$#%>\u276f\u279c»] *|\u279c +\S+ +)?"
    r"(?:sudo +)?(?:(?:microk8s|minikube) +)?"
    r"(?P<tool>kubectl|oc|k|docker|docker-compose|podman|nerdctl|aws) +(?P<rest>[a-z-].*)"
)
_LOOKING = frozenset({"logs", "get", "describe", "events", "ps", "inspect", "ecs", "lambda"})
_DOING = frozenset({"apply", "build", "compose", "create", "delete", "exec", "pull", "push"}) | {
    "rollout",
    "run",
    "scale",
    "start",
    "stop",
    "top",
    "up",
    "version",
}
_HEADING = re.compile(r"==> (?P<name>\S.*) <==\s*")
_WORDS = 4
"""The verb stands among the first words: `kubectl -n prod get`."""


def read(page: Page, at: int) -> Section | None:
    """Take over what the command or the heading says; neither is material itself."""
    line = page.line(at)
    if heading := _HEADING.fullmatch(line):
        page.context = replace(from_name(heading["name"]), truncated=page.context.truncated)
        return Section(at + 1, Found())
    found = _PROMPT.fullmatch(line)
    words = _words(found["rest"]) if found else []
    # Without a prompt, it must be a command that looks at something: people write sentences too.
    if found is None or not (_LOOKING | (_DOING if found["sign"] else set())) & {*words[:_WORDS]}:
        return None
    told = from_command(page.context.origin, words)
    if found["tool"] in ("docker", "docker-compose", "podman", "nerdctl"):
        # A container of Docker's stands where a pod does.
        told = replace(told, pod="", container=told.pod or told.container)
    page.context = replace(told, truncated=page.context.truncated, stem=page.context.stem)
    return Section(at + 1, Found())


def _words(command: str) -> list[str]:
    """The words of a command, up to a pipe."""
    command = command.partition("|")[0]
    try:
        return shlex.split(command)
    except ValueError:
        return command.split()
