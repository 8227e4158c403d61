"""What applications write comes to the right root cause; what they write in health, to none."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from diagnosis.diagnose import diagnose
from diagnosis.finding import Kind
from diagnosis.snapshot import Log, Snapshot

from .builtin import LOADED, PATTERNS

_HERE = Path(__file__).parent
_LINES: dict[str, list[str]] = yaml.safe_load(
    (_HERE / "application_lines.yaml").read_text(encoding="utf-8")
)
_ORDINARY = sorted((_HERE / "ordinary").glob("*.log"))

IDS = (
    "ai.key_missing",
    "ai.key_invalid",
    "ai.permission",
    "ai.quota_exceeded",
    "ai.rate_limited",
    "ai.overloaded",
    "ai.server_error",
    "ai.context_length",
    "ai.model_not_found",
    "ai.bad_request",
    "ai.retry_exhausted",
    "ai.api_call",
    "ai.parse",
    "ai.tool",
    "ai.content_filter",
    "ai.config",
    "ai.timeout",
    "llm.kv_cache_insufficient",
    "llm.gpu_memory_busy",
    "llm.tensor_parallel",
    "llm.engine_dead",
    "llm.model_gated",
    "llm.model_not_found",
    "llm.unsupported_arch",
    "llm.weights_corrupt",
    "llm.triton_model_failed",
    "llm.tgi_shard",
    "gpu.driver_missing",
    "gpu.driver_mismatch",
    "gpu.arch_unsupported",
    "gpu.no_device",
    "gpu.xid",
    "gpu.nccl",
    "gpu.shm_too_small",
    "gpu.illegal_access",
    "oom.node_heap",
    "oom.jvm",
    "oom.python",
    "oom.cuda",
    "oom.model_ram",
    "net.dns",
    "net.conn_refused",
    "net.conn_reset",
    "net.timeout",
    "net.tls_expired",
    "net.tls_unknown_ca",
    "net.fd_exhausted",
    "net.rate_limited",
    "db.connection",
    "db.auth",
    "db.too_many_connections",
    "db.pool_exhausted",
    "db.schema",
    "db.deadlock",
    "db.disk_full",
    "cache.redis_auth",
    "cache.redis_maxmemory",
    "cache.redis_maxclients",
    "cache.redis_connection",
    "config.env_missing",
    "config.bad_args",
    "config.port_conflict",
    "crash.missing_module",
    "crash.missing_file",
    "crash.shared_lib",
    "crash.syntax_error",
    "crash.stack_overflow",
    "crash.app_panic",
    "crash.unhandled_js",
    "crash.segfault",
    "crash.sigabrt",
    "crash.sigill",
    "app.worker_timeout",
    "app.worker_sigkill",
    "perf.memory_near_limit",
    "perf.event_loop",
)
"""The failure modes that an application's own log tells. Not perf.cpu_throttled: counters do."""


def _bare(text: str) -> str:
    return text


def _compose(text: str) -> str:
    return "\n".join(f"api-1  | {line}" for line in text.splitlines())


def _containerd(text: str) -> str:
    return "\n".join(f"2025-05-05T08:00:00.0Z stderr F {line}" for line in text.splitlines())


def _json_log(text: str) -> str:
    return json.dumps({"level": "error", "time": "2025-05-05T08:00:00Z", "err": {"stack": text}})


def _root_cause(text: str) -> str | None:
    return diagnose(Snapshot(logs=(Log(text=text),)), LOADED.patterns).root_cause


def test_every_failure_mode_has_a_line_and_a_pattern() -> None:
    """Each mode is known by a pattern, and proven on lines that stand in no pattern."""
    assert sorted(set(IDS) - {one.id for one in PATTERNS}) == []
    assert sorted(set(IDS) - set(_LINES)) == []


def test_the_logs_are_not_the_patterns_own() -> None:
    """A line that a pattern proves itself with says nothing about the world."""
    own = {line.strip() for one in PATTERNS for line in one.tests.match}
    assert own & {text.strip() for texts in _LINES.values() for text in texts} == set()


