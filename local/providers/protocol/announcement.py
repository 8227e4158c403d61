"""Says once per engine run that it is not the official plugin that works here."""

import os
import socket

from local.providers.protocol.engine import Engine


class Announcement:
    """One engine starts one provider process per provider resource; the first one speaks.

    The claim is an abstract unix socket named after the plugin and the engine: it is atomic,
    shared by all processes of the machine, and vanishes with its holder.
    """

    def __init__(self, plugin: str) -> None:
        self._plugin = plugin
        self._claim: socket.socket | None = None

    def make(self, engine: Engine, address: str, message: str) -> None:
        """Speak unless another process has done so for this engine."""
        if self._claim is None and self._first(address):
            engine.log(message)

    def end(self) -> None:
        """Let go of the claim."""
        if self._claim is not None:
            self._claim.close()
            self._claim = None

    def _first(self, address: str) -> bool:
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            claim.bind(f"\0stand-in-{self._plugin}/{os.getppid()}/{address}")
        except OSError:
            claim.close()
            return False
        self._claim = claim
        return True
