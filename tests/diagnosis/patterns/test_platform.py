"""What platforms say comes to one cause, the right one; what they say in health, to none."""

from pathlib import Path

import pytest
import yaml

from diagnosis.finding import Kind
from diagnosis.matching import LogPattern, Source

from .builtin import LOADED, PATTERNS, causes, same_place

_HERE = Path(__file__).parent
_LINES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (_HERE / "platform_lines.yaml").read_text(encoding="utf-8")
)
_HEALTHY = (_HERE / "healthy_lines.txt").read_text(encoding="utf-8").splitlines()

IDS = (
    "image.not_found",
    "image.auth",
    "image.registry_unreachable",
    "image.dns",
    "image.tls",
    "image.http_https",
    "image.rate_limited",
    "image.arch_mismatch",
    "image.invalid_name",
    "image.never_pull",
    "image.disk_full",
    "image.pull_timeout",
    "image.signature",
    "config.missing_secret",
    "config.missing_configmap",
    "config.missing_key",
    "config.run_as_nonroot",
    "config.entrypoint_not_found",
    "config.exec_permission",
    "config.bad_mount",
    "config.bad_workdir",
    "config.port_conflict",
    "config.env_missing",
    "config.bad_args",
    "sched.insufficient_cpu",
    "sched.insufficient_memory",
    "sched.insufficient_gpu",
    "sched.ephemeral",
    "sched.taint",
    "sched.node_selector",
    "sched.anti_affinity",
    "sched.topology",
    "sched.pvc_unbound",
    "sched.too_many_pods",
    "sched.nodes_unschedulable",
    "sched.no_nodes",
    "sched.gated",
    "sched.preempted",
    "sched.admission_kubelet",
    "node.not_ready",
    "node.disk_pressure",
    "node.memory_pressure",
    "node.pid_pressure",
    "node.system_oom",
    "node.shutdown",
    "node.kernel",
    "node.sandbox_changed",
    "oom.container_limit",
    "oom.node_heap",
    "oom.jvm",
    "oom.python",
    "oom.cuda",
    "oom.model_ram",
    "evict.memory",
    "evict.ephemeral_storage",
    "evict.container_disk_limit",
    "evict.emptydir",
    "evict.api",
    "probe.liveness_failed",
    "probe.startup_failed",
    "probe.readiness_failed",
    "probe.bad_path",
    "probe.timeout",
    "lifecycle.poststart",
    "lifecycle.prestop",
    "sandbox.ip_exhausted",
    "sandbox.cni",
    "sandbox.runtime",
    "sandbox.runtimeclass",
    "volume.multi_attach",
    "volume.attach_failed",
    "volume.mount_failed",
    "volume.storageclass_missing",
    "volume.provisioning_failed",
    "volume.disk_full",
    "volume.readonly",
    "volume.permission",
    "crash.app_exit",
    "crash.clean_exit",
    "crash.command_not_found",
    "crash.not_executable",
    "crash.sigkill",
    "crash.sigterm",
    "crash.segfault",
    "crash.sigabrt",
    "crash.sigill",
    "crash.status_unknown",
    "crash.missing_module",
    "crash.missing_file",
    "crash.shared_lib",
    "crash.syntax_error",
    "crash.stack_overflow",
    "crash.app_panic",
    "crash.unhandled_js",
    "quota.exceeded",
    "quota.must_specify",
    "quota.limit_range",
    "admission.pod_security",
    "admission.webhook",
    "rbac.forbidden",
    "job.backoff_limit",
    "job.deadline",
    "rollout.progress_deadline",
    "rollout.min_unavailable",
    "service.no_endpoints",
    "lambda.timeout",
    "lambda.init_timeout",
    "lambda.import_module",
    "lambda.handler_missing",
    "lambda.exit",
    "lambda.oom",
    "lambda.entrypoint",
    "lambda.arch_mismatch",
    "lambda.image_manifest",
    "lambda.image_access",
    "lambda.throttled",
    "lambda.permission",
    "ecs.resource_init_network",
    "ecs.resource_init_permission",
    "ecs.secret_missing",
    "ecs.cannot_pull",
    "ecs.elb_health",
    "ecs.essential_exit",
    "ecs.no_capacity",
    "docker.name_conflict",
    "docker.network_missing",
    "docker.volume_path",
    "docker.daemon_down",
)
"""The failure modes of platforms, by the vocabulary of findings."""
STRUCTURAL = frozenset({"crash.app_exit", "crash.clean_exit", "crash.sigkill", "crash.sigterm"})
"""What an exit code tells and no text; diagnosis/causes decides them."""
ACCEPTED = {
    ("ai.key_missing", "ai.key_invalid"): "a key of blanks is both; either answer says to set it",
}
"""Pairs (whose line, who else claims it) that no edge settles, and why that does no harm."""


def test_every_pattern_loads() -> None:
    """No built-in pattern is refused."""
    assert [str(one) for one in LOADED.refused] == []


def test_every_failure_mode_has_a_pattern() -> None:
    """A mode that nothing matches is one that only the structure of a snapshot can tell."""
    unmatched = set(IDS) - {one.id for one in PATTERNS}
    assert unmatched <= STRUCTURAL


def test_every_edge_leads_somewhere() -> None:
    """An id that nothing yields, in `explains` or `yields_to`, is a slip of the pen."""
    known = {one.id for one in PATTERNS} | STRUCTURAL
    edges = {(one.name, to) for one in PATTERNS for to in (*one.explains, *one.yields_to)}
    assert [edge for edge in sorted(edges) if edge[1] not in known] == []


def _claims(pattern: LogPattern) -> list[LogPattern]:
    """The causes of other ids that match one of the pattern's own lines."""
    return [
        hit.pattern
        for line in pattern.tests.match
        for hit in LOADED.patterns.scan(line)
        if hit.pattern.id != pattern.id and hit.pattern.kind is Kind.CAUSE
    ]


def _is_settled(one: LogPattern, other: LogPattern) -> bool:
    return (
        other.id in (*one.yields_to, *one.explains)
        or one.id in (*other.yields_to, *other.explains)
        or (one.id, other.id) in ACCEPTED
    )


def test_no_line_has_two_answers() -> None:
    """A pattern's own line is no other cause's, unless an edge says which of them is the answer."""
    confused = {
        f"{one.name} ({one.id}) is claimed by {other.name} ({other.id})"
        for one in PATTERNS
        for other in _claims(one)
        if same_place(one, other) and not _is_settled(one, other)
    }
    assert sorted(confused) == []


def test_every_pair_that_is_accepted_still_exists() -> None:
    """An exception that nothing needs any more must go."""
    claimed = {(one.id, other.id) for one in PATTERNS for other in _claims(one)}
    assert set(ACCEPTED) <= claimed


@pytest.mark.parametrize("name", _LINES)
def test_a_line_of_the_world_comes_to_its_cause(name: str) -> None:
    """Lines that no pattern carries as its own test come to one cause, and the right one."""
    read = {
        line: causes(line, Source(source))
        for source, lines in _LINES[name].items()
        for line in lines
    }
    assert read == {line: {name} for line in read}


def test_ordinary_lines_match_no_cause() -> None:
    """What healthy services, nodes and controllers write is no failure, wherever it is read."""
    noisy = {
        line: found
        for line in _HEALTHY
        if (found := set().union(*(causes(line, source) for source in Source)))
    }
    assert noisy == {}
