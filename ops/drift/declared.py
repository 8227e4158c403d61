"""What a stack declares: the resources of its state, or those that its program would make."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collect.rollout import Access
from drift.model import Desired, Resource
from ops.engine.accesses import accesses
from ops.engine.values import holds_unknown, opened

_KUBERNETES = "kubernetes:"
_AWS = "aws:"
# Not objects: charts and files make them.
_NO_OBJECTS = ("kubernetes:helm.sh/", "kubernetes:yaml", "kubernetes:kustomize")
_PATCH = "Patch"

Properties = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Declared:
    """Kubernetes objects by the cluster that they are in, and AWS resources.

    `managers` are the field managers that the provider writes objects as, by URN.
    """

    clusters: Mapping[Access, tuple[Desired, ...]]
    resources: tuple[Resource, ...] = ()
    managers: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.clusters or self.resources)


def declared(
    resources: Iterable[Properties], folder: Path, last: Mapping[str, Properties] | None = None
) -> Declared:
    """Sort what a stack declares. `last` are inputs as they were applied last, by URN.

    Without it they are the same as the declared ones: a state holds what was applied. `folder` is
    where a provider's relative kubeconfig begins.
    """
    living = [one for one in resources if not one.get("delete")]
    places = accesses(living, folder)
    clusters: dict[Access, list[Desired]] = defaultdict(list)
    managers: dict[str, str] = {}
    for one in filter(_is_object, living):
        found = _desired(one, last)
        clusters[places.get(str(one.get("provider")), Access())].append(found)
        if found.manager:
            managers[found.urn] = found.manager
    return Declared(
        {access: tuple(found) for access, found in clusters.items()},
        tuple(_aws(living)),
        managers,
    )


def _is_object(one: Properties) -> bool:
    """Whether it is an object, and as a whole ours: neither a patch nor one that is only read."""
    token = str(one.get("type"))
    if not token.startswith(_KUBERNETES) or token.startswith(_NO_OBJECTS):
        return False
    kind = (one.get("inputs") or {}).get("kind")
    is_patch = token.endswith(_PATCH) and not str(kind).endswith(_PATCH)
    return bool(one.get("custom")) and not one.get("external") and not is_patch


def _desired(one: Properties, last: Mapping[str, Properties] | None) -> Desired:
    urn = str(one.get("urn", ""))
    object_, secrets = _object(one, one.get("inputs"))
    if last is None:
        applied: Properties | None = object_
    else:
        applied = _object(one, last[urn])[0] if urn in last else None
    manager = _text((one.get("outputs") or {}).get("__fieldManager"))
    return Desired(object_, urn, applied, secrets=secrets, manager=manager)


def _object(one: Properties, inputs: Any) -> tuple[dict[str, Any], frozenset[tuple[str, ...]]]:
    """The object as declared, with the name and namespace that the provider gave it."""
    properties, secrets = opened(inputs or {})
    version, _, kind = str(one["type"]).removeprefix(_KUBERNETES).rpartition(":")
    data = {key: value for key, value in properties.items() if not key.startswith("__")}
    data |= {"apiVersion": version.removeprefix("core/"), "kind": kind}
    data["metadata"] = _metadata(data.get("metadata"), one.get("outputs"))
    return data, secrets


def _metadata(given: Any, outputs: Any) -> dict[str, Any]:
    """What is declared of it; of the name and the namespace what is known."""
    live = opened(outputs or {})[0].get("metadata")
    declared_ = given if isinstance(given, dict) else {}
    names: dict[str, Any] = {}
    for key in ("name", "namespace"):
        for source in (declared_, live if isinstance(live, dict) else {}):
            if _text(source.get(key)) and not holds_unknown(source[key]):
                names.setdefault(key, source[key])
    metadata = {key: value for key, value in declared_.items() if key not in ("name", "namespace")}
    if isinstance(metadata.get("annotations"), dict):
        metadata["annotations"] = _without_marks(metadata["annotations"])
    return {**names, **metadata}


def _without_marks(annotations: Mapping[str, Any]) -> dict[str, Any]:
    """The provider notes in the inputs that it made up the name; it writes that nowhere."""
    return {key: value for key, value in annotations.items() if key != "pulumi.com/autonamed"}


def _aws(resources: Iterable[Properties]) -> Iterator[Resource]:
    for one in resources:
        if str(one.get("type")).startswith(_AWS) and one.get("custom") and not one.get("external"):
            urn = str(one.get("urn", ""))
            inputs, secrets = opened(one.get("inputs") or {})
            outputs = opened(one.get("outputs") or {})[0]
            name = str(one.get("id") or urn.rpartition("::")[2])
            yield Resource(str(one["type"]), name, inputs, urn, outputs, secrets)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
