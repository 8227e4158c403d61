"""What runs an image as Lambda would: `local.functions`, or anything that does as it does."""

from collections.abc import Callable, Iterator
from typing import Protocol

from local.functions.answer import Piece
from local.functions.log import Log
from local.functions.spec import FunctionSpec


class Invocation(Protocol):
    """One event's way through a function. All but `pieces` holds once these are out."""

    @property
    def request_id(self) -> str:
        """The service's id of the request; empty if it never reached the function."""

    @property
    def error(self) -> str | None:
        """The failure's type, such as `Runtime.ExitError`; None for an answer."""

    @property
    def message(self) -> str:
        """The failure in a sentence."""

    @property
    def duration(self) -> float:
        """Seconds."""

    @property
    def max_memory_mib(self) -> int:
        """The most memory that the instance has had."""

    def pieces(self) -> Iterator[Piece]:
        """The answer, each piece when it comes."""


class Instance(Protocol):
    """A running function that takes one event at a time."""

    @property
    def init_seconds(self) -> float:
        """From the start to the first event it would take."""

    @property
    def log(self) -> Log:
        """What was written in it."""

    @property
    def log_stream(self) -> str:
        """The stream that its lines go to."""

    @property
    def alive(self) -> bool:
        """Whether it can take another event."""

    def invoke(self, event: bytes, *, streaming: bool) -> Invocation:
        """Give it an event; nothing is sent before its pieces are asked for."""

    def stop(self) -> object:
        """End it, gracefully first."""


Late = Callable[[Log], None]
"""Is told of a first initialisation that took too long, before the second begins."""

Start = Callable[[FunctionSpec, Late], Instance]
"""Starts an instance; raises `local.functions.failure.InitFailed`."""
