"""What an ImageRepository may be told."""

from typing import TypedDict


class ImageRepositoryArgs(TypedDict, total=False):
    """A private repository in ECR, from which Lambda may pull. Everything has a default."""

    repository: str
    """Name of the repository. Default: the component's name."""
    keep_images: int
    """Images to keep, the newest first: as far back as a release can go. Default 10."""
    force_delete: bool
    """Let the repository be deleted with the images in it. Default false: then destroying ends
    with AWS' refusal while there are images, and can be run again."""
    labels: dict[str, str]
    """Tags to add."""
