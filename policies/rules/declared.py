"""What a workload declares about itself: its longest stream, its start, its first token.

A declaration is an annotation on the pod template or its owner, or an
environment variable, literal or from a ConfigMap that is judged along.
"""

from .lookups import named
from .quantities import whole
from .selectors import home
from .subjects import Container, Pod, World, mapping, mappings, text

LONGEST_STREAM = "shipshape.dev/longest-stream"
"""Annotation: seconds the longest answer may stream."""

FIRST_TOKEN = "shipshape.dev/first-token"  # noqa: S105  # a token of a language model
"""Annotation: seconds the longest silence on a stream may last."""

STARTUP_BUDGET = "shipshape.dev/startup-budget"
"""Annotation: seconds a pod may take to start."""

STREAM_VARIABLE = "MAX_STREAM_SECONDS"
"""Environment variable with the seconds that the longest answer may stream."""


def annotated(pod: Pod, name: str) -> int | None:
    """The seconds an annotation declares; None where it is not there."""
    for metadata in (pod.metadata, pod.owner.metadata):
        found = whole(mapping(metadata.get("annotations")).get(name))
        if found is not None:
            return found
    return None


def longest_stream(pod: Pod, world: World) -> int | None:
    """The seconds the longest answer may stream, as declared; None where nobody says."""
    declared = annotated(pod, LONGEST_STREAM)
    if declared is not None:
        return declared
    streams = (whole(variable(one, STREAM_VARIABLE, world)) for one in pod.containers)
    return max((one for one in streams if one is not None), default=None)


def variable(container: Container, name: str, world: World) -> str | None:
    """The plain value of an environment variable; None if it is unset or from elsewhere."""
    for one in mappings(container.data.get("env")):
        if one.get("name") == name:
            value = one.get("value")
            return None if value is None else text(value)
    found = None
    for source in mappings(container.data.get("envFrom")):
        wanted = mapping(source.get("configMapRef")).get("name")
        if not wanted:
            continue
        config = named(world, "ConfigMap", home(container.pod.owner), text(wanted))
        data = mapping(config.data.get("data")) if config else {}
        key = name.removeprefix(text(source.get("prefix")))
        if key in data:
            found = text(data[key])
    return found
