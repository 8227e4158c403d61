"""Unpack a resource's properties once, not once for every policy of the pack.

The SDK unpacks them anew for each policy, which is most of what a pack costs. Its policies run one
after the other on one thread, so it is enough to remember the last message that was unpacked.
"""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from google.protobuf import json_format

_STEPS = ("deserialize_properties", "unknown_checking_proxy")


class Once:
    """A function that remembers its last answer, on each thread, by the identity of its argument.

    An answer that the caller may change, asked for with further arguments, is always made anew.
    """

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._last = threading.local()

    def __call__(self, value: Any, *more: Any) -> Any:
        """The function's answer for this value."""
        if more:
            return self._make(value, *more)
        if getattr(self._last, "value", None) is not value:
            self._last.made = self._make(value)
            self._last.value = value
        return self._last.made


def unpack_once(sdk: Any) -> None:
    """Let the SDK's module use remembering functions; one that has others is left as it is."""
    if not all(hasattr(sdk, name) for name in (*_STEPS, "json_format")):
        return
    sdk.json_format = SimpleNamespace(MessageToDict=Once(json_format.MessageToDict))
    for name in _STEPS:
        setattr(sdk, name, Once(getattr(sdk, name)))
