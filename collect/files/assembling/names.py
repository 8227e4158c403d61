"""Names of pods and containers in the names of files."""

import re

_NOISE = re.compile(
    r"(?:\b|_)(?:logs?|prev(?:ious)?|current|last|init|container|pod|kubectl|tail)(?=\b|_)"
)
_LOGS_OF = re.compile(r"logs?[_ .-](?P<name>[a-z][a-z0-9-]*)")
_NO_NAME = re.compile(
    r"all|full|errors?|std(?:out|err)|new|old|raw|crash|failed|of|prev(?:ious)?|current|last|init|tail"
)


def is_named(stem: str, name: str) -> bool:
    """Whether a file's name has this name as a word of its own: `api-previous`, `web-1_api`."""
    if not name:
        return False
    word = re.compile(rf"(?<![a-z0-9-]){re.escape(name)}(?![a-z0-9-])")
    plain = _NOISE.sub(" ", stem).replace("_", " ").strip(" -.")
    return bool(word.search(stem.replace("_", " ")) or word.search(plain.replace(" -", " ")))


def logs_of(stem: str) -> str:
    """The container that `logs_api` names; empty where the rest is a word such as previous."""
    found = _LOGS_OF.fullmatch(stem)
    return "" if found is None or _NO_NAME.fullmatch(found["name"]) else found["name"]