@pytest.mark.parametrize("wrapped", [_bare, _compose, _containerd, _json_log])
@pytest.mark.parametrize("name", _LINES)
def test_a_log_comes_to_its_root_cause(name: str, wrapped: Callable[[str], str]) -> None:
    """However a log is shipped, its one answer is the cause, not a symptom or a bystander."""
    read = {text: _root_cause(wrapped(text)) for text in _LINES[name]}
    assert read == dict.fromkeys(_LINES[name], name)


@pytest.mark.parametrize("file", _ORDINARY, ids=lambda file: file.stem)
def test_an_ordinary_log_has_no_cause(file: Path) -> None:
    """Retries, settings, access logs, test names and questions of users are no failures."""
    hits = LOADED.patterns.scan(file.read_text(encoding="utf-8"))
    noise = [(hit.pattern.name, hit.line) for hit in hits if hit.pattern.kind is Kind.CAUSE]
    assert noise == []


@pytest.mark.parametrize("file", _ORDINARY, ids=lambda file: file.stem)
def test_an_ordinary_log_is_healthy(file: Path) -> None:
    """With nothing but the log at hand, the answer is that nothing is wrong."""
    text = file.read_text(encoding="utf-8")
    assert diagnose(Snapshot(logs=(Log(text=text),)), LOADED.patterns).findings == ()


def test_ordinary_logs_hardly_match_at_all() -> None:
    """Symptoms included, fewer than two ordinary lines in a thousand say anything to a pattern."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in _ORDINARY)
    matched = {hit.number for hit in LOADED.patterns.scan(text)}
    assert text.count("\n") > 450
    assert len(matched) < text.count("\n") / 400


def test_every_group_is_spoken_of() -> None:
    """A named group that the suggestion does not use is a number or a name that nobody gets."""
    idle = {
        one.name: groups
        for one in PATTERNS
        if (groups := set(re.findall(r"\(\?P<(\w+)>", one.regex)) - set(one.placeholders()))
    }
    assert idle == {}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Error: BILLING_SERVICE_URL is not set", "shipshape:env.BILLING_SERVICE_URL"),
        ("KeyError: 'GROQ_API_KEY'", "shipshape:secrets.GROQ_API_KEY"),
        ("Error: getaddrinfo ENOTFOUND ledger.shop.svc", "ledger.shop.svc"),
        ("Error: connect ECONNREFUSED 10.0.0.7:4000", "10.0.0.7:4000"),
        ("Error: connect ECONNREFUSED 10.0.0.7:5432", "shipshape:databaseUrl"),
        ("ReplyError: WRONGPASS invalid username-password pair", "shipshape:cacheUrl"),
        ("ModuleNotFoundError: No module named 'httpx'", "Add httpx"),
        ("Error: Cannot find module 'hono'", "Add hono"),
        ('FATAL:  password authentication failed for user "ledger"', "user ledger"),
        ("Error: listen EADDRINUSE: address already in use :::3000", "than 3000"),
        ("World size (4) is larger than the number of available GPUs (1)", "to 4"),
        ("The model `gpt-9` does not exist or you do not have access to it.", "gpt-9"),
        ("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB.", "2.50 GiB"),
        ("prompt is too long: 214503 tokens > 200000 maximum", "214503 tokens"),
        ("FATAL ERROR: Reached heap limit Allocation failed", "shipshape:memory"),
        ("WARN startup took 143.2 s, over the budget of 120 s", "shipshape:startupBudget"),
        (
            r'{"message":"MODEL must be \"offline\" or \"openai:<model>\": correct MODEL"}',
            'Set MODEL in `shipshape:env`, or by its own setting: it must be "offline" or "openai:',
        ),
        ("Runtime.ExitError: RequestId: 1 Error: Runtime exited: exit status 78", "status 78)"),
        ("FUNCTION_ERROR_INIT_FAILURE", "exit status unknown"),
    ],
)
def test_the_advice_names_what_to_change(line: str, named: str) -> None:
    """A suggestion carries the setting, and what the line says of it."""
    findings = diagnose(Snapshot(logs=(Log(text=line),)), LOADED.patterns).findings
    assert named in findings[0].suggestion
