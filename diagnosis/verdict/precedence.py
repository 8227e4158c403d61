"""Which of several failures is the answer, where no edge between them says so. Data, with reasons.

A tier comes before the next; within a tier what is more telling stands first. A name that ends in
`.` stands for the rest of its family; a name that is nowhere is one of `PRECISE`, for it is a
project's own pattern.
"""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Tier:
    """Failures of one rank, and why they rank there."""

    name: str
    why: str
    ids: tuple[str, ...]


def _tier(name: str, why: str, ids: str) -> Tier:
    return Tier(name, why, tuple(ids.split()))


NODE = _tier(
    "node",
    "A sick node explains everything that happens on it; it is only believed for its own pods.",
    """
    node.kernel gpu.xid node.not_ready node.disk_pressure node.memory_pressure
    node.pid_pressure node.shutdown node.
    """,
)
ADMITTED = _tier(
    "not admitted",
    "The pod was never made: nothing later can have happened.",
    """
    cluster.unreachable quota. admission.
    """,
)
PLACED = _tier(
    "not placed",
    "The pod has no node, no volume or no network: its containers never ran.",
    """
    volume.storageclass_missing volume.provisioning_failed volume.multi_attach
    config.missing_secret config.missing_configmap config.missing_key volume.attach_failed
    volume.mount_failed sched.preempted sched.no_nodes sched.insufficient_gpu sched.
    sandbox.ip_exhausted sandbox.runtimeclass sandbox.cni sandbox.runtime
    """,
)
STARTED = _tier(
    "not started",
    "The image, the configuration or the command doesn't fit: the program said nothing yet.",
    """
    image.rate_limited image.disk_full image.arch_mismatch image.invalid_name
    image.never_pull image.signature image.http_https image.tls image.dns
    image.registry_unreachable image.pull_timeout image.auth image.not_found image.
    crash.exec_format ecs.secret_missing ecs.resource_init_permission
    ecs.resource_init_network ecs.no_capacity ecs.log_group_missing ecs.cannot_pull
    config.run_as_nonroot gpu.driver_missing gpu.driver_mismatch config.bad_mount
    config.bad_workdir config.exec_permission config.entrypoint_not_found
    lifecycle.poststart lambda.image_manifest lambda.image_access lambda.arch_mismatch
    lambda.entrypoint lambda.package_too_large lambda.already_exists
    lambda.version_missing lambda.update_in_progress docker.
    """,
)
ENDED = _tier(
    "ended from outside",
    "The platform ended it and says why; what the program logged meanwhile is noise.",
    """
    oom.container_limit evict.memory evict.ephemeral_storage evict.container_disk_limit
    evict.emptydir node.system_oom lambda.oom lambda.init_timeout lambda.handler_missing
    lambda.import_module lambda.throttled
    """,
)
PRECISE = _tier(
    "said precisely",
    "The program names the thing that is wrong.",
    """
    ai.key_missing ai.key_invalid ai.quota_exceeded ai.permission ai.model_not_found
    ai.context_length ai.content_filter ai.overloaded ai.rate_limited ai.config ai.tool
    ai.parse llm.model_gated llm.kv_cache_insufficient llm.gpu_memory_busy
    llm.tensor_parallel llm.weights_corrupt llm.unsupported_arch llm.model_not_found
    gpu.arch_unsupported gpu.shm_too_small oom.cuda oom.node_heap oom.jvm oom.model_ram
    oom.python oom.runtime oom. gpu.no_device gpu.illegal_access db.disk_full db.auth
    db.pool_exhausted db.too_many_connections db.schema db.deadlock db.version_mismatch
    db.data_locked db.max_map_count db.read_only cache.redis_auth cache.redis_maxmemory
    cache.redis_maxclients cache.redis_persistence cache.redis_read_only rbac.forbidden
    lambda.permission config.env_missing config.port_conflict config.privileged_port
    config.bad_args crash.missing_module crash.shared_lib crash.stack_overflow
    crash.syntax_error volume.disk_full volume.readonly volume.permission app.worker_timeout
    net.policy_block net.tls_expired net.tls_unknown_ca net.tls_protocol net.fd_exhausted
    db.connection cache.redis_connection net.dns service.load_balancer
    llm.triton_model_failed gpu.nccl config. ai. llm. gpu. db. cache. lambda. rbac.
    startup-over-budget
    """,
)
TIMED = _tier(
    "out of time",
    "A limit of time ran out: true, and a line about what it waited for says more.",
    """
    lambda.timeout ecs.elb_health probe.bad_path
    """,
)
GENERAL = _tier(
    "said in general",
    "The program says what happened, in words that many causes share.",
    """
    crash.missing_file crash.app_panic crash.unhandled_js app.worker_sigkill perf.event_loop
    net.conn_refused net.timeout net.conn_reset net.rate_limited ai.timeout ai.server_error
    ai.bad_request perf. net. app.
    """,
)
OUTSIDE = _tier(
    "seen from outside",
    "Probes and exit codes tell that it fails; why is inside.",
    """
    probe.timeout probe.startup_failed probe.liveness_failed probe.readiness_failed
    crash.sigill crash.segfault crash.sigabrt crash.sigbus crash.sigfpe
    crash.command_not_found crash.not_executable crash.clean_exit crash.sigkill
    crash.status_unknown lambda.exit ecs.essential_exit crash.app_exit crash. crash.sigterm
    """,
)
EFFECT = _tier(
    "effect",
    "These are never the reason where another one is known.",
    """
    ecs.cannot_start ecs.unsteady ecs. llm.engine_dead llm.tgi_shard ai.retry_exhausted
    ai.api_call job.deadline job.failure_policy job.backoff_limit service.no_endpoints
    rollout.progress_deadline rollout.min_unavailable lifecycle.prestop evict.api
    node.sandbox_changed sched.no_scale_up image.pull_failed crash.loop pod.pending
    pod.rescheduled
    """,
)
SEEN_ONLY = frozenset({"image.pull_failed", "crash.loop", "pod.pending", "pod.rescheduled"})
"""Effects that name what is seen, and are never an answer."""
TIERS = (NODE, ADMITTED, PLACED, STARTED, ENDED, PRECISE, TIMED, GENERAL, OUTSIDE, EFFECT)


@cache
def rank(name: str) -> tuple[int, int]:
    """The tier of an id, and its place in it; smaller comes first."""
    family = name.split(".", maxsplit=1)[0] + "."
    for wanted in (name, family):
        for number, tier in enumerate(TIERS):
            if wanted in tier.ids:
                return number, tier.ids.index(wanted)
    return TIERS.index(PRECISE), -1


def tier(name: str) -> Tier:
    """The tier of an id."""
    return TIERS[rank(name)[0]]
