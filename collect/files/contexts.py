"""What a file's name, or a command, says of the text that belongs to it."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from .page import Context

_COMMAND = re.compile(r"(?:kubectl )?logs? (?P<rest>\S.*)")
_KUBERNETES_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_PREVIOUS = re.compile(r"(?:\b|_)(?:prev|previous)(?:\b|_)|--previous|(?:^| )-p(?: |$)")
_INIT = re.compile(r"(?:\b|_)init(?:\b|_)")

_EXPECTATIONS = {
    "ecs": re.compile(r"stopped[_ -]?reason"),
    "events": re.compile(r"(?:\b|_)events?(?:\b|_)"),
    "logs": re.compile(r"(?:\b|_)logs?(?:\b|_)"),
}
"""What a word in a file's name lets one expect."""

_VALUES = {
    "-n": "namespace",
    "--namespace": "namespace",
    "-c": "container",
    "--container": "container",
}
_SKIPPED = ("-l", "--selector", "--tail", "--since", "-o", "--output", "--context", "--kubeconfig")


def from_name(name: str) -> Context:
    """The context of a file called this: `logs_previous.txt`, `logs web-1 -c app.txt`."""
    path = PurePosixPath(name)
    stem = path.name.removesuffix(".gz").rsplit(".", 1)[0] or path.name
    if command := _COMMAND.fullmatch(stem):
        said = from_command(name, ["logs", *command["rest"].split()])
        if said.container or said.pod:
            return said
    words = stem.lower()
    expects = next((what for what, word in _EXPECTATIONS.items() if word.search(words)), "")
    if path.suffix in (".log", ".jsonl", ".ndjson") and not expects:
        expects = "logs"
    return Context(
        origin=name,
        previous=bool(_PREVIOUS.search(words)),
        init=bool(_INIT.search(words)),
        expects=expects,
        stem=words,
    )


def from_command(origin: str, words: Sequence[str]) -> Context:
    """The context of what a command prints: `logs -n prod web-1 -c app --previous`."""
    said: dict[str, str] = {}
    names: list[str] = []
    rest = iter(words)
    for word in rest:
        option, equals, value = word.partition("=")
        if option in _VALUES:
            said[_VALUES[option]] = value if equals else next(rest, "")
        elif option in _SKIPPED:
            _ = equals or next(rest, "")
        elif not word.startswith("-"):
            names.append(word)
    is_log = "logs" in names
    pod, container = _subject(names) if is_log else ("", "")
    return Context(
        origin=origin,
        namespace=_name(said.get("namespace", "")),
        pod=pod,
        container=_name(said.get("container", "")) or container,
        previous=is_log and ("--previous" in words or "-p" in words),
        expects="logs" if is_log else "",
    )


def _subject(names: Sequence[str]) -> tuple[str, str]:
    """The pod, and the container where it is written behind the pod; of `deploy/web` neither."""
    after = list(names[names.index("logs") + 1 :])
    kind, slash, name = after[0].rpartition("/") if after else ("", "", "")
    if slash and kind not in ("pod", "pods", "po"):
        return "", ""
    return _name(name), _name(after[1]) if len(after) > 1 else ""


def _name(word: str) -> str:
    return word if _KUBERNETES_NAME.fullmatch(word) else ""
