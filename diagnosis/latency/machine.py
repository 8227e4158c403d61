"""Bottlenecks of what the engine runs on: heat, the PCIe link, the host, and what lies upstream."""

from .bottleneck import Bottleneck, Proof, Readings
from .knowledge import Threshold
from .measures import Measure

# NVML's reasons for lower clocks: hardware slowdown, and slowdown by heat in software and hardware.
_HOT = 0x08 | 0x20 | 0x40
_SEEN = Threshold(1, "NVIDIA's NVML: the reason is reported as active")


def thermal(readings: Readings) -> Bottleneck | None:
    """The GPU lowers its clocks because it is too hot."""
    proofs = [*_heat(readings)]
    hot = readings.above("temperature", "temperature")
    at_speed = readings.share("clock", "clock_max", "clock_share")
    slow = readings.get("clock_max") is not None and at_speed is None
    if not proofs and not (hot and slow):
        return None
    return Bottleneck(
        "thermal",
        "The GPU slows down because of heat",
        (*proofs, *([hot] if hot else []), *readings.plain("clock", "clock_max")),
        "Look at the airflow, the fans and the power limit (nvidia-smi -q -d PERFORMANCE); drain "
        "the node if it is alone in this.",
    )


def _heat(readings: Readings) -> list[Proof]:
    reasons = int(readings.get("throttle_reasons") or 0)
    found = [
        one for name in ("hot_slowdown", "thermal_violation") for one in _active(readings, name)
    ]
    if reasons & _HOT:
        found.append(Proof(readings.measured["throttle_reasons"], _SEEN, "names heat,"))
    return found


def _active(readings: Readings, name: str) -> tuple[Proof, ...]:
    return readings.plain(name) if (readings.get(name) or 0) > 0 else ()


def pcie(readings: Readings) -> Bottleneck | None:
    """The link between host and GPU is full, narrower than it could be, or used for swapping."""
    proofs = [*_narrow(readings), *_full(readings), *_active(readings, "swapped")]
    busy = bool(_full(readings)) or (readings.get("swapped") or 0) > 0
    if not busy:
        return None
    return Bottleneck(
        "pcie",
        "The PCIe link between host and GPU holds the work up",
        tuple(proofs),
        "Keep weights and KV cache on the GPU (no offload, no swap); move a card whose link is "
        "narrower than it can be; use GPUs with NVLink for tensor parallelism.",
    )


def _narrow(readings: Readings) -> list[Proof]:
    found = []
    for name in ("pcie_generation", "pcie_width"):
        now, most = readings.get(name), readings.get(f"{name}_max")
        if now is not None and most is not None and now < most:
            limit = Threshold(most, "what the slot and the card can do")
            found.append(Proof(readings.measured[name], limit, "below"))
    return found


def _full(readings: Readings) -> list[Proof]:
    generation, width = readings.get("pcie_generation"), readings.get("pcie_width")
    if not generation or not width:
        return []
    able = readings.known.pcie_lane.get(int(generation), 0.0) * width
    limit = readings.known.thresholds["pcie_busy"]
    found = []
    for name in ("pcie_sent", "pcie_received"):
        value = readings.get(name)
        if value is not None and able > 0 and value / able >= limit.value:
            share = Measure(f"{name} of the link", value / able, "share", name)
            found.append(Proof(share, limit, "at or above"))
    return found


def host(readings: Readings) -> Bottleneck | None:
    """The GPU waits for its host, or the service's own process is the one that is busy."""
    proofs = [*_stalled(readings), *_starved(readings)]
    if not proofs:
        return None
    return Bottleneck(
        "host",
        "The host is the slow part: the work waits for a CPU",
        (*proofs, *readings.plain("running", "cpu_cores")),
        "Raise or remove the CPU limit, move blocking work off the event loop, give the engine "
        "more cores for tokenising and scheduling.",
        certain=bool(_stalled(readings)) or len(proofs) > 1,
    )


def _stalled(readings: Readings) -> list[Proof]:
    lag = readings.above("event_loop_lag", "event_loop_lag")
    throttled = readings.share("cpu_throttled_periods", "cpu_periods", "cpu_throttled")
    return [one for one in (lag, throttled) if one is not None]


def _starved(readings: Readings) -> list[Proof]:
    """An idle GPU while requests run; utilisation is a weak sign, SM activity a strong one."""
    if not readings.get("running"):
        return []
    idle = readings.below("sm_active", "sm_active_idle")
    if readings.get("dram_active") is not None and readings.above(
        "dram_active", "memory_bandwidth_busy"
    ):
        return []
    unused = readings.below("gpu_utilisation", "gpu_utilisation_bad")
    return [one for one in (idle, unused) if one is not None]


def upstream(readings: Readings) -> Bottleneck | None:
    """The service waits for a model provider elsewhere: slow first tokens, nothing busy here."""
    slow = readings.above("first_token_p95", "first_token")
    ours = "ai_time_to_first_token_seconds"
    if slow is None or slow.measure.metric != ours or host(readings) is not None:
        return None
    return Bottleneck(
        "upstream",
        "The model provider is slow to answer; this service only waits",
        (slow, *readings.plain("first_token", "event_loop_lag", "running")),
        "Look at the provider's status and your rate limits; shorten prompts, use a smaller or "
        "nearer model, set a time limit and a fallback.",
        certain=readings.get("event_loop_lag") is not None,
    )
