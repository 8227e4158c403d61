"""Property paths as the engine writes them: `spec.containers[0].env`, `labels["a.b"]`."""

import re

Path = tuple[str | int, ...]
"""Steps from the root of a property map: keys and list indices."""

_STEP = re.compile(r'\.?([^.\[\]"]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]')


def written(path: Path) -> str:
    """Write a path in the engine's notation."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif any(mark in step for mark in '."[]'):
            escaped = step.replace('"', '\\"')
            text += f'["{escaped}"]'
        else:
            text += f".{step}" if text else step
    return text


def read(text: str) -> Path:
    """Read a path; `*` stands for any element."""
    steps: list[str | int] = []
    for plain, quoted, index in _STEP.findall(text):
        if index:
            steps.append(index if index == "*" else int(index))
        else:
            steps.append(plain or quoted.replace('\\"', '"'))
    return tuple(steps)


def covers(outer: Path, inner: Path) -> bool:
    """Tell whether a path (with `*` for any step) is the other one or one of its ancestors."""
    if len(outer) > len(inner):
        return False
    return all(wanted in ("*", step) for wanted, step in zip(outer, inner, strict=False))
