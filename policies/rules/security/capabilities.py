"""Linux capabilities: which ones are dropped, which ones are added."""

from collections.abc import Iterator
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, mapping, text
from .contexts import STANDARDS, on_linux

BASELINE = (
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
)
"""What Pod Security baseline lets a container add."""


def capability_names(container: Container, field: str) -> list[str]:
    """The capabilities added or dropped, in capitals and without `CAP_`."""
    listed: Any = mapping(container.security.get("capabilities")).get(field)
    if not listed:
        return []
    names = listed if isinstance(listed, list | tuple) else [listed]
    return [text(one).strip().upper().removeprefix("CAP_") for one in names]


@rule(
    "capabilities-drop",
    "Every container drops all capabilities",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Set securityContext.capabilities.drop: [ALL] on the container; "
    "KubernetesService does, unless its argument pod_overrides changes it.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=(
        "Pod Security restricted: Capabilities",
        "CIS Kubernetes 5.2.8",
        "CIS Kubernetes 5.2.10",
    ),
    applies=on_linux,
)
def capabilities_drop(container: Container, _: Context) -> Iterator[Problem]:
    """A web service needs none of the root user's rights."""
    if "ALL" not in capability_names(container, "drop"):
        yield Problem(
            "securityContext.capabilities.drop", "The container does not drop ALL capabilities."
        )


@rule(
    "capabilities-add",
    "No container adds a capability outside the allowed list",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Take the name out of securityContext.capabilities.add; KubernetesService adds "
    "none, so look in its argument pod_overrides.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: Capabilities", "CIS Kubernetes 5.2.9"),
    settings={"allowed": BASELINE},
    applies=on_linux,
)
def capabilities_add(container: Container, context: Context) -> Iterator[Problem]:
    """`allowed: [NET_BIND_SERVICE]` is what Pod Security restricted asks."""
    allowed = {text(one).upper().removeprefix("CAP_") for one in context.settings["allowed"]}
    for index, name in enumerate(capability_names(container, "add")):
        if name not in allowed:
            yield Problem(
                f"securityContext.capabilities.add[{index}]",
                f"The container adds the capability {name}.",
            )
