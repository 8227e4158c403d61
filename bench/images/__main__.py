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
        ("ADAPTER_IMAGE", "SHIPSHAPE_ADAPTER_IMAGE"),
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
naive = os.environ.get("BENCH_NAIVE_BASE")
image("naive", "naive/Dockerfile", {"BASE_IMAGE": naive} if naive else {})
