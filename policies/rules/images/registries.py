"""Where images may come from."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, text
from .reference import reference


@rule(
    "image-registry-allowed",
    "An image comes from an allowed registry",
    severity=Severity.HIGH,
    profile=Profile.RESTRICTED,
    subject=Subject.ANY_CONTAINER,
    remediation="Push the image to one of the configured registries, and name it there.",
    argument="image",
    link="https://kubernetes.io/docs/concepts/containers/images/",
    tags=("images", "supply-chain"),
    settings={"registries": []},
    applies=lambda container, context: bool(
        context.settings["registries"] and container.data.get("image")
    ),
)
def allowed(container: Container, context: Context) -> Iterator[Problem]:
    """A registry nobody chose is one nobody scans, and that may be gone at the next pull."""
    image = reference(text(container.data.get("image"))).full
    for entry in context.settings["registries"]:
        base = text(entry).removesuffix("*").rstrip("/")
        if image == base or image.startswith(f"{base}/"):
            return
    yield Problem("image", "image is not from a configured registry")
