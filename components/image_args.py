"""What a ServiceImage may be told."""

from typing import Required, TypedDict

import pulumi


class RegistryAuthArgs(TypedDict):
    """How to log in to the registry, where the machine is not logged in already."""

    address: pulumi.Input[str]
    """Host of the registry."""
    username: pulumi.Input[str]
    """User name; `AWS` at ECR."""
    password: pulumi.Input[str]
    """Password or token, as a secret."""


class ServiceImageArgs(TypedDict, total=False):
    """A multi-stage image, built from a folder and pushed to a registry."""

    registry: pulumi.Input[str]
    """Registry to push to, with its namespace: `ghcr.io/acme`, `localhost:5001`. This, or
    `repository_url`."""
    repository_url: pulumi.Input[str]
    """Registry and repository in one, such as the `url` of an ImageRepository."""
    registry_auth: RegistryAuthArgs
    """Login to the registry. Default: the machine's own, as `docker login` left it."""
    platform: Required[str]
    """Platform of the nodes that run it: linux/amd64 or linux/arm64. There is no safe default."""
    context: Required[str]
    """Folder with the sources, relative to the project so that every machine sees the same path."""
    repository: str
    """Repository in the registry. Default: the component's name."""
    dockerfile: str
    """Dockerfile, relative to the project. Default `<context>/Dockerfile`."""
    target: str
    """Stage that ships. Default production."""
    build_image: str
    """Base of the build stages, for Dockerfiles that take it as the argument BUILD_IMAGE."""
    runtime_image: str
    """Base of the stage that ships, for Dockerfiles that take it as the argument RUNTIME_IMAGE."""
    adapter_image: str
    """Image with the web adapter of AWS Lambda, for Dockerfiles that take it as the argument
    ADAPTER_IMAGE."""
    build_args: dict[str, str]
    """Other build arguments. They stay in the image: never a secret."""
    secrets: dict[str, pulumi.Input[str]]
    """Build secrets by id, read in one step with RUN --mount=type=secret,id=..."""
    extra_ca: pulumi.Input[str]
    """PEM text of certificate authorities to trust during the build; the secret `extra_ca`."""
    builder: str
    """Name of the buildx builder. Default: the machine's."""
    cache: str
    """`auto`, `none`, `registry` or `gha`. Default auto: registry, but none if it is local."""
    labels: dict[str, str]
    """Image labels, such as org.opencontainers.image.source."""
    allow_unpinned_bases: bool
    """Accept base images without a digest. Default false."""
    reports: bool
    """Build the stage `reports` too and keep the dependency tree and the SBOM. Default true."""
    reports_folder: str
    """Where they are kept. Default `.shipshape/reports/<name>`."""
    build_on_preview: bool
    """Build, without pushing, at preview. Default false: the static check needs no daemon."""
