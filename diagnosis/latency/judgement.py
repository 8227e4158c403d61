"""Naming the bottleneck."""

from dataclasses import dataclass

from .bottleneck import Bottleneck, Readings
from .bound import Bound, decode_bound
from .engine import decode, kv_cache, prefill, queue
from .knowledge import Knowledge
from .machine import host, pcie, thermal, upstream
from .measures import Measure

CAVEAT = (
    "GPU utilisation alone proves nothing: it says that a kernel ran, not how much of the GPU it "
    "used. SM activity, DRAM activity and the tensor pipe do (DCGM's profiling metrics)."
)


@dataclass(frozen=True, slots=True)
class Rating:
    """A measure and what a rule of thumb calls it: good, fair, bad; low, busy, full."""

    measure: Measure
    word: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The bottlenecks, the one to look at first in front, and what they rest on."""

    bottlenecks: tuple[Bottleneck, ...]
    ratings: tuple[Rating, ...]
    measured: tuple[Measure, ...]
    bound: Bound | None = None
    caveat: str = ""


def judge(measured: dict[str, Measure], known: Knowledge, bound: Bound | None = None) -> Judgement:
    """Name where the time goes. What slows everything else down comes first.

    Heat slows all of the GPU; a full link or a busy host starves it; a full cache makes the queue;
    only then is the engine's own work the answer.
    """
    readings = Readings(measured, known)
    found = (
        thermal(readings),
        pcie(readings),
        kv_cache(readings),
        host(readings),
        queue(readings),
        prefill(readings),
        decode(readings, bound),
        upstream(readings),
    )
    named = [one for one in found if one is not None]
    # What rests on one number alone never stands before what several agree on.
    named.sort(key=lambda one: not one.certain)
    return Judgement(
        tuple(named), _ratings(measured, known), tuple(measured.values()), bound, _caveat(measured)
    )


def bound_for(
    gpu: str, count: int, weights: float, known: Knowledge, measured: dict[str, Measure]
) -> Bound:
    """The decode bound on `count` GPUs of this name. Raises ValueError for one we do not know."""
    wanted = gpu.casefold()
    matches = [name for name in known.memory_bandwidth if name.casefold() in wanted]
    if not matches:
        names = ", ".join(known.memory_bandwidth)
        raise ValueError(f"the memory bandwidth of `{gpu}` is not known; known are {names}")
    longest = max(matches, key=len)
    return decode_bound(known.memory_bandwidth[longest] * count, weights, measured)


def _ratings(measured: dict[str, Measure], known: Knowledge) -> tuple[Rating, ...]:
    rows = (
        ("gpu_utilisation", "gpu_utilisation_bad", "gpu_utilisation_good", ("bad", "fair", "good")),
        ("dram_active", "memory_bandwidth_busy", "memory_bandwidth_full", ("free", "busy", "full")),
        ("sm_active", "sm_active_idle", "sm_active_busy", ("bad", "fair", "good")),
    )
    found = []
    for name, low, high, words in rows:
        if name in measured:
            value = measured[name].value
            steps = (value >= known.thresholds[low].value) + (value >= known.thresholds[high].value)
            found.append(Rating(measured[name], words[steps]))
    return tuple(found)


def _caveat(measured: dict[str, Measure]) -> str:
    proven = {"sm_active", "dram_active", "tensor_active"} & measured.keys()
    return CAVEAT if "gpu_utilisation" in measured and not proven else ""
