"""What rules look at: Kubernetes objects, their pods and containers, over plain data."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from .kinds import kind_in
from .values import Data, mapping, mappings, text, texts

__all__ = [
    "POD_TEMPLATES",
    "SERVING",
    "Container",
    "Context",
    "Data",
    "Made",
    "Object",
    "Pod",
    "World",
    "mapping",
    "mappings",
    "text",
    "texts",
]

Made = TypeVar("Made")

POD_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "Pod": (),
    "PodTemplate": ("template",),
    "Deployment": ("spec", "template"),
    "ReplicaSet": ("spec", "template"),
    "ReplicationController": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "DeploymentConfig": ("spec", "template"),
    "Rollout": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
"""Where each kind keeps the pod it makes."""

_SPELLED: Mapping[str, str] = {kind.lower(): kind for kind in POD_TEMPLATES}

SERVING = frozenset(
    {
        "Deployment",
        "StatefulSet",
        "DaemonSet",
        "ReplicaSet",
        "ReplicationController",
        "Pod",
        "DeploymentConfig",
        "Rollout",
    }
)
"""Kinds whose containers are expected to run on, and so to have probes."""


@dataclass(frozen=True, eq=False)
class Object:
    """One Kubernetes object. `file` and `line` (from 1, 0 unknown) say where it was read.

    `owner` names the component and argument a Pulumi resource came from, if known.
    """

    data: Data
    file: str = ""
    line: int = 0
    owner: str = ""

    @cached_property
    def kind(self) -> str:
        """The kind (see kinds.kind_in). That of a workload counts however it is spelled."""
        found = kind_in(self.data)
        return _SPELLED.get(found.lower(), found)

    @cached_property
    def api_version(self) -> str:
        """The group and version."""
        return text(mapping(self.data).get("apiVersion"))

    @cached_property
    def metadata(self) -> Data:
        """The metadata; empty if there is none."""
        return mapping(mapping(self.data).get("metadata"))

    @cached_property
    def spec(self) -> Data:
        """The spec; empty if there is none."""
        return mapping(mapping(self.data).get("spec"))

    @cached_property
    def name(self) -> str:
        """The name, or the generateName."""
        return text(self.metadata.get("name") or self.metadata.get("generateName"))

    @cached_property
    def namespace(self) -> str:
        """The namespace, `""` where none is written."""
        return text(self.metadata.get("namespace"))

    @property
    def key(self) -> str:
        """`Kind/namespace/name`, the name that reports use."""
        return f"{self.kind}/{self.namespace}/{self.name}"

    @cached_property
    def pod(self) -> "Pod | None":
        """The pod it is or makes."""
        steps = POD_TEMPLATES.get(self.kind)
        if steps is None:
            return None
        template: Any = self.data
        for step in steps:
            template = mapping(template).get(step)
        return Pod(self, mapping(template), ".".join(steps))


@dataclass(frozen=True, eq=False)
class Pod:
    """A bare Pod, or the pod template of a workload; `path` leads to it from the object."""

    owner: Object
    data: Data
    path: str

    @cached_property
    def spec(self) -> Data:
        """The pod's spec; empty if there is none."""
        return mapping(self.data.get("spec"))

    @cached_property
    def metadata(self) -> Data:
        """The pod's metadata; empty if there is none."""
        return mapping(self.data.get("metadata"))

    @cached_property
    def labels(self) -> Data:
        """The pod's labels."""
        return mapping(self.metadata.get("labels"))

    @property
    def spec_path(self) -> str:
        """The path of the spec from the object."""
        return f"{self.path}.spec" if self.path else "spec"

    @cached_property
    def containers(self) -> tuple["Container", ...]:
        """App containers and native sidecars: those that run as long as the pod does."""
        return tuple(one for one in self.every_container if one.lasting)

    @cached_property
    def every_container(self) -> tuple["Container", ...]:
        """All containers, plain init and ephemeral ones too."""
        return tuple(
            Container(self, container, f"{self.spec_path}.{group}[{index}]", group)
            for group in ("containers", "initContainers", "ephemeralContainers")
            for index, container in enumerate(mappings(self.spec.get(group)))
        )


@dataclass(frozen=True, eq=False)
class Container:
    """One container of a pod; `path` leads to it from the object."""

    pod: Pod
    data: Data
    path: str
    group: str

    @cached_property
    def name(self) -> str:
        """The container's name."""
        return text(self.data.get("name"))

    @cached_property
    def label(self) -> str:
        """The name for a report; `""` if there is none or it is not known yet."""
        name = self.data.get("name")
        return name if isinstance(name, str) else ""

    @cached_property
    def lasting(self) -> bool:
        """An app container, or an init container that is a native sidecar."""
        if self.group == "containers":
            return True
        return self.group == "initContainers" and self.data.get("restartPolicy") == "Always"

    @cached_property
    def resources(self) -> Data:
        """The container's resources; empty if there are none."""
        return mapping(self.data.get("resources"))

    @cached_property
    def security(self) -> Data:
        """The container's own securityContext; empty if there is none."""
        return mapping(self.data.get("securityContext"))


@dataclass(frozen=True, eq=False)
class World:
    """Everything that is judged together, with the look-ups that graph rules share."""

    objects: tuple[Object, ...] = ()
    dockerfiles: tuple[Any, ...] = ()
    resources: tuple[Any, ...] = ()
    cache: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, make: "Callable[[World], Made]") -> "Made":
        """What `make` returns for this world, made at the first question and kept.

        A look-up that ends undecided is asked again: its rule stays unknown.
        """
        if make not in self.cache:
            self.cache[make] = make(self)
        found: Made = self.cache[make]
        return found

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Object, ...]]:
        """The objects of each kind."""
        kinds: dict[str, list[Object]] = {}
        for one in self.objects:
            kinds.setdefault(one.kind, []).append(one)
        return {kind: tuple(found) for kind, found in kinds.items()}

    def kind(self, *names: str) -> Iterator[Object]:
        """The objects of these kinds."""
        for name in names:
            yield from self.by_kind.get(name, ())


@dataclass(frozen=True)
class Context:
    """What a check may ask besides its subject: the world, and the rule's settings."""

    world: World = field(default_factory=World)
    settings: Data = field(default_factory=dict)
