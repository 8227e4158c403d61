"""What was applied last: the third side of a comparison."""

import json
from typing import Any

from drift.model import Data, Desired, Path
from drift.plain import TooDeep, plain
from drift.walking import Found
from drift.walking.paths import ABSENT, follow

from .noise import LAST_APPLIED
from .preparing import prepared

_NOTHING: tuple[Any, ...] = (ABSENT, None, "", {}, [])


class Applied:
    """The object as it was applied last, if that is known.

    It is the declared object's `last`; else what `kubectl apply` noted on the live one.
    """

    def __init__(self, desired: Desired, live: Data) -> None:
        """Find it; what can't be read is not known."""
        self._noted = desired.last is None
        last: Any = _annotation(live) if self._noted else desired.last
        try:
            self._object = prepared(plain(dict(last))) if isinstance(last, dict) else None
        except TooDeep:
            self._object = None

    @property
    def is_known(self) -> bool:
        """Whether anything says what was applied."""
        return self._object is not None

    def had(self, steps: Path) -> bool:
        """Whether something was declared there."""
        return self.is_known and follow(self._object, steps) not in _NOTHING

    def is_as_declared(self, found: Found) -> bool:
        """Whether what is declared now was declared then.

        kubectl's note does not tell: it knows nothing of what other tools applied since.
        """
        if self._noted or not self.is_known:
            return False
        last = follow(self._object, found.steps)
        return bool((None if last is ABSENT else last) == found.desired)


def _annotation(live: Data) -> Any:
    metadata = live.get("metadata")
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    written = annotations.get(LAST_APPLIED) if isinstance(annotations, dict) else None
    try:
        return json.loads(written) if isinstance(written, str) else None
    except (ValueError, RecursionError):
        return None
