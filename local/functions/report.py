"""The lines that the service itself writes to a function's log. Pure."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """What was measured of one invocation: `seconds` it took, memory in MiB.

    `init_seconds` is None but for the first one; `status` is empty, `timeout` or `error`.
    """

    request_id: str
    seconds: float
    memory_mib: int
    peak_mib: int
    init_seconds: float | None = None
    status: str = ""
    error: str = ""


def start(request_id: str, version: str) -> str:
    """The line before a function's own."""
    return f"START RequestId: {request_id} Version: {version}"


def end(request_id: str) -> str:
    """The line after them."""
    return f"END RequestId: {request_id}"


def invoked(measured: Measured) -> str:
    """The REPORT line; initialisation is billed with the invocation that caused it."""
    billed = math.ceil((measured.seconds + (measured.init_seconds or 0.0)) * 1000)
    fields = [
        f"REPORT RequestId: {measured.request_id}",
        f"Duration: {measured.seconds * 1000:.2f} ms",
        f"Billed Duration: {billed} ms",
        f"Memory Size: {measured.memory_mib} MB",
        f"Max Memory Used: {measured.peak_mib} MB",
    ]
    if measured.init_seconds is not None:
        fields.append(f"Init Duration: {measured.init_seconds * 1000:.2f} ms")
    if measured.status:
        fields.append(f"Status: {measured.status}")
    if measured.status == "error":
        fields.append(f"Error Type: {measured.error}")
    return "\t".join(fields)


def initialised(seconds: float, status: str, error: str = "") -> str:
    """The INIT_REPORT line; written only for an initialisation that failed."""
    fields = [f"INIT_REPORT Init Duration: {seconds * 1000:.2f} ms", "Phase: init"]
    fields.append(f"Status: {status}")
    if error:
        fields.append(f"Error Type: {error}")
    return "\t".join(fields)
