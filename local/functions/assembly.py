"""Everything that one execution environment consists of, made and taken away together."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from local import packages, toolchain
from local.cluster.layout import Layout
from local.functions import leftovers
from local.functions.emulator import Emulator
from local.functions.environment import RUNTIME_API_PORT, host_ports
from local.functions.gateway import Watcher, gateway
from local.functions.image import ImageConfig
from local.functions.log import Log
from local.functions.netns import network
from local.functions.sandbox import Sandbox
from local.functions.spec import FunctionSpec
from local.functions.store import Store, store
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
    image = store(paths).pull(spec.image)
    with open_report() as report:
        plugins = packages.ensure(paths, report)["cni"]
        init = toolchain.ensure(paths, ["pause"], report)["pause"]
    for folder in leftovers.abandoned(paths):
        _take_away(paths, folder, plugins)
    folder = leftovers.claim(paths, secrets.token_hex(4))
    sandbox = _sandbox(paths, folder, plugins, log)
    parts = Parts(sandbox, image, [sandbox.remove])
    try:
        _fill(parts, spec, init, watcher)
    except BaseException:
        parts.remove()
        raise
    return parts


def end_all(paths: Paths) -> None:
    """Take away every environment, whoever uses it: its containerd and its network are to go.

    None is fine, and so is a containerd that is gone already.
    """
    if found := leftovers.everyone(paths):
        with open_report() as report:
            plugins = packages.ensure(paths, report)["cni"]
        for folder in found:
            _take_away(paths, folder, plugins)


def _take_away(paths: Paths, folder: Path, plugins: Path) -> None:
    leftovers.end_emulator(folder)
    _sandbox(paths, folder, plugins, Log()).remove()


def _sandbox(paths: Paths, folder: Path, plugins: Path, log: Log) -> Sandbox:
    net = network(paths, folder.name, plugins)
    return Sandbox(folder.name, folder, Store(Layout(paths)), net, log)


def _fill(parts: Parts, spec: FunctionSpec, init: Path, watcher: Watcher) -> None:
    emulator = Emulator(parts.sandbox.folder / "emulator")
    parts.undo.append(emulator.stop)
    # Before anything else can take time: a process that nobody noted is found by nobody.
    leftovers.note(parts.sandbox.folder, emulator.pid)
    emulator.wait()
    parts.port = emulator.port
    parts.sandbox.create(spec, init)
    listen = parts.sandbox.network.listen
    served = {RUNTIME_API_PORT: gateway(emulator.port, watcher)}
    served |= {port: forward(port) for port in host_ports(spec.environment)}
    for port, handle in served.items():
        parts.undo.append(Listener(listen(port), handle).close)
