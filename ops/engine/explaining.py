"""Turn what a command of the engine's failed with into one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from pulumi import automation

from ops.engine.failures import explain
from ops.exits import Stopped


@contextmanager
def explaining(otherwise: Stopped) -> Iterator[None]:
    """Raise the sentence for a failed command, or `otherwise` when what it said is not known."""
    try:
        yield
    except automation.CommandError as error:
        raise explain(str(error), otherwise) from error
