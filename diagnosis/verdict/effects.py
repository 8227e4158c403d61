"""What leads to what: edges from a cause to its effects. Data, beside those of the patterns."""

from collections.abc import Mapping

from .precedence import EFFECT, OUTSIDE, TIERS, rank

EFFECTS: Mapping[str, tuple[str, ...]] = {
    "node.memory_pressure": ("evict.memory", "node.system_oom", "sched.taint"),
    "node.disk_pressure": ("evict.ephemeral_storage", "image.disk_full", "sched.taint"),
    "node.pid_pressure": ("sandbox.runtime",),
    "node.not_ready": ("evict.api", "sandbox.cni", "sched.taint"),
    "sandbox.cni": ("sandbox.runtime",),
    "volume.storageclass_missing": ("volume.provisioning_failed", "sched.pvc_unbound"),
    "volume.provisioning_failed": ("sched.pvc_unbound",),
    "volume.multi_attach": ("volume.attach_failed", "volume.mount_failed"),
    "volume.attach_failed": ("volume.mount_failed",),
    "config.missing_secret": ("volume.mount_failed",),
    "config.missing_configmap": ("volume.mount_failed",),
    "ai.key_invalid": ("ai.bad_request",),
    "ai.quota_exceeded": ("ai.rate_limited", "net.rate_limited"),
    "ai.rate_limited": ("net.rate_limited",),
    "ai.overloaded": ("ai.rate_limited", "net.rate_limited", "ai.server_error"),
    "ai.context_length": ("ai.bad_request",),
    "ai.model_not_found": ("ai.bad_request",),
    "ai.content_filter": ("ai.bad_request",),
    "ai.permission": ("ai.bad_request",),
    "ai.key_missing": ("config.env_missing", "ai.bad_request"),
    "net.dns": (
        "ai.server_error",
        "ai.timeout",
        "llm.model_not_found",
        "db.connection",
        "cache.redis_connection",
        "net.timeout",
        "net.conn_refused",
    ),
    "net.tls_unknown_ca": ("ai.server_error", "llm.model_not_found", "db.connection"),
    "net.tls_expired": ("net.tls_unknown_ca", "ai.server_error", "db.connection"),
    "net.policy_block": ("net.timeout", "net.dns", "db.connection"),
    "db.auth": ("db.connection",),
    "db.disk_full": ("volume.disk_full", "db.connection"),
    "db.too_many_connections": ("db.connection",),
    "db.pool_exhausted": ("db.too_many_connections", "net.timeout"),
    "db.connection": ("net.conn_refused", "net.timeout", "net.conn_reset", "db.schema"),
    "cache.redis_auth": ("cache.redis_connection",),
    "cache.redis_connection": ("net.conn_refused", "net.timeout", "net.conn_reset"),
    "gpu.driver_missing": ("gpu.no_device", "crash.shared_lib"),
    "gpu.driver_mismatch": ("gpu.no_device",),
    "gpu.xid": ("gpu.illegal_access", "gpu.nccl", "gpu.no_device"),
    "gpu.shm_too_small": ("gpu.nccl", "volume.disk_full", "crash.sigbus"),
    "gpu.illegal_access": ("gpu.nccl",),
    "gpu.no_device": ("llm.tensor_parallel",),
    "oom.cuda": ("gpu.nccl", "gpu.illegal_access", "net.conn_reset"),
    "oom.python": ("crash.sigabrt",),
    "llm.model_gated": ("llm.model_not_found",),
    "llm.kv_cache_insufficient": ("oom.cuda",),
    "llm.gpu_memory_busy": ("oom.cuda", "llm.kv_cache_insufficient"),
    "crash.shared_lib": ("crash.missing_module",),
    "lambda.handler_missing": ("lambda.import_module", "crash.missing_module"),
    "lambda.import_module": ("crash.missing_module", "lambda.exit"),
    "lambda.oom": ("lambda.timeout", "lambda.exit"),
    "lambda.init_timeout": ("lambda.timeout", "lambda.exit"),
    "lambda.timeout": ("lambda.exit",),
    "app.worker_timeout": ("app.worker_sigkill",),
}
"""Effects of each cause, where both are found in one place."""

_TEXTUAL = TIERS.index(OUTSIDE)
_STAGES: Mapping[str, int] = {
    "lambda.exit": 3,
    "ecs.essential_exit": 3,
    "crash.loop": 4,
    "image.pull_failed": 4,
    "pod.pending": 4,
    "pod.rescheduled": 5,
    "service.no_endpoints": 6,
    "job.backoff_limit": 6,
    "job.deadline": 6,
    "job.failure_policy": 6,
    "ecs.unsteady": 6,
    "ecs.elb_health": 5,
    "rollout.progress_deadline": 7,
    "rollout.min_unavailable": 8,
}
_CAUSE, _WRAPPER, _EXIT, _PROBE = 0, 2, 3, 5


def stage(name: str, *, symptom: bool, guess: bool) -> int:
    """How late in the story something comes: a cause 0, an exit 3, the rollout 7."""
    if name in _STAGES:
        return _STAGES[name]
    if name.startswith("probe.") and symptom:
        return _PROBE
    if guess or (name.startswith("crash.") and rank(name)[0] == _TEXTUAL):
        return _EXIT
    return _WRAPPER if symptom or rank(name)[0] == TIERS.index(EFFECT) else _CAUSE


_NATIVE = ("oom.", "gpu.", "llm.", "node.", "image.", "crash.")
_NO_PROGRAM = ("config.", "crash.", "image.", "volume.", "oom.")
_ENDED_BY: Mapping[str, tuple[str, ...]] = {
    "crash.segfault": _NATIVE,
    "crash.sigabrt": _NATIVE,
    "crash.sigill": _NATIVE,
    "crash.sigbus": (*_NATIVE, "volume."),
    "crash.command_not_found": _NO_PROGRAM,
    "crash.not_executable": _NO_PROGRAM,
    "config.entrypoint_not_found": (*_NO_PROGRAM, "gpu.", "sandbox."),
    "crash.status_unknown": ("node.", "evict.", "sched."),
}
"""Exits that only some causes end in: a refused connection does not make a native crash."""
_ON_A_NODE = ("evict.", "crash.sig", "crash.status_unknown", "sandbox.", "probe.", "pod.")
"""What a sick node does to the pods on it."""


def leads_to(cause: str, effect: str) -> bool:
    """Whether the table has the edge."""
    return effect in EFFECTS.get(cause, ())


def can_end_in(cause: str, effect: str) -> bool:
    """Whether a program with this trouble may end in this way."""
    return cause.startswith(_ENDED_BY.get(effect, ""))


def hits_pods(effect: str) -> bool:
    """Whether a sick node may do this to a pod."""
    return effect.startswith(_ON_A_NODE)
