"""The three changes that are safe to make for the user. Pure; they change the data they get.

Each only sets what is not set: a value that somebody wrote stays, and so does one that is not
known yet: that one is a text here, see wire.Draft.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..rules.subjects import POD_TEMPLATES

_GROUPS = ("containers", "initContainers")


def token_automount(kind: str, data: Any) -> bool:
    """Mount no service account token that nobody asked for; tells whether this changed anything."""
    if kind == "ServiceAccount":
        return _set(data, "automountServiceAccountToken", False)
    pod = pod_spec(kind, data)
    return pod is not None and _set(pod, "automountServiceAccountToken", False)


def privilege_escalation(kind: str, data: Any) -> bool:
    """Forbid containers to gain privileges; tells whether this changed anything.

    A privileged container and one with CAP_SYS_ADMIN are left: the cluster would refuse both.
    """
    pod = pod_spec(kind, data)
    if pod is None or _windows(pod):
        return False
    changed = [
        _set(security, "allowPrivilegeEscalation", False)
        for container in _containers(pod)
        if (security := _made(container, "securityContext")) is not None and not _mighty(security)
    ]
    return any(changed)


def seccomp(kind: str, data: Any) -> bool:
    """Filter system calls with the runtime's own profile; tells whether this changed anything."""
    pod = pod_spec(kind, data)
    if pod is None or _windows(pod):
        return False
    security = _made(pod, "securityContext")
    return security is not None and _set(security, "seccompProfile", {"type": "RuntimeDefault"})


def pod_spec(kind: str, data: Any) -> Any:
    """The spec of the pod that an object is or makes; None if there is none, or none known yet."""
    for step in (*POD_TEMPLATES.get(kind, (None,)), "spec"):
        if step is None or not isinstance(data, Mapping):
            return None
        data = data.get(step)
    return data if isinstance(data, Mapping) else None


def _set(data: Any, key: str, value: Any) -> bool:
    if data.get(key) is not None:
        return False
    data[key] = value
    return True


def _made(data: Any, key: str) -> Any:
    """The mapping under a key, made where there is none; None if something else stands there."""
    if data.get(key) is None:
        data[key] = {}
    found = data.get(key)
    return found if isinstance(found, Mapping) else None


def _containers(pod: Any) -> Iterator[Any]:
    for group in _GROUPS:
        found = pod.get(group)
        if isinstance(found, Sequence) and not isinstance(found, str):
            yield from (one for one in found if isinstance(one, Mapping))


def _mighty(security: Any) -> bool:
    capabilities = security.get("capabilities")
    added = capabilities.get("add") if isinstance(capabilities, Mapping) else None
    listed = [] if added is None or isinstance(added, str) else added
    might = {"SYS_ADMIN", "CAP_SYS_ADMIN", "ALL"}
    return security.get("privileged") not in (None, False) or any(one in might for one in listed)


def _windows(pod: Any) -> bool:
    system = pod.get("os")
    return isinstance(system, Mapping) and system.get("name") == "windows"
