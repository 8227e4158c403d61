"""What a stack declares: the resources of its state, or those that its program would make."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collect.rollout import Access
from drift.model import Desired, Resource
from ops.drift.values import opened

_KUBERNETES = "kubernetes:"
_AWS = "aws:"
_PROVIDER = "pulumi:providers:kubernetes"
# Not objects: charts and files make them, a patch is a part of one, a list reads.
_NO_OBJECTS = ("kubernetes:helm.sh/", "kubernetes:yaml", "kubernetes:kustomize")


@dataclass(frozen=True, slots=True)
class Declared:
    """Kubernetes objects by the cluster that they are in, and AWS resources."""

    clusters: Mapping[Access, tuple[Desired, ...]]
    resources: tuple[Resource, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.clusters or self.resources)


def declared(
    resources: Iterable[Mapping[str, Any]],
    folder: Path,
    last: Mapping[str, Mapping[str, Any]] | None = None,
) -> Declared:
    """Sort what a stack declares. `last` are inputs as they were applied last, by URN.

    Without it they are the same as the declared ones: a state holds what was applied. `folder` is
    where a provider's relative kubeconfig begins.
    """
    living = [one for one in resources if isinstance(one, dict) and not one.get("delete")]
    accesses = {
        f"{one['urn']}::{one.get('id')}": _access(one, folder)
        for one in living
        if one.get("type") == _PROVIDER
    }
    clusters: dict[Access, list[Desired]] = defaultdict(list)
    for one in living:
        if (found := _desired(one, last)) is not None:
            clusters[accesses.get(str(one.get("provider")), Access())].append(found)
    return Declared(
        {access: tuple(found) for access, found in clusters.items()}, tuple(_aws(living))
    )


def _desired(
    one: Mapping[str, Any], last: Mapping[str, Mapping[str, Any]] | None
) -> Desired | None:
    kind = str(one.get("type"))
    if not kind.startswith(_KUBERNETES) or kind.startswith(_NO_OBJECTS) or kind.endswith("Patch"):
        return None
    if not one.get("custom") or one.get("external"):
        return None
    object_, secrets = _object(kind, one.get("inputs"), one)
    applied = object_ if last is None else None
    if last is not None and one.get("urn") in last:
        applied = _object(kind, last[one["urn"]], one)[0]
    return Desired(object_, str(one.get("urn", "")), applied, secrets=secrets)


def _object(
    kind: str, inputs: Any, one: Mapping[str, Any]
) -> tuple[dict[str, Any], frozenset[tuple[str, ...]]]:
    """The object as declared, with the name and namespace that the provider gave it."""
    properties, secrets = opened(inputs or {})
    version, _, name = kind.removeprefix(_KUBERNETES).rpartition(":")
    live = opened((one.get("outputs") or {}).get("metadata") or {})[0]
    named = {key: live[key] for key in ("name", "namespace") if isinstance(live.get(key), str)}
    data = {key: value for key, value in properties.items() if not key.startswith("__")}
    data |= {"apiVersion": version.removeprefix("core/"), "kind": name}
    data["metadata"] = {**named, **(data.get("metadata") or {})}
    data["metadata"].get("annotations", {}).pop("pulumi.com/autonamed", None)
    return data, secrets


def _aws(resources: Iterable[Mapping[str, Any]]) -> Iterator[Resource]:
    for one in resources:
        if str(one.get("type")).startswith(_AWS) and one.get("custom") and not one.get("external"):
            urn = str(one.get("urn", ""))
            inputs, secrets = opened(one.get("inputs") or {})
            outputs = opened(one.get("outputs") or {})[0]
            name = str(one.get("id") or urn.rpartition("::")[2])
            yield Resource(str(one["type"]), name, inputs, urn, outputs, secrets)


def _access(provider: Mapping[str, Any], folder: Path) -> Access:
    """The cluster of a provider: its kubeconfig is a path or the contents."""
    inputs = opened(provider.get("inputs") or {})[0]
    kubeconfig, context = (_text(inputs.get(name)) for name in ("kubeconfig", "context"))
    if kubeconfig and "\n" not in kubeconfig and not kubeconfig.lstrip().startswith("{"):
        kubeconfig = str(folder / Path(kubeconfig).expanduser())
    return Access(kubeconfig, context)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
