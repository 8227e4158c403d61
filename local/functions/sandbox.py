"""The container of one execution environment: its files, its processes, its end."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from local.cluster import mounts
from local.cluster.command import attempt, run
from local.cluster.layout import Layout
from local.cluster.programs import program
from local.functions import bundle, usage
from local.functions.log import Log
from local.functions.netns import Network
from local.functions.running import Running
from local.functions.spec import FunctionSpec
from local.functions.store import Store

_EXTENSIONS = Path("opt/extensions")
_HOSTS = "127.0.0.1 localhost\n"
_WORLD_WRITABLE = 0o1777


@dataclass(frozen=True)
class Sandbox:
    """A container whose process 1 only waits; what it is for is started in it afterwards."""

    identity: str
    folder: Path
    store: Store
    network: Network
    log: Log

    def create(self, spec: FunctionSpec, init: Path) -> None:
        """Mount the image and start process 1; `init` is its static program. Raises CannotDo."""
        (self.folder / "tmp").mkdir(parents=True)
        (self.folder / "tmp").chmod(_WORLD_WRITABLE)
        (self.folder / "hosts").write_text(_HOSTS, "ascii")
        self.store.mount(spec.image, self._rootfs)
        self.network.create()
        place = bundle.Place(
            rootfs=self._rootfs,
            scratch=self.folder / "tmp",
            init=init,
            resolv=self._layout.configuration / "resolv.conf",
            hosts=self.folder / "hosts",
            network=self.network.file,
        )
        configuration = bundle.container(self.identity, place, spec.memory_mib)
        (self.folder / "config.json").write_text(json.dumps(configuration), "utf-8")
        # Its output must not be our pipe: process 1 would keep it open for good.
        null = f'exec "$@" >{os.devnull} 2>&1 <{os.devnull}'
        words = (*self._runc("create.log"), "run", "--detach", "--bundle", str(self.folder))
        run(("/bin/sh", "-c", null, "sh", *words, self.identity))

    def extensions(self) -> list[str]:
        """The names of the programs that the service starts beside the function."""
        folder = self._rootfs / _EXTENSIONS
        return sorted(one.name for one in folder.glob("*") if one.is_file())

    def start(
        self, name: str, words: Sequence[str], environment: Mapping[str, str], folder: str
    ) -> Running:
        """Start a process in it."""
        description = self.folder / f"{name}.json"
        described = bundle.process(words, environment, folder)
        description.write_text(json.dumps(described), "utf-8")
        complaints = self.folder / f"{name}.log"
        command = (*self._runc(complaints.name), "exec", "--process", str(description))
        return Running(name, (*command, self.identity), complaints, self.log)

    def kill(self) -> None:
        """End everything in it at once: process 1 takes the others along."""
        attempt((*self._runc("kill.log"), "kill", self.identity, "KILL"))

    def remove(self) -> None:
        """Leave nothing of it, in whatever state it is."""
        attempt((*self._runc("delete.log"), "delete", "--force", self.identity))
        self.network.remove()
        self.store.unmount(self._rootfs)
        # Where containerd is gone, the mount is still there.
        mounts.unmount([self.folder])
        shutil.rmtree(self.folder, ignore_errors=True)

    def peak_mib(self) -> int:
        """The most memory it ever had, in MiB."""
        return usage.peak_mib(self.identity)

    def ran_out(self) -> bool:
        """Whether it ran out of memory."""
        return usage.ran_out(self.identity)

    @property
    def _rootfs(self) -> Path:
        return self.folder / "rootfs"

    @property
    def _layout(self) -> Layout:
        return self.store.layout

    def _runc(self, complaints: str) -> tuple[str, ...]:
        log = ("--log", str(self.folder / complaints), "--log-format", "json")
        root = self._layout.paths.run / "functions-runc"
        return (program(self._layout, "runc"), "--root", str(root), *log)
