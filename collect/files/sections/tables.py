"""Tables of `kubectl get` and `docker ps`, and rows of pods without a header."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from collect.files.found import Found
from collect.files.page import Page, Section
from collect.files.tables import docker, exits, objects, pods, workloads
from collect.files.tables.cells import AGE, columns, row
from diagnosis.snapshot import Platform, Pod, Reference, Service

TRIGGER = (
    r"\s*(?:NAMESPACE\s+)?NAME\s+[A-Z]|\s*CONTAINER ID\s|Name\s+Command\s"
    r"|\s*+\S++(?:\s++\S++)?\s++\d++/\d++\s++[A-Z]|\d{4}-\d\d-\d\dT\S+\t|[A-Za-z]\w*\t|[0-9a-f]{12}\s"
)

_AGED = re.compile(AGE)
_RULE = re.compile(r"-{3,}[ -]*")
_HEADLESS_DOCKER = ("CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "NAMES")

_Row = Mapping[str, str]
_Reader = Callable[[Found, _Row, str], bool]
"""Takes over a row; False for a line that is none, behind the end of the table."""


def read(page: Page, at: int) -> Section | None:
    """The table that begins at a line."""
    return _exits(page, at) or _pods(page, at) or _by_header(page, at) or _docker(page, at)


def _exits(page: Page, at: int) -> Section | None:
    has_header = "\t" in page.line(at) and exits.pod(page.line(at)) is None
    start = at + 1 if has_header else at
    found: list[Pod] = []
    while one := exits.pod(page.line(start + len(found))):
        found.append(one)
    return Section(start + len(found), Found(exits=found)) if found else None


def _pods(page: Page, at: int) -> Section | None:
    """Rows of pods; below a header any word may be a status."""
    names = {name for _, name in columns(page.line(at))}
    with_header = {"READY", "STATUS"} <= names
    end = at + 1 if with_header else at
    found: list[Pod] = []
    while one := pods.pod(page.line(end), page.context.namespace, in_table=with_header):
        found.append(one)
        end += 1
    return Section(end, Found(pods=found)) if end > at else None


def _by_header(page: Page, at: int) -> Section | None:
    header = columns(page.line(at))
    reader = _reader([name for _, name in header])
    if reader is None:
        return None
    found, end = Found(), at + 1
    if _RULE.fullmatch(page.line(end)):
        end += 1
    while end < len(page.lines) and _is_read(page, end, header, reader, found):
        end += 1
    return Section(end, found)


def _is_read(
    page: Page, at: int, header: Sequence[tuple[int, str]], reader: _Reader, found: Found
) -> bool:
    """Whether a line is a row: its age is one, and its reader takes it."""
    told = row(header, page.lines[at])
    if any(name == "AGE" for _, name in header) and not _AGED.fullmatch(told.get("AGE", "")):
        return False
    return reader(found, told, page.context.namespace)


def _docker(page: Page, at: int) -> Section | None:
    """A row of `docker ps` without its header; the ports may be there or not."""
    told = [text for _, text in columns(page.line(at))]
    if len(told) < len(_HEADLESS_DOCKER):
        return None
    last = len(_HEADLESS_DOCKER) - 1
    one = docker.container(dict(zip(_HEADLESS_DOCKER, [*told[:last], told[-1]], strict=True)))
    if one is None:
        return None
    return Section(at + 1, Found(containers=[one], platforms=[Platform.DOCKER]))


def _reader(names: list[str]) -> _Reader | None:
    """Who reads the rows of a table with these columns."""
    found = set(names)
    if "CONTAINER ID" in found or {"SERVICE", "STATUS"} <= found or {"Command", "State"} <= found:
        return _container
    if "NAME" not in found:
        return None
    if kind := workloads.kind_of(names):
        return _workloads(kind)
    return next((read for wanted, read in _OBJECTS if wanted <= found), None)


def _container(found: Found, told: _Row, _namespace: str) -> bool:
    one = docker.container(told)
    found.containers += [one] if one else []
    found.platforms += [Platform.DOCKER] if one else []
    return one is not None


def _workloads(kind: str) -> _Reader:
    def take(found: Found, told: _Row, namespace: str) -> bool:
        one = workloads.workload(told, kind, namespace)
        found.workloads += [one] if one else []
        return one is not None

    return take


def _node(found: Found, told: _Row, _namespace: str) -> bool:
    one = objects.node(told)
    found.nodes += [one] if one else []
    return one is not None


def _service(read: Callable[[_Row, str], Service | None]) -> _Reader:
    def take(found: Found, told: _Row, namespace: str) -> bool:
        one = read(told, namespace)
        found.services += [one] if one else []
        return one is not None

    return take


def _reference(read: Callable[[_Row, str], Reference | None]) -> _Reader:
    def take(found: Found, told: _Row, namespace: str) -> bool:
        one = read(told, namespace)
        found.references += [one] if one else []
        return one is not None

    return take


_OBJECTS: tuple[tuple[set[str], _Reader], ...] = (
    ({"STATUS", "ROLES", "VERSION"}, _node),
    ({"STATUS", "VOLUME", "STORAGECLASS", "ACCESS MODES"}, _reference(objects.claim)),
    ({"ENDPOINTS", "AGE"}, _service(objects.endpoints)),
    ({"CLUSTER-IP", "AGE"}, _service(objects.service)),
    ({"TYPE", "DATA", "AGE"}, _reference(partial(objects.named, "Secret"))),
    ({"DATA", "AGE"}, _reference(partial(objects.named, "ConfigMap"))),
)
