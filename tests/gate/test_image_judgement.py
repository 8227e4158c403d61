"""What the judge of images says, sentence by sentence."""

from dataclasses import replace

import pytest

from collect.registry import ImageFacts, NoFacts, NotAllowed, NotInRegistry
from gate.image_judgement import (
    LARGEST,
    Wanted,
    described,
    judge,
    judge_name,
    judge_unseen,
)
from tests.collect.registry.pushing import DOCKER, GZIP, OCI, OCI_INDEX, ZSTD

DIGEST = "sha256:" + "0" * 64
ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
IMAGE = f"{ECR}/chat@{DIGEST}"
ON_LAMBDA = Wanted(IMAGE, "linux/amd64", "lambda")
ON_DOCKER = Wanted(IMAGE, "linux/amd64", "docker")
GOOD = ImageFacts(
    OCI, False, False, ("linux/amd64",), "linux", "amd64", 200 * 2**20, layer_media_types=(GZIP,)
)
ARM = replace(GOOD, platforms=("linux/arm64/v8",), architecture="arm64")
INDEX = ImageFacts(OCI_INDEX, True, False, ("linux/amd64", "linux/arm64"))
ATTESTED = ImageFacts(OCI_INDEX, True, True, ("linux/amd64",))


@pytest.mark.parametrize("wanted", [ON_LAMBDA, ON_DOCKER, replace(ON_LAMBDA, region="eu-west-1")])
def test_a_good_image(wanted: Wanted) -> None:
    """Nothing to say."""
    assert judge_name(wanted) is None
    assert judge(wanted, GOOD) is None
    assert described(GOOD) == "single manifest, linux/amd64, 0.20 GB compressed"


def test_dockers_own_form() -> None:
    """Lambda reads it as well."""
    layers = ("application/vnd.docker.image.rootfs.diff.tar.gzip",)
    assert judge(ON_LAMBDA, replace(GOOD, media_type=DOCKER, layer_media_types=layers)) is None


@pytest.mark.parametrize(
    ("platform", "facts"),
    [("linux/arm64", ARM), ("linux/arm64/v8", ARM), ("linux/amd64", INDEX), ("linux/arm64", INDEX)],
)
def test_docker_takes_an_index(platform: str, facts: ImageFacts) -> None:
    """One that holds the platform; a variant that nobody asked for is no other platform."""
    assert judge(replace(ON_DOCKER, platform=platform), facts) is None


AGAIN = "push it again, and use the new digest [lambda.image_manifest]"
MANIFESTS = {
    "attestations": (
        ATTESTED,
        (
            "is an index that holds attestations (provenance, SBOM), and Lambda takes a single "
            "manifest: build with provenance=false and sbom=false, "
        ),
    ),
    "platforms": (
        INDEX,
        (
            "is an index of linux/amd64, linux/arm64, and Lambda takes a single manifest: build "
            "for linux/amd64 alone, "
        ),
    ),
    "zstd": (
        replace(GOOD, layer_media_types=(GZIP, ZSTD)),
        f"has layers of type {ZSTD}, which Lambda doesn't read: build with compression=gzip, ",
    ),
}


@pytest.mark.parametrize("case", MANIFESTS)
def test_pain_28_an_index_with_attestations_is_refused_before_the_update(case: str) -> None:
    """And everything else that Lambda takes for no image; Docker takes all of it."""
    facts, said = MANIFESTS[case]
    assert str(judge(ON_LAMBDA, facts)) == f"{IMAGE} {said}{AGAIN}"
    assert judge(ON_DOCKER, facts) is None


def test_pain_29_an_image_for_another_processor_is_refused() -> None:
    """In the words of the target."""
    assert str(judge(ON_LAMBDA, ARM)) == (
        f"{IMAGE} is for linux/arm64/v8 and can't run in a function of x86_64: build for "
        "linux/amd64, or change the function's architecture [lambda.arch_mismatch]"
    )
    assert str(judge(ON_DOCKER, ARM)) == (
        f"{IMAGE} is for linux/arm64/v8 and can't run in a container of linux/amd64: build for "
        "linux/amd64, or change the platform [image.arch_mismatch]"
    )
    assert str(judge_name(replace(ON_LAMBDA, platform="linux/arm/v7"))) == (
        'Lambda runs linux/amd64 and linux/arm64, not "linux/arm/v7": build '
        f"{IMAGE} for one of them [lambda.arch_mismatch]"
    )


