"""Explaining what has no gate: a hook that runs when the engine failed to make or change it."""

import asyncio
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any

import pulumi
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.proto import engine_pb2
from pulumi.runtime.settings import get_engine, get_monitor

from gate.explainable import Failed, Place, asked, is_explained
from gate.explaining import Asked, Explained, explain
from gate.rollout_gate import EVIDENCE
from gate.skipping import skipping

_SECONDS = 18.0
"""Seconds a hook may take in all; explaining ends itself before."""


def explain_failures(
    gated: Collection[str] = (), *, kubeconfig: str = "", context: str = "", namespace: str = ""
) -> None:
    """Explain in the engine's output why something failed; call it before the first resource.

    It reaches every workload of the program, those of other components too, Docker's containers
    and all of AWS. Where nothing is known beyond the provider's own words, nothing is added.

    `gated` are the Pulumi names of what a RolloutGate watches (the Deployment, and the Service and
    Ingress in front of it): the provider doesn't wait for those, for its wait would hold the gate
    back. `kubeconfig`, `context` and `namespace` (where an object names none) are the Kubernetes
    provider's.
    """
    if isinstance(get_monitor(), MockMonitor):
        return  # a program under test has no engine that could call back
    folder = str(PurePosixPath(EVIDENCE, pulumi.get_stack()))
    hook = pulumi.ErrorHook(
        "shipshape-explain", _Hook(Place(kubeconfig, context, namespace, folder))
    )
    names = frozenset(gated)

    def transform(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
        if args.name in names and args.type_.startswith("kubernetes:"):
            return pulumi.ResourceTransformResult(skipping(args.props), args.opts)
        if not is_explained(args.type_):
            return None
        binding = pulumi.ResourceHookBinding(on_error=[hook])
        own = pulumi.ResourceOptions(hooks=binding)
        return pulumi.ResourceTransformResult(
            args.props, pulumi.ResourceOptions.merge(args.opts, own)
        )

    pulumi.runtime.register_resource_transform(transform)


class _Hook:
    """Explains and never asks for a retry: making a half-made object again can leak it."""

    def __init__(self, place: Place) -> None:
        self._place = place

    async def __call__(self, args: pulumi.ErrorHookArgs) -> bool:
        """Print the explanation under the resource; whatever happens, the answer is no."""
        try:
            if args.failed_operation != "delete":
                explained = await _in_time(asked(_failed(args), self._place))
                if explained.text:
                    _show(explained.text, args.urn)
        except Exception as error:  # noqa: BLE001  # a hook that raises hides the provider's error
            with suppress(Exception):
                reason = str(error) or type(error).__name__
                pulumi.log.warn(f"the failure of {args.name} could not be explained: {reason}")
        return False


def _failed(args: pulumi.ErrorHookArgs) -> Failed:
    return Failed(
        type=args.type,
        name=args.name,
        inputs=_mapping(args.new_inputs or args.old_inputs),
        errors=tuple(args.errors),
    )


def _show(text: str, urn: str) -> None:
    """Show an error under a resource, before the hook gives its answer.

    The SDK's log sends such a message some time later; by then the run may be over.
    """
    engine = get_engine()
    if engine is not None:
        engine.Log(engine_pb2.LogRequest(severity=engine_pb2.ERROR, message=text, urn=urn))


async def _in_time(question: Asked) -> Explained:
    """Explain in a thread that nobody waits for at the end of the program."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Explained] = loop.create_future()

    def settle(found: Explained | Exception) -> None:
        if answer.done():
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def work() -> None:
        try:
            found: Explained | Exception = explain(question)
        except Exception as error:  # noqa: BLE001  # told where it is awaited
            found = error
        loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=work, daemon=True).start()
    return await asyncio.wait_for(answer, _SECONDS)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
