"""What Lambda reports of one invocation or initialisation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invocation:
    """A REPORT, INIT_REPORT or platform.report record. Times in ms, memory in MB, None if unsaid.

    `phase` is init, restore or invoke; `status` the platform's word: success, timeout, error.
    """

    phase: str = "invoke"
    status: str = ""
    error_type: str = ""
    function: str = ""
    request: str = ""
    duration: float | None = None
    init_duration: float | None = None
    memory_size: int | None = None
    memory_used: int | None = None
    line: str = ""
    """The record as it was written."""
