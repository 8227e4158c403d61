"""Provider configurations compared."""

from typing import Any

import pytest

from local.providers.kubernetes.configuration import ConfigDifference, compared, problems
from local.providers.protocol.properties import UNKNOWN, Secret


def _kubeconfig(server: str) -> str:
    return f"""
current-context: one
contexts: [{{name: one, context: {{cluster: c, user: u}}}}]
clusters: [{{name: c, cluster: {{server: "{server}"}}}}]
users: [{{name: u, user: {{}}}}]
"""


_HERE, _THERE = _kubeconfig("https://here"), _kubeconfig("https://there")


@pytest.mark.parametrize(
    ("olds", "news", "expected"),
    [
        ({"kubeconfig": _HERE}, {"kubeconfig": _HERE}, ConfigDifference()),
        (
            {"kubeconfig": _HERE},
            {"kubeconfig": Secret(_THERE)},
            ConfigDifference(["kubeconfig"], ["kubeconfig"]),
        ),
        (
            {"kubeconfig": _HERE},
            {"kubeconfig": _HERE + "\n# a new token, the same server"},
            ConfigDifference(["kubeconfig"]),
        ),
        (
            {"kubeconfig": _HERE},
            {"kubeconfig": UNKNOWN},
            ConfigDifference(["kubeconfig"], ["kubeconfig"]),
        ),
        (
            {"kubeconfig": _HERE, "clusterIdentifier": "a"},
            {"kubeconfig": _THERE, "clusterIdentifier": "a"},
            ConfigDifference(["kubeconfig"]),
        ),
        (
            {"clusterIdentifier": "a"},
            {"clusterIdentifier": "b"},
            ConfigDifference(["clusterIdentifier"], ["clusterIdentifier"]),
        ),
        ({"namespace": "a"}, {"namespace": "b"}, ConfigDifference(["namespace"])),
    ],
)
def test_only_another_cluster_replaces(
    olds: dict[str, Any], news: dict[str, Any], expected: ConfigDifference
) -> None:
    """The server tells clusters apart, unless the program vouches for them."""
    assert compared(olds, news) == expected


def test_rendering_is_refused() -> None:
    """It would silently go to the cluster instead."""
    assert problems({"renderYamlToDirectory": "out"}) == {
        "renderYamlToDirectory": "rendering YAML needs the official Kubernetes provider; "
        "leave the setting out"
    }
    assert problems({"kubeconfig": "x"}) == {}
