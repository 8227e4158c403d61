"""Bottlenecks of the inference engine: queue, KV cache, prefill, decode."""

from .bottleneck import Bottleneck, Proof, Readings
from .bound import Bound
from .measures import Measure


def kv_cache(readings: Readings) -> Bottleneck | None:
    """The cache is full while requests wait or are thrown out of it."""
    full = readings.above("kv_cache", "kv_cache_full")
    pressed = [*_present(readings.above("waiting", "waiting"))]
    if (readings.get("preemptions") or 0) > 0:
        pressed += readings.plain("preemptions")
    if full is None or not pressed:
        return None
    return Bottleneck(
        "kv_cache",
        "The KV cache is full: requests wait for its blocks or lose them",
        (full, *pressed, *readings.plain("running")),
        "Shorten --max-model-len, raise --gpu-memory-utilization, quantise the cache "
        "(--kv-cache-dtype fp8), or add a replica.",
    )


def queue(readings: Readings) -> Bottleneck | None:
    """Requests wait for a slot although the cache has room."""
    waiting = readings.above("waiting", "waiting")
    share = readings.share("queue_time", "first_token", "queue_share")
    if share is None and waiting is None:
        return None
    if readings.above("kv_cache", "kv_cache_full") is not None:
        return None
    return Bottleneck(
        "queue",
        "Requests wait in the engine's queue before any work begins",
        (*_present(waiting, share), *readings.plain("running", "kv_cache")),
        "Add a replica, or raise --max-num-seqs while the KV cache has room; limit the requests "
        "that are let in at once where neither is possible.",
        certain=share is not None,
    )


def prefill(readings: Readings) -> Bottleneck | None:
    """The prompt's own computation dominates the time to the first token."""
    share = readings.share("prefill_time", "first_token", "prefill_share")
    if share is None:
        return None
    busy = _present(
        readings.above("tensor_active", "tensor_active_busy"),
        readings.above("sm_active", "sm_active_busy"),
    )
    return Bottleneck(
        "prefill_compute",
        "The prompt's computation takes most of the time to the first token",
        (share, *busy, *readings.plain("prompt_rate")),
        "Shorten prompts, share their beginning (--enable-prefix-caching), use chunked prefill, "
        "FP8 weights, or a GPU with more tensor throughput.",
        certain=bool(busy),
    )


def decode(readings: Readings, bound: Bound | None) -> Bottleneck | None:
    """Each token waits for the weights to be read from memory."""
    share = readings.share("decode_time", "whole_time", "decode_share")
    traffic = readings.above("dram_active", "memory_bandwidth_busy")
    near = _near(readings, bound)
    proofs = _present(share, traffic, near)
    if traffic is None and near is None:
        return None
    idle = _present(readings.below("tensor_active", "tensor_active_idle"))
    return Bottleneck(
        "decode_bandwidth",
        "Decoding is limited by memory bandwidth: every token reads all weights",
        (*proofs, *idle, *readings.plain("token_time", "token_rate")),
        "Read fewer bytes a token (quantised weights, speculative decoding), share the reading "
        "(larger batches), or get more bandwidth (tensor parallelism, another GPU).",
        certain=len(proofs) + len(idle) > 1,
    )


def _near(readings: Readings, bound: Bound | None) -> Proof | None:
    if bound is None or bound.share is None:
        return None
    limit = readings.known.thresholds["bound_share"]
    if bound.share < limit.value:
        return None
    measure = Measure("tokens/s of the physical bound", bound.share, "share", "token_time")
    return Proof(measure, limit, "at or above")


def _present(*proofs: Proof | None) -> tuple[Proof, ...]:
    return tuple(one for one in proofs if one is not None)
