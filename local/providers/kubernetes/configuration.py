"""Checking and comparing provider configurations, before any cluster is involved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from local.providers.kubernetes import kubeconfig
from local.providers.protocol.properties import Unknown, reveal

_ACTIVE = ("kubeconfig", "context", "cluster")
"""The inputs that decide which cluster is meant."""


@dataclass(frozen=True)
class ConfigDifference:
    """Which inputs differ, and which of them mean another cluster (so everything is replaced)."""

    changed: list[str] = field(default_factory=list)
    replacing: list[str] = field(default_factory=list)


def problems(news: Mapping[str, Any]) -> dict[str, str]:
    """What of a configuration cannot be honoured: input -> sentence."""
    if reveal(news.get("renderYamlToDirectory")):
        sentence = "rendering YAML needs the official Kubernetes provider; leave the setting out"
        return {"renderYamlToDirectory": sentence}
    return {}


def compared(olds: Mapping[str, Any], news: Mapping[str, Any]) -> ConfigDifference:
    """Compare two configurations.

    Another server, or one that cannot be known yet, means replacement unless
    the program vouches for the cluster with `clusterIdentifier`.
    """
    old, new = reveal(olds), reveal(news)
    changed = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
    identity = (old.get("clusterIdentifier"), new.get("clusterIdentifier"))
    if all(identity):
        replacing = ["clusterIdentifier"] if identity[0] != identity[1] else []
        return ConfigDifference(changed, replacing)
    unknown = [key for key in _ACTIVE if isinstance(new.get(key), Unknown)]
    if unknown:
        return ConfigDifference(changed, unknown)
    servers = _server(old), _server(new)
    moved = all(servers) and servers[0] != servers[1]
    return ConfigDifference(changed, [key for key in _ACTIVE if key in changed] if moved else [])


def _server(inputs: Mapping[str, Any]) -> str:
    """The server a configuration leads to, empty when that cannot be told."""
    try:
        config = kubeconfig.load(str(inputs.get("kubeconfig") or ""), {"KUBECONFIG": "/"})
        context, cluster = (str(inputs.get(key) or "") for key in ("context", "cluster"))
        return kubeconfig.access(config, context, cluster).server
    except kubeconfig.KubeconfigError:
        return ""
