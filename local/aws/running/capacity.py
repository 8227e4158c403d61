"""How many invocations of a function go on, and the refusal of one too many."""

import threading
from collections import Counter

from local.aws.control.state import Function
from local.aws.errors import AwsError


class Capacity:
    """Counts invocations for each function, under its reserved concurrency."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy: Counter[str] = Counter()

    def enter(self, function: Function) -> None:
        """Count one in. Raises AwsError when the function has no more room."""
        with self._lock:
            if function.reserved is not None and self._busy[function.arn] >= function.reserved:
                raise throttled()
            self._busy[function.arn] += 1

    def leave(self, function: Function) -> None:
        """Count one out."""
        with self._lock:
            self._busy[function.arn] -= 1


def throttled() -> AwsError:
    """What Lambda answers when a function's reserved concurrency is used up."""
    reason = {"Reason": "ReservedFunctionConcurrentInvocationLimitExceeded"}
    return AwsError("TooManyRequestsException", "Rate Exceeded.", 429, reason)
