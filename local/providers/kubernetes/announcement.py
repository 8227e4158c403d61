"""Says once per engine run that it is not the official plugin that works here."""

import os
import socket

from local.providers.kubernetes.engine import Engine

MESSAGE = "the stand-in Kubernetes provider is used; the official plugin could not be had"


class Announcement:
    """One engine starts one provider process per provider resource; the first one speaks.

    The claim is an abstract unix socket named after the engine: it is atomic,
    shared by all processes of the machine, and vanishes with its holder.
    """

    def __init__(self) -> None:
        self._claim: socket.socket | None = None

    def make(self, engine: Engine, address: str) -> None:
        """Speak unless another process has done so for this engine."""
        if self._claim is None and self._first(address):
            engine.log(MESSAGE)

    def end(self) -> None:
        """Let go of the claim."""
        if self._claim is not None:
            self._claim.close()
            self._claim = None

    def _first(self, address: str) -> bool:
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            claim.bind(f"\0stand-in-kubernetes/{os.getppid()}/{address}")
        except OSError:
            claim.close()
            return False
        self._claim = claim
        return True
