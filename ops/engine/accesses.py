"""Which cluster each Kubernetes provider of a state speaks to. Pure."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from collect.rollout import Access
from ops.engine.values import UNKNOWN, opened

_PROVIDER = "pulumi:providers:kubernetes"


def accesses(resources: Iterable[Mapping[str, Any]], folder: Path) -> dict[str, Access]:
    """The clusters by the reference that resources carry in `provider`: `URN::id`.

    `folder` is where a provider's relative kubeconfig begins.
    """
    providers = (one for one in resources if one.get("type") == _PROVIDER)
    return {f"{one['urn']}::{one.get('id')}": _access(one, folder) for one in providers}


def _access(provider: Mapping[str, Any], folder: Path) -> Access:
    """A kubeconfig is a path or the contents."""
    inputs = opened(provider.get("inputs") or {})[0]
    kubeconfig, context = (_text(inputs.get(name)) for name in ("kubeconfig", "context"))
    if kubeconfig and "\n" not in kubeconfig and not kubeconfig.lstrip().startswith("{"):
        kubeconfig = str(folder / Path(kubeconfig).expanduser())
    return Access(kubeconfig, context)


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value != UNKNOWN else ""
