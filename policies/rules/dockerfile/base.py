"""Base images: which version of them is built on."""

import re
from collections.abc import Iterable, Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from ..unknown import Undecided
from .place import at
from .stages import Dockerfile, Stage

_ARGUMENT = "build_image"
_ENDS_IN_ARGUMENT = re.compile(r"\$(?:\w+|\{[^}]*\})$")
_LINK = "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"


def external(file: Dockerfile) -> Iterator[tuple[Stage, str]]:
    """The stages that are built from an image, with the image."""
    for stage in file.stages:
        image = file.base_image(stage)
        if image and image.lower() != "scratch" and file.parent(stage) is None:
            yield stage, image


def tag_of(image: str) -> str | None:
    """The tag of an image reference, None without one."""
    _, separator, tag = image.partition("@")[0].rpartition("/")[2].partition(":")
    return tag if separator else None


def _has_base(file: Dockerfile, _: Context) -> bool:
    return next(external(file), None) is not None


def _open_ended(image: str) -> bool:
    """Whether a build argument without a default may bring the tag or the digest."""
    if "@" in image:
        return "$" in image.partition("@")[2]
    tag = tag_of(image)
    return "$" in tag if tag is not None else _ENDS_IN_ARGUMENT.search(image) is not None


@rule(
    "df-base-tag",
    "Base images carry a tag or a digest",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Write the version of the base image: FROM image:version@sha256:...",
    applies=_has_base,
    argument=_ARGUMENT,
    link=_LINK,
    tags=("dockerfile", "images"),
    frameworks=("hadolint DL3006", "Trivy DS-0001", "Checkov CKV_DOCKER_7"),
)
def base_tag(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a FROM without tag and digest."""
    for stage, image in external(file):
        if "@" in image or tag_of(image) is not None or _open_ended(image):
            continue
        yield at(stage.source, f"base image {image} has no tag: what it is changes over time")


@rule(
    "df-base-latest",
    "Base images are not latest",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Name the version that was tried instead of latest, best with its digest.",
    applies=_has_base,
    argument=_ARGUMENT,
    link=_LINK,
    tags=("dockerfile", "images"),
    frameworks=("hadolint DL3007", "Trivy DS-0001", "Checkov CKV_DOCKER_7"),
)
def base_latest(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a FROM of latest, written or meant, that no digest pins."""
    for stage, image in external(file):
        tag = tag_of(image)
        if "@" in image or (tag is None and _open_ended(image)):
            continue
        if tag is None or tag.lower() == "latest":
            yield at(stage.source, f"base image {image} is whatever latest is on the day it builds")


@rule(
    "df-base-digest",
    "Base images are pinned by digest",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="Pin the base image: FROM image:version@sha256:...",
    applies=_has_base,
    argument=_ARGUMENT,
    link=_LINK,
    tags=("dockerfile", "images", "supply-chain"),
    frameworks=("SLSA build L1",),
)
def base_digest(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a FROM without a digest; a build argument without default decides later."""
    undecided: list[str] = []
    found = False
    for stage, image in external(file):
        if "@sha256:" in image or "@sha512:" in image:
            continue
        if _open_ended(image):
            undecided.append(f"line {stage.source.line if stage.source else 0}")
            continue
        found = True
        yield at(stage.source, f"base image {image} is not pinned by a digest")
    if undecided and not found:
        raise Undecided(undecided[0])
