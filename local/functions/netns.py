"""A network of its own for every environment: two functions may both listen on port 8080.

It hangs on the cluster's bridge, so that it reaches what pods reach. Sockets
that we open in it serve it from outside, as the service does at AWS.
"""

import ctypes
import json
import os
import socket
import threading
from dataclasses import dataclass
from pathlib import Path

from local.cluster.command import attempt, run
from local.cluster.layout import Layout
from local.cluster.programs import program
from local.errors import CannotDo
from local.paths import Paths

_NAMES = Path("/run/netns")
_NEW_NETWORK = 0x40000000
"""CLONE_NEWNET, see setns(2)."""
_LOCALHOST = "127.0.0.1"
_BACKLOG = 64


@dataclass(frozen=True)
class Network:
    """A network namespace by name."""

    name: str
    layout: Layout
    plugins: Path

    @property
    def file(self) -> Path:
        """The file that stands for the namespace."""
        return _NAMES / self.name

    def create(self) -> None:
        """Make it, with a loopback and an address on the bridge. Raises CannotDo."""
        ip = program(self.layout, "ip")
        run((ip, "netns", "add", self.name))
        run((ip, "-netns", self.name, "link", "set", "lo", "up"))
        self._plug("ADD")

    def remove(self) -> None:
        """Take it away; none is fine."""
        if self.file.exists():
            self._plug("DEL")
            attempt((program(self.layout, "ip"), "netns", "delete", self.name))

    def listen(self, port: int) -> socket.socket:
        """A socket that listens on the namespace's own loopback; accept from any thread."""
        made: list[socket.socket] = []
        failed: list[OSError] = []

        def enter() -> None:
            try:
                _enter(self.file)
                made.append(socket.create_server((_LOCALHOST, port), backlog=_BACKLOG))
            except OSError as error:
                failed.append(error)

        # The namespace is the thread's; the socket keeps the one it was made in.
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
        if failed:
            raise CannotDo(f"port {port} of the function's loopback: {failed[0]}")
        return made[0]

    def _plug(self, verb: str) -> None:
        """Call the bridge plugin, as the kubelet's runtime does for pods."""
        folder = self.layout.configuration / "cni"
        listed = json.loads(next(folder.glob("*.conflist")).read_text("utf-8"))
        bridge = listed["plugins"][0]
        wanted = json.dumps({**bridge, "name": listed["name"], "cniVersion": listed["cniVersion"]})
        environment = {
            "CNI_COMMAND": verb,
            "CNI_CONTAINERID": self.name,
            "CNI_NETNS": str(self.file),
            "CNI_IFNAME": "eth0",
            "CNI_PATH": str(self.plugins),
        }
        words = [f"{name}={value}" for name, value in environment.items()]
        command = ("env", *words, str(self.plugins / bridge["type"]))
        answer = attempt(command, wanted)
        if verb == "ADD" and answer.returncode != 0:
            raise CannotDo(f"the function's network: {answer.stdout.strip()}")


def network(paths: Paths, identity: str, plugins: Path) -> Network:
    """The namespace of one environment."""
    return Network(f"shipshape-{identity}", Layout(paths), plugins)


def _enter(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        # os.setns is only in Python 3.12.
        if ctypes.CDLL(None, use_errno=True).setns(descriptor, _NEW_NETWORK) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(descriptor)
