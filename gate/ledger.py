"""The record of good releases as a resource of a Pulumi program."""

from typing import Required, TypedDict

import pulumi
from pulumi.dynamic import Resource

from gate.ledger_provider import LedgerProvider
from release.ledger import DEPTH

TYPE = "pulumi-python:dynamic/shipshape:ReleaseLedger"
"""The ledger's type, as the engine shows it."""


class ReleaseLedgerArgs(TypedDict, total=False):
    """What is released."""

    service: Required[pulumi.Input[str]]
    """Name of the service."""
    digest: Required[pulumi.Input[str]]
    """Image of the release, `repository@sha256:...`."""
    config: Required[pulumi.Input[str]]
    """A hash of its configuration."""
    version: Required[pulumi.Input[str]]
    """The version that serves: a Lambda version, the fingerprint of a rollout. Of one that the
    ledger has, its own digest and configuration are kept."""
    place: pulumi.Input[str]
    """Where it runs: what another place had is forgotten, for nobody can go back to that."""
    depth: pulumi.Input[int]
    """How many releases are kept. Default 10."""


class ReleaseLedger(Resource, module="shipshape", name="ReleaseLedger"):
    """The last good releases of a service, newest first, kept over all updates.

    What it is given has been released: let it depend on what proves the release, and a release
    that fails is never written down.

        ReleaseLedger(
            "chat-releases",
            {"service": "chat", "digest": image.ref, "config": hash, "version": alias.version},
            pulumi.ResourceOptions(depends_on=[alias]),
        )
    """

    releases: pulumi.Output[list[dict[str, str]]]
    """The releases, each with digest, config, version and service."""

    def __init__(
        self, name: str, args: ReleaseLedgerArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        properties = {"depth": DEPTH, **args, "releases": None}
        super().__init__(LedgerProvider(), name, properties, opts)
