"""What `shipshape outputs` prints."""

import json
from collections.abc import Mapping
from typing import Any

HIDDEN = "[secret]"


def as_json(outputs: Mapping[str, Any]) -> str:
    """Write all outputs as one document."""
    return json.dumps(dict(sorted(outputs.items())), indent=2)


def as_text(outputs: Mapping[str, Any]) -> str:
    """Write one output a line; what is not text is written as JSON."""
    if not outputs:
        return "The stack has no outputs."
    width = max(len(name) for name in outputs) + 2
    return "\n".join(f"{name:<{width}}{_text(value)}" for name, value in sorted(outputs.items()))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
