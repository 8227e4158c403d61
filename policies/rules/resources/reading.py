"""Reading requests and limits."""

from typing import Any

from ..quantities import quantity
from ..subjects import Container, mapping

LINK = "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"
"""What requests and limits do."""


def amount(container: Container, group: str, resource: str) -> Any:
    """A request or limit as written, the container's own or its pod's; None if unset or zero.

    `group` is `requests` or `limits`.
    """
    own = mapping(container.resources.get(group)).get(resource)
    if own is None:
        own = mapping(mapping(container.pod.spec.get("resources")).get(group)).get(resource)
    if own is None or own == "" or quantity(own) == 0:
        return None
    return own
