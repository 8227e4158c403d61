"""Security contexts that pass Pod Security "restricted", and the way out where a GPU needs one."""

from typing import Any

NONROOT = 65532
"""The user id of distroless images' `nonroot`; numeric, so that the kubelet can verify it."""

POD_SECURITY_LABELS = {
    "pod-security.kubernetes.io/enforce": "restricted",
    "pod-security.kubernetes.io/enforce-version": "latest",
    "pod-security.kubernetes.io/warn": "restricted",
}
"""Labels of a namespace that admits nothing less than "restricted"."""


def pod_security(user: int) -> dict[str, Any]:
    """The pod's `securityContext`; `user` is a numeric id, never 0."""
    return {
        "runAsNonRoot": True,
        "runAsUser": user,
        "runAsGroup": user,
        "fsGroup": user,
        "fsGroupChangePolicy": "OnRootMismatch",
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def container_security(*, read_only_root: bool) -> dict[str, Any]:
    """The container's `securityContext`."""
    return {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "privileged": False,
        "readOnlyRootFilesystem": read_only_root,
    }


def user_problems(user: int) -> list[str]:
    """A sentence when the user id is root's or no user id."""
    if user < 1:
        return [f"`run_as_user` ({user}) must be the id of a user other than root, e.g. {NONROOT}"]
    return []
