"""Which image runs must be known from its name."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, text
from .reference import reference

_LINK = "https://kubernetes.io/docs/concepts/containers/images/#image-names"


def has_image(container: Container, _: Context) -> bool:
    """Whether the container names an image at all. Asks an unknown."""
    return bool(container.data.get("image"))


@rule(
    "image-tag-not-latest",
    "An image is named by a fixed tag or a digest",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Name the image by digest, as a ServiceImage gives it, or by a version's tag.",
    argument="image",
    link=_LINK,
    tags=("images",),
    applies=has_image,
)
def tag(container: Container, _: Context) -> Iterator[Problem]:
    """Two pods of one Deployment may run two programs, and a rollback brings nothing back."""
    found = reference(text(container.data.get("image")))
    if found.floats:
        what = "the tag latest" if found.tag else "no tag"
        yield Problem("image", f"image has {what} and no digest")


@rule(
    "image-digest",
    "An image is named by its digest",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.ANY_CONTAINER,
    remediation="Name the image as repository@sha256:..., which a ServiceImage's `ref` is.",
    argument="image",
    link=_LINK,
    tags=("images", "supply-chain"),
    applies=has_image,
)
def digest(container: Container, _: Context) -> Iterator[Problem]:
    """A tag can be moved; a digest names what was built, scanned and tried."""
    if ":" not in reference(text(container.data.get("image"))).digest:
        yield Problem("image", "image has no digest")
