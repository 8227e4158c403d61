"""Running components without an engine, and what they would have asked of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi.runtime import mocks, rpc

from .aws.states import computed

# As the engine's program runner does: a run that ends early leaves futures nobody waits for.
logging.getLogger("asyncio").setLevel(logging.CRITICAL)

DIGEST = "sha256:" + "d" * 64
IMAGE_ID = "sha256:" + "1" * 64
"""What a Docker daemon calls the image that it pulled."""
SECRET = "(secret)"
"""Stands in a recorded input for `{"secret": value}`."""


@dataclass(frozen=True)
class Asked:
    """One resource as it was asked for; secrets appear as {SECRET: value}."""

    type: str
    inputs: dict[str, Any]
    options: dict[str, Any]


class _Monitor(mocks.MockMonitor):
    """Also keeps the options, which mocks forget."""

    def __init__(self, preview: bool) -> None:
        super().__init__(_Provider(preview))
        self.asked: dict[str, Asked] = {}

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - the protocol's name
        inputs = rpc.deserialize_properties(request.object, keep_unknowns=True)
        options = {
            "ignore_changes": list(request.ignoreChanges),
            "retain_on_delete": request.retainOnDelete,
            "delete_before_replace": request.deleteBeforeReplace,
            "timeouts": {
                "create": request.customTimeouts.create,
                "update": request.customTimeouts.update,
            },
            "delete_timeout": request.customTimeouts.delete,
            "aliases": [alias.spec.name for alias in request.aliases if alias.spec.name],
            "parent": request.parent.rsplit("::", maxsplit=1)[-1],
            "after": sorted(urn.rsplit("::", maxsplit=1)[-1] for urn in request.dependencies),
        }
        if request.type != "pulumi:pulumi:Stack":
            self.asked[request.name] = Asked(request.type, _plain(inputs), options)
        return super().RegisterResource(request)  # type: ignore[no-untyped-call]


_ANSWERS: dict[str, dict[str, str]] = {
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": {
        "proxyEndpoint": "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com",
        "userName": "AWS",
        "password": "not-a-real-token",
    }
}
"""What functions of providers answer."""


class _Provider(mocks.Mocks):
    """Pushes every image under one digest; at preview it knows none, as the real provider."""

    def __init__(self, preview: bool) -> None:
        self._preview = preview

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        state = dict(args.inputs)
        if args.typ == "docker-build:index:Image":
            tag = next(iter(args.inputs.get("tags", [])), "")
            pushed = {"ref": f"{tag}@{DIGEST}", "digest": DIGEST}
            state |= {"ref": tag, "digest": ""} if self._preview else pushed
        if args.typ == "docker:index/remoteImage:RemoteImage" and not self._preview:
            state |= {"imageId": IMAGE_ID}
        state |= computed(args.typ, args.inputs)
        return f"{args.name}-id", state

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]] | None]:
        return dict(_ANSWERS.get(args.token, {})), []


def record(
    program: Callable[[], Any], *, preview: bool = False, stack: str = "dev"
) -> tuple[dict[str, Asked], Any]:
    """What the program asked for by name, and what its returned output became."""
    monitor = _Monitor(preview)
    mocks.set_mocks(_Provider(preview), "shipshape", stack, preview, monitor=monitor)
    known: list[Any] = []

    @pulumi.runtime.test  # type: ignore[untyped-decorator]
    def run() -> pulumi.Output[Any]:
        return pulumi.Output.from_input(program()).apply(known.append)

    run()
    return monitor.asked, (known[0] if known else None)


def _plain(value: Any) -> Any:
    """Whole floats as integers (the wire knows floats only), secrets named."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if rpc.is_rpc_secret(value):
        return {SECRET: _plain(rpc.unwrap_rpc_secret(value))}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
