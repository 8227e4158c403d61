"""Settings of the image."""

from typing import Literal

from pydantic import Field, SecretStr

from .section import Section


class ImageSettings(Section):
    """How the image is built and where it goes."""

    platform: str = Field(
        description="Platform that it runs on: linux/amd64 or linux/arm64. Required."
    )
    context: str = Field("app", description="Folder with the service's sources and Dockerfile.")
    dockerfile: str | None = Field(
        None, description="Dockerfile. auto: the file Dockerfile in the context."
    )
    stage: str = Field("production", description="Stage of the Dockerfile that ships.")
    debug_stage: str = Field("debug", description="Stage that ships in debug mode.")
    registry: str | None = Field(
        None,
        description="Registry to push to, e.g. ghcr.io/acme. auto: SHIPSHAPE_REGISTRY; on lambda "
        "a repository is made in ECR.",
    )
    repository: str | None = Field(
        None, description="Repository in the registry. auto: the service's name."
    )
    build_image: str | None = Field(
        None,
        description="Base of the build stages, by digest. auto: SHIPSHAPE_BUILD_IMAGE, "
        "else the Dockerfile's.",
    )
    runtime_image: str | None = Field(
        None,
        description="Base of the stage that ships, by digest. auto: SHIPSHAPE_RUNTIME_IMAGE, "
        "else the Dockerfile's.",
    )
    adapter_image: str | None = Field(
        None,
        description="Image with AWS' web adapter, by digest. auto: SHIPSHAPE_ADAPTER_IMAGE, "
        "else the Dockerfile's.",
    )
    builder: str | None = Field(
        None, description="Name of the buildx builder. auto: SHIPSHAPE_BUILDER, else buildx's own."
    )
    cache: Literal["auto", "none", "registry", "gha"] = Field(
        "auto",
        description="Build cache: none, registry or gha. auto: none for a local registry, "
        "else registry.",
    )
    allow_unpinned_bases: bool = Field(
        default=False, description="Accept base images that are not pinned by digest."
    )
    reports: bool = Field(
        default=True, description="Keep the dependency tree and the SBOM of the image as files."
    )
    source: str = Field(
        "",
        description="URL of the sources. With it the image is labelled with the source and the "
        "last commit that touched the context.",
    )
    npm_token: SecretStr | None = Field(
        None, description="Secret. Token for a private npm registry, for the build only."
    )
    build_secrets: dict[str, SecretStr] = Field(
        {},
        description="Secrets of the build by id, such as pip_index_url: "
        "pulumi config set --secret --path shipshape:buildSecrets.ID.",
    )
