"""Everything that one execution environment consists of, made and taken away together."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from local import packages, toolchain
from local.functions import leftovers
from local.functions.emulator import Emulator
from local.functions.environment import RUNTIME_API_PORT, host_ports
from local.functions.gateway import Watcher, gateway
from local.functions.image import ImageConfig
from local.functions.log import Log
from local.functions.netns import network
from local.functions.sandbox import Sandbox
from local.functions.spec import FunctionSpec
from local.functions.store import store
from local.functions.wire import Listener, forward
from local.paths import Paths
from local.progress import open_report


@dataclass
class Parts:
    """The parts; `undo` holds what takes them away again, the last one first."""

    sandbox: Sandbox
    image: ImageConfig
    undo: list[Callable[[], None]] = field(default_factory=list)
    port: int = 0

    def remove(self) -> None:
        """Take everything away; what is gone already is fine."""
        while self.undo:
            self.undo.pop()()


def assemble(spec: FunctionSpec, paths: Paths, watcher: Watcher, log: Log) -> Parts:
    """A sandbox without a process yet, with the runtime interface at hand. Raises CannotDo."""
    identity = secrets.token_hex(4)
    images = store(paths)
    image = images.pull(spec.image)
    with open_report() as report:
        binaries = packages.ensure(paths, report)
        init = toolchain.ensure(paths, ["pause"], report)["pause"]

    def sandbox_in(folder: Path) -> Sandbox:
        net = network(paths, folder.name, binaries["cni"])
        return Sandbox(folder.name, folder, images, net, log)

    for folder in leftovers.abandoned(paths):
        leftovers.end_emulator(folder)
        sandbox_in(folder).remove()
    sandbox = sandbox_in(leftovers.claim(paths, identity))
    parts = Parts(sandbox, image, [sandbox.remove])
    try:
        _fill(parts, spec, init, watcher)
    except BaseException:
        parts.remove()
        raise
    return parts


def _fill(parts: Parts, spec: FunctionSpec, init: Path, watcher: Watcher) -> None:
    emulator = Emulator(parts.sandbox.folder / "emulator")
    parts.undo.append(emulator.stop)
    leftovers.note(parts.sandbox.folder, emulator.pid)
    parts.port = emulator.port
    parts.sandbox.create(spec, init)
    listen = parts.sandbox.network.listen
    served = {RUNTIME_API_PORT: gateway(emulator.port, watcher)}
    served |= {port: forward(port) for port in host_ports(spec.environment)}
    for port, handle in served.items():
        parts.undo.append(Listener(listen(port), handle).close)
