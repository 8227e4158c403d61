"""What can go wrong, in terms the engine understands."""

from typing import Any


class ProviderError(Exception):
    """An operation failed and left nothing behind; the message is one sentence for the user."""


class InitFailedError(Exception):
    """An object exists but did not become ready: the engine keeps it in its state.

    `reasons` are shown to the user one by one, `outputs` and `inputs` are
    what the state keeps (`inputs` only for a read).
    """

    def __init__(
        self,
        identity: str,
        reasons: list[str],
        outputs: dict[str, Any],
        inputs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(reasons[0])
        self.identity = identity
        self.reasons = reasons
        self.outputs = outputs
        self.inputs = inputs
