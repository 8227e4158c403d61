"""The proof that a target can run an image, as a resource of a program."""

from typing import Required, TypedDict

import pulumi
from pulumi.dynamic import Resource

from gate.image_provider import ImageProofProvider


class ImageProofArgs(TypedDict, total=False):
    """What is proved of which image."""

    image: Required[pulumi.Input[str]]
    """The image by its digest: host/repository@sha256:..."""
    platform: Required[pulumi.Input[str]]
    """What it must run on: linux/amd64 or linux/arm64."""
    target: Required[pulumi.Input[str]]
    """`lambda` or `docker`."""
    region: pulumi.Input[str]
    """The function's region: Lambda pulls from no other. Default: not compared."""


class ImageProof(Resource, module="shipshape", name="ImageProof"):
    """Looks at an image in its registry before anything is made to run it.

    Pass the proof's `image` on, instead of the image itself: then nothing is updated before the
    image is proved, and a failed proof leaves what runs untouched. The registry is asked for a
    manifest and a configuration, never for a layer, and only when something changed.

        wanted = {"image": built.ref, "platform": "linux/amd64", "target": "lambda"}
        proof = ImageProof("web", wanted)
        aws.lambda_.Function("web", image_uri=proof.image, ...)
    """

    image: pulumi.Output[str]
    """The same image, proved."""
    found: pulumi.Output[str]
    """What its registry says of it, in a sentence."""

    def __init__(
        self, name: str, args: ImageProofArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(ImageProofProvider(), name, {**args, "found": None}, opts)
