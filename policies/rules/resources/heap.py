"""Node's heap against the memory limit."""

import re
from collections.abc import Iterator

from ..declared import variable
from ..model import Problem, Profile, Severity, Subject
from ..quantities import quantity
from ..registry import rule
from ..subjects import Container, Context, World, text, texts
from .reading import amount

_HEAP = re.compile(r"--max[-_]old[-_]space[-_]size(?:=|\s+)(\d{1,9})\b")
_SHARE = re.compile(r"--max[-_]old[-_]space[-_]size[-_]percentage(?:=|\s+)(\d{1,3})\b")
_NODE_IMAGE = re.compile(r"node(?:js\d*(?:-debian\d+)?)?(?:[:@].*)?")
_MEBIBYTE = 2**20


@rule(
    "node-heap-below-limit",
    "Node's heap fits into the memory limit",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.CONTAINER,
    remediation="Set NODE_OPTIONS=--max-old-space-size to 75 % of the memory limit, in MiB.",
    argument="memory",
    link="https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib",
    tags=("resources", "memory", "node"),
    settings={"beside_heap_mib": 128},
    applies=lambda container, context: _is_node(container, context.world),
)
def heap(container: Container, context: Context) -> Iterator[Problem]:
    """Left alone, Node dies of its heap far below the limit, or grows past it and is killed."""
    options = _options(container, context.world)
    limit = quantity(amount(container, "limits", "memory"))
    if limit is None:
        return
    share = _SHARE.search(options)
    found = _HEAP.search(options)
    if share:
        size = float(limit) * int(share[1]) / 100 / _MEBIBYTE
    elif found:
        size = int(found[1])
    else:
        yield Problem("env", "runs Node and sets no --max-old-space-size for its memory limit")
        return
    least, room = context.settings["beside_heap_mib"], float(limit) / _MEBIBYTE
    if room - size < least:
        yield Problem(
            "env",
            f"heap ({size:.0f} MiB) leaves less than {least} MiB of the limit ({room:.0f} MiB)",
        )


def _options(container: Container, world: World) -> str:
    return " ".join([variable(container, "NODE_OPTIONS", world) or "", *_command(container)])


def _is_node(container: Container, world: World) -> bool:
    command = _command(container)
    if command and command[0].rpartition("/")[2] == "node":
        return True
    if _NODE_IMAGE.fullmatch(text(container.data.get("image")).rpartition("/")[2]):
        return True
    names = ("NODE_OPTIONS", "NODE_ENV")
    return any(variable(container, name, world) is not None for name in names)


def _command(container: Container) -> list[str]:
    found: list[str] = []
    for field in ("command", "args"):
        found += texts(container.data.get(field))
    return found