def test_pain_22_a_tag_beside_the_digest_is_refused() -> None:
    """Lambda takes one or the other, and only the digest means one image."""
    tagged = f"{ECR}/chat:7@{DIGEST}"
    assert str(judge_name(replace(ON_LAMBDA, image=tagged))) == (
        f'{tagged} has a tag and a digest, which Lambda refuses: leave out ":7", {IMAGE} '
        "[image.invalid_name]"
    )
    assert str(judge_name(replace(ON_LAMBDA, image=f"{ECR}/chat:7"))) == (
        f"{ECR}/chat:7 is a name that may mean another image tomorrow: give the digest alone, "
        f"{ECR}/chat@sha256:... [image.invalid_name]"
    )
    assert judge_name(replace(ON_DOCKER, image=tagged)) is None


def test_no_name_at_all() -> None:
    """For every target."""
    said = '"https://chat" is not the name of an image: host/repository@sha256:...'
    for wanted in (ON_LAMBDA, ON_DOCKER):
        assert (
            str(judge_name(replace(wanted, image="https://chat"))) == f"{said} [image.invalid_name]"
        )


def test_a_registry_that_lambda_does_not_know() -> None:
    """One on this machine stands in for ECR; so does a stand-in's with ECR's name."""
    elsewhere = f"ghcr.io/acme/chat@{DIGEST}"
    assert str(judge_name(replace(ON_LAMBDA, image=elsewhere))) == (
        f"Lambda takes images from a private ECR repository alone, and {elsewhere} is on ghcr.io: "
        "push it to ECR [lambda.image_access]"
    )
    for host in ("localhost:5001", "000000000000.dkr.ecr.eu-west-1.localhost.example.com:4510"):
        assert judge_name(replace(ON_LAMBDA, image=f"{host}/chat@{DIGEST}")) is None
    assert judge_name(replace(ON_DOCKER, image=elsewhere)) is None


def test_another_region() -> None:
    """Lambda pulls from its own."""
    assert str(judge_name(replace(ON_LAMBDA, region="us-east-1"))) == (
        f"{IMAGE} is in eu-west-1 and the function in us-east-1: Lambda pulls from its own region "
        "alone, so push it there or replicate the repository [lambda.image_access]"
    )


def test_too_large() -> None:
    """Certain where the layers are too large even as they are stored; the limit itself is not."""
    assert judge(ON_LAMBDA, replace(GOOD, size_bytes=LARGEST)) is None
    assert judge(ON_DOCKER, replace(GOOD, size_bytes=LARGEST * 2)) is None
    assert str(judge(ON_LAMBDA, replace(GOOD, size_bytes=LARGEST + 2**30))) == (
        f"{IMAGE} has 11.00 GB compressed, and Lambda takes 10 GB unpacked: load models from S3 or "
        "a file system instead of carrying them in the image [lambda.package_too_large]"
    )


@pytest.mark.parametrize(
    ("error", "on_lambda", "on_docker"),
    [
        (NotInRegistry("x"), "lambda.image_access", "image.not_found"),
        (NotAllowed("x"), "image.auth", "image.auth"),
        (NoFacts("x"), "image.registry_unreachable", "image.registry_unreachable"),
    ],
)
def test_an_image_that_nobody_saw(error: NoFacts, on_lambda: str, on_docker: str) -> None:
    """Is not proved, and says so."""
    assert judge_unseen(ON_LAMBDA, error).id == on_lambda
    assert judge_unseen(ON_DOCKER, error).id == on_docker


def test_sentences_of_what_nobody_saw() -> None:
    """What is missing, and what could not be asked."""
    assert str(judge_unseen(ON_LAMBDA, NotInRegistry(f"{IMAGE} is not in the registry"))) == (
        f"{IMAGE} is not in the registry; push it, or correct its name [lambda.image_access]"
    )
    assert str(judge_unseen(ON_LAMBDA, NoFacts("the registry does not answer"))) == (
        f"{IMAGE} could not be looked at, so it is not proved: the registry does not answer "
        "[image.registry_unreachable]"
    )
