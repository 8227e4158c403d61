"""Whether a target can run an image, judged by its name and its registry's facts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from collect.registry import ImageFacts, NoFacts, NotAllowed, NotInRegistry, ecr_region, parse
from collect.registry.facts import DOCKER, MANIFESTS, OCI

TARGETS = ("lambda", "docker")
"""Where a proved image may be meant to run."""

LARGEST = 10 * 2**30
"""Bytes an image may have on Lambda, unpacked (AWS' quota, which can't be raised)."""

_LAYERS = {
    DOCKER: {"application/vnd.docker.image.rootfs.diff.tar.gzip"},
    OCI: {
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
    },
}
"""Layers that Lambda reads: none in zstd."""

_ARCHITECTURES: Mapping[str, str] = MappingProxyType(
    {"linux/amd64": "x86_64", "linux/arm64": "arm64"}
)
_AGAIN = "push it again, and use the new digest"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a target can't run an image: an id of the failure modes, and a sentence."""

    id: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.sentence} [{self.id}]"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The image, and where it is to run; `region` is the function's, where it is known."""

    image: str
    platform: str
    target: str
    region: str = ""

    @property
    def is_lambda(self) -> bool:
        """Whether Lambda's own rules count."""
        return self.target == "lambda"


def judge_name(wanted: Wanted) -> Fault | None:
    """What the names alone show to be wrong; nothing is asked."""
    try:
        reference = parse(wanted.image)
    except ValueError as error:
        return Fault("image.invalid_name", str(error))
    if not wanted.is_lambda:
        return None
    if wanted.platform not in _ARCHITECTURES:
        return Fault(
            "lambda.arch_mismatch",
            f'Lambda runs linux/amd64 and linux/arm64, not "{wanted.platform}": build '
            f"{wanted.image} for one of them",
        )
    if not reference.digest:
        return Fault(
            "image.invalid_name",
            f"{wanted.image} is a name that may mean another image tomorrow: give the digest "
            f"alone, {reference.host}/{reference.repository}@sha256:...",
        )
    if reference.tag:
        return Fault(
            "image.invalid_name",
            f"{wanted.image} has a tag and a digest, which Lambda refuses: leave out "
            f'":{reference.tag}", {reference.by_digest}',
        )
    return _judge_registry(wanted, reference.host, is_local=reference.is_local)


def _judge_registry(wanted: Wanted, host: str, *, is_local: bool) -> Fault | None:
    """Lambda pulls from ECR in its own region; a registry on this machine stands in for it."""
    region = ecr_region(host)
    if not region and not is_local and ".dkr.ecr." not in host:
        return Fault(
            "lambda.image_access",
            f"Lambda takes images from a private ECR repository alone, and {wanted.image} is on "
            f"{host}: push it to ECR",
        )
    if region and wanted.region and region != wanted.region:
        return Fault(
            "lambda.image_access",
            f"{wanted.image} is in {region} and the function in {wanted.region}: Lambda pulls "
            "from its own region alone, so push it there or replicate the repository",
        )
    return None


def judge_unseen(wanted: Wanted, error: NoFacts) -> Fault:
    """An image that nobody could look at is not proved."""
    if isinstance(error, NotInRegistry):
        id_ = "lambda.image_access" if wanted.is_lambda else "image.not_found"
        return Fault(id_, f"{error}; push it, or correct its name")
    id_ = "image.auth" if isinstance(error, NotAllowed) else "image.registry_unreachable"
    return Fault(id_, f"{wanted.image} could not be looked at, so it is not proved: {error}")


def judge(wanted: Wanted, facts: ImageFacts) -> Fault | None:
    """What the registry's facts show to be wrong."""
    if wanted.is_lambda:
        return (
            _judge_manifest(wanted, facts)
            or _judge_platform(wanted, facts)
            or _judge_size(wanted, facts)
        )
    return _judge_platform(wanted, facts)


def _judge_manifest(wanted: Wanted, facts: ImageFacts) -> Fault | None:
    if facts.attestations:
        return _manifest(
            f"{wanted.image} is an index that holds attestations (provenance, SBOM), and Lambda "
            f"takes a single manifest: build with provenance=false and sbom=false, {_AGAIN}"
        )
    if facts.is_index:
        return _manifest(
            f"{wanted.image} is an index of {_listed(facts)}, and Lambda takes a single manifest: "
            f"build for {wanted.platform} alone, {_AGAIN}"
        )
    if facts.media_type not in MANIFESTS:
        return _manifest(
            f"{wanted.image} has a manifest of type {facts.media_type}, which Lambda doesn't "
            f"read: build it as an OCI or Docker v2 image, {_AGAIN}"
        )
    strange = [one for one in facts.layer_media_types if one not in _LAYERS[facts.media_type]]
    if strange:
        return _manifest(
            f"{wanted.image} has layers of type {', '.join(strange)}, which Lambda doesn't read: "
            f"build with compression=gzip, {_AGAIN}"
        )
    return None


def _manifest(sentence: str) -> Fault:
    return Fault("lambda.image_manifest", sentence)


def _judge_platform(wanted: Wanted, facts: ImageFacts) -> Fault | None:
    if any(_runs_on(one, wanted.platform) for one in facts.platforms):
        return None
    id_ = "lambda.arch_mismatch" if wanted.is_lambda else "image.arch_mismatch"
    architecture = _ARCHITECTURES.get(wanted.platform)
    runs = (
        f"a function of {architecture}" if wanted.is_lambda else f"a container of {wanted.platform}"
    )
    change = "the function's architecture" if wanted.is_lambda else "the platform"
    return Fault(
        id_,
        f"{wanted.image} is for {_listed(facts)} and can't run in {runs}: build for "
        f"{wanted.platform}, or change {change}",
    )


def _listed(facts: ImageFacts) -> str:
    return ", ".join(facts.platforms) or "no platform that it names"


def _runs_on(image: str, wanted: str) -> bool:
    """The variant counts where both name one: linux/arm64 and linux/arm64/v8 are the same."""
    have, want = image.split("/"), wanted.split("/")
    return all(one == other for one, other in zip(have, want, strict=False))


def _judge_size(wanted: Wanted, facts: ImageFacts) -> Fault | None:
    if facts.size_bytes <= LARGEST:
        return None
    return Fault(
        "lambda.package_too_large",
        f"{wanted.image} has {_gigabytes(facts)} compressed, and Lambda takes 10 GB unpacked: "
        "load models from S3 or a file system instead of carrying them in the image",
    )


def described(facts: ImageFacts) -> str:
    """What was found, in a sentence; the size unpacked is not known without pulling it all."""
    size = f", {_gigabytes(facts)} compressed" if not facts.is_index else ""
    kind = "index" if facts.is_index else "single manifest"
    return f"{kind}, {_listed(facts)}{size}"


def _gigabytes(facts: ImageFacts) -> str:
    return f"{facts.size_bytes / 2**30:.2f} GB"
