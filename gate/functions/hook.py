"""The hook that releases a version before the engine confirms it at the alias."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Unpack

import pulumi
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_engine, get_monitor

from gate.functions.change import change
from gate.functions.options import Options, ReleaseArgs, read
from gate.functions.releasing import release
from gate.functions.scene import Scene
from gate.functions.stopping import stoppable
from gate.progress import noter, sayer
from gate.rollout_gate import EVIDENCE

ALIAS = "aws:lambda/alias:Alias"
"""The type whose resources are released."""


def safe_release(service: str, **args: Unpack[ReleaseArgs]) -> None:
    """Release every version that the service's alias gets; call it before the first resource.

    A new version is asked by its own number before it gets traffic. The traffic then moves as the
    arguments say (`ReleaseArgs`), under the eyes of the alarms, and goes back when one goes off.
    What fails, fails the alias, with the whole explanation; the next `up` tries again.

    It finds the alias by its Pulumi name, `<service>-alias`. The function needs `publish=True`,
    and the alias its `version`. Raises ValueError for arguments that cannot be meant.
    """
    folder = str(PurePosixPath(EVIDENCE, pulumi.get_stack()))
    options = read(service, {"evidence": folder, **args})
    if isinstance(get_monitor(), MockMonitor):
        return  # a program under test has no engine that could call back
    hook = pulumi.ResourceHook(f"release of {service}", _Hook(options))
    name = args.get("alias", f"{service}-alias")

    def transform(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
        if (args.type_, args.name) != (ALIAS, name):
            return None
        binding = pulumi.ResourceHookBinding(before_create=[hook], before_update=[hook])
        own = pulumi.ResourceOptions(hooks=binding)
        merged = pulumi.ResourceOptions.merge(args.opts, own)
        return pulumi.ResourceTransformResult(args.props, merged)

    pulumi.runtime.register_resource_transform(transform)


class _Hook:
    """Called by the engine before it makes or changes the alias, and never at preview."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.__name__ = "safe_release"

    async def __call__(self, args: pulumi.ResourceHookArgs) -> None:
        """Release the version; what it raises is the engine's error."""
        new, old = await _known(args.new_inputs or {}), args.old_outputs or args.old_inputs
        asked = change(new, None if old is None else await _known(old), self._options.region)
        if asked is None:
            return
        engine = get_engine()
        say, note = sayer(engine, args.urn), noter(engine, args.urn)
        options = self._options
        await stoppable(lambda pauses: release(Scene(asked, options, say, note, pauses)))


async def _known(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties without the wrapping of those that are secret."""
    return {
        name: await value.future() if isinstance(value, pulumi.Output) else value
        for name, value in properties.items()
    }
