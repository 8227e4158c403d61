"""What a stack's state says about where to look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collect.live.selection import Selection
from collect.rollout import Access
from diagnosis.snapshot import Platform, Ref, Statement
from ops.engine.accesses import accesses

_WORKLOADS = frozenset(
    {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod"}
)
_FUNCTION = "aws:lambda/function:Function"
_CONTAINER = "docker:index/container:Container"

Resource = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Places:
    """Workloads by cluster and namespace, functions and containers by name, and what was said.

    `said` are the errors that the engine keeps with a resource that was made but never got ready.
    """

    selections: tuple[Selection, ...] = ()
    functions: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    said: tuple[Statement, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.selections or self.functions or self.containers)


def read_places(folder: Path, name: str) -> Places:
    """Where the resources of a stack run. Raises Stopped if the stack can't be read."""
    from ops.engine.explaining import explaining
    from ops.engine.opening import open_stack, project_folder
    from ops.exits import Exit, Stopped

    stack = open_stack(folder, name, create=False)
    with explaining(Stopped(Exit.COULD_NOT_LOOK, f"the state of {name} can't be read")):
        deployment = stack.export_stack().deployment or {}
    return places(deployment, project_folder(folder))


def places(deployment: Mapping[str, Any], folder: Path) -> Places:
    """Where the resources of a state run; `folder` is where a provider's relative paths begin."""
    resources = list(_resources(deployment))
    clusters = accesses(resources, folder)
    grouped: dict[tuple[Access, str], list[Ref]] = {}
    for one in resources:
        if ref := _workload(one):
            access = clusters.get(str(one.get("provider")), Access())
            grouped.setdefault((access, ref.namespace), []).append(ref)
    return Places(
        selections=tuple(
            Selection(namespace, workloads=tuple(dict.fromkeys(refs)), access=access)
            for (access, namespace), refs in grouped.items()
        ),
        functions=tuple(_named(resources, _FUNCTION, "arn")),
        containers=tuple(_named(resources, _CONTAINER, "name")),
        said=tuple(said for one in resources for said in _said(one)),
    )


def _resources(deployment: Mapping[str, Any]) -> Iterator[Resource]:
    """Those that are there, and those whose making was cut short."""
    pending = (one.get("resource") for one in deployment.get("pending_operations") or [])
    for one in (*(deployment.get("resources") or []), *pending):
        if isinstance(one, dict) and isinstance(one.get("type"), str) and not one.get("delete"):
            yield one


def _workload(one: Resource) -> Ref | None:
    group, _, kind = str(one["type"]).rpartition(":")
    if not group.startswith("kubernetes:") or kind not in _WORKLOADS:
        return None
    metadata = {**_metadata(one, "inputs"), **_metadata(one, "outputs")}
    name, namespace = metadata.get("name"), metadata.get("namespace")
    if not isinstance(name, str):
        return None
    return Ref(kind, name, namespace if isinstance(namespace, str) else "default")


def _metadata(one: Resource, side: str) -> Mapping[str, Any]:
    properties = one.get(side)
    metadata = properties.get("metadata") if isinstance(properties, dict) else None
    return metadata if isinstance(metadata, dict) else {}


def _named(resources: list[Resource], kind: str, output: str) -> Iterator[str]:
    for one in resources:
        name = (one.get("outputs") or {}).get(output) if one["type"] == kind else None
        if isinstance(name, str):
            yield name


def _said(one: Resource) -> Iterator[Statement]:
    subject = str(_workload(one) or one.get("id") or "")
    for error in one.get("initErrors") or []:
        if isinstance(error, str):
            yield Statement(error, Platform.ANY, "pulumi", subject)
