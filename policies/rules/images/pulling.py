"""When the kubelet asks the registry again."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, text
from .reference import reference
from .references import has_image


@rule(
    "image-pull-policy-always",
    "The registry is asked at every start",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.ANY_CONTAINER,
    remediation="Set imagePullPolicy: Always, or name the image by digest.",
    argument="image",
    link="https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy",
    tags=("images",),
    applies=has_image,
)
def always(container: Container, _: Context) -> Iterator[Problem]:
    """A node that has the image runs it without asking: a moved tag, or a pod without rights."""
    found = reference(text(container.data.get("image")))
    policy = container.data.get("imagePullPolicy")
    if policy == "Always" or found.digest:
        return
    if not policy and found.floats:  # Kubernetes' own default is Always then
        return
    yield Problem("imagePullPolicy", "imagePullPolicy is not Always, and image has no digest")
