"""Build both images with the same builder and push them to the same registry."""

import os
from pathlib import Path

import pulumi
import pulumi_docker_build as docker_build

registry = os.environ["SHIPSHAPE_REGISTRY"]
authority = os.environ.get("SHIPSHAPE_EXTRA_CA")
secrets = {"extra_ca": Path(authority).read_text()} if authority else {}
bases = {
    name: os.environ[variable]
    for name, variable in (
        ("BUILD_IMAGE", "SHIPSHAPE_BUILD_IMAGE"),
        ("RUNTIME_IMAGE", "SHIPSHAPE_RUNTIME_IMAGE"),
    )
    if variable in os.environ
}


def image(name: str, dockerfile: str, build_args: dict[str, str]) -> None:
    """Build and push one image; its digest is an output."""
    built = docker_build.Image(
        name,
        context={"location": "../../app"},
        dockerfile={"location": f"../../app/{dockerfile}"},
        build_args=build_args,
        secrets=secrets,
        platforms=[docker_build.Platform.LINUX_AMD64],
        tags=[f"{registry}/bench/{name}:latest"],
        push=True,
        build_on_preview=False,
    )
    pulumi.export(name, built.digest)


image("production", "Dockerfile", bases)
# The naive Dockerfile's own base is node:22 with its compilers and Python. Where it can't be
# had the slim build image stands in, which flatters the naive image.
naive_base = {"BASE_IMAGE": bases["BUILD_IMAGE"]} if "BUILD_IMAGE" in bases else {}
image("naive", "naive/Dockerfile", naive_base)
