"""On which platform a log was written, by lines that only one platform writes."""

import re

from diagnosis.snapshot import Platform

_LAMBDA = re.compile(
    r"\b(?:INIT_)?REPORT (?:RequestId|Init Duration): |\bSTART RequestId: "
    r"|\bINIT_START Runtime Version"
    r"|\bTask timed out after [\d.]+ seconds|\bRequestId: ?[0-9a-f-]{0,36} Error: "
    r"|^Runtime\.(?:ExitError|OutOfMemory|InvalidEntrypoint|Unknown)\b|\"type\": ?\"platform\.",
    re.MULTILINE,
)
_WORDS = ("REPORT ", "RequestId", "INIT_START", "Task timed out", "Runtime.", "platform.")
"""One of these stands in every such line: looking for words costs a fraction of the pattern."""


def platform(text: str) -> Platform:
    """Lambda, where its runtime wrote into the log; else nobody can tell."""
    if any(word in text for word in _WORDS) and _LAMBDA.search(text):
        return Platform.LAMBDA
    return Platform.ANY
