"""Images that cannot be pulled: which refusals are final, and which may pass."""

import re

from diagnosis.snapshot import Event
from gate import patience

NEVER = frozenset({"InvalidImageName", "ErrImageNeverPull"})
"""The kubelet won't even ask a registry."""

FAILED = frozenset(
    {"ErrImagePull", "ImagePullBackOff", "ImageInspectError", "ErrImageInspect",
     "RegistryUnavailable", "SignatureValidationFailed"}
)  # fmt: skip
"""Reasons of a container that waits for its image in vain."""

_FINAL = re.compile(
    r"not found|manifest unknown|name unknown|does not exist|no match for platform"
    r"|no matching manifest|unauthorized|denied|forbidden|insufficient_scope"
    r"|no basic auth credentials|authentication required|x509:|certificate"
    r"|server gave HTTP response to HTTPS client|invalid reference|no space left",
    re.IGNORECASE,
)
_BUSY = re.compile(
    r"\bstatus(?: code)?[^:\n]{0,30}:? (?:429|50[0234])\b"
    r"|\b50[0234] (?:internal|bad|service|gateway)"
    r"|too ?many ?requests|rate limit|unexpected EOF|connection reset"
    r"|TLS handshake timeout|service unavailable|bad gateway|server misbehaving"
    r"|temporary failure in name resolution",
    re.IGNORECASE,
)


def pull_patience(message: str, events: tuple[Event, ...]) -> float:
    """How long a failed pull may stay failed, by what the registry said; seconds.

    `events` are the pod's. Old kubelets say "Back-off pulling image" and no more; then the events
    have the registry's words.
    """
    said = "\n".join([message, *(event.message for event in events if _is_failure(event))])
    # A registry with too much to do says "denied" as well: Docker Hub does, with its 429.
    if _BUSY.search(said):
        return patience.BUSY_REGISTRY
    return patience.SETTLE if _FINAL.search(said) else patience.PULL


def _is_failure(event: Event) -> bool:
    return event.reason == "Failed" and event.message.startswith("Failed to pull image")
