"""Logs as services write them, made from a seed: ordinary lines, and now and then a failure.

The ordinary lines hold the words that patterns look for where nothing is wrong: `errors=0`,
`timeout: 30s`, a 404, a retry that worked. That is what makes matching slow, or wrong.
"""

import random
import re
from collections.abc import Iterator

_FORMATS = """\
10.1.<byte>.<byte> - - [25/Nov/2026:<clock> +0000] "GET <path> HTTP/1.1" <status> <count> "-" \
"<agent>" 0.<ms>
10.1.<byte>.<byte> - - [25/Nov/2026:<clock> +0000] "POST <path> HTTP/2.0" <status> <count> "-" \
"<agent>"
{"level":30,"time":1790<count>,"pid":1,"hostname":"web-6f9c7d","reqId":"<hex>","req":{"method":\
"POST","url":"<path>","headers":{"user-agent":"<agent>"}},"err":null,"msg":"<said>"}
{"ts":"2026-11-25T<clock>.<ms>Z","severity":"INFO","logger":"api","message":"\\"<said>\\" to <hex>"}
I1125 <clock>.<ms>000       1 controller.go:<byte>] "Reconciling" object="default/web" err="<nil>"
2026-11-25 <clock>,<ms> INFO app.worker.tasks [<hex>] <said>
2026-11-25 <clock>,<ms> WARNING app.clients <said>
INFO:     10.1.0.<byte>:<count> - "POST <path> HTTP/1.1" 200 OK
2026-11-25 <clock>.<ms> UTC [<count>] LOG:  checkpoint complete: wrote <byte> buffers (0.3%); 0 \
WAL file(s) added, 0 removed, 1 recycled; sync files=12
(APIServer pid=1) INFO 11-25 <clock> [loggers.py:123] Engine 000: Avg prompt throughput: <byte>.4 \
tokens/s, Running: 7 reqs, Waiting: 0 reqs, GPU KV cache usage: 31.2%
2026-11-25T<clock>.<ms>Z  INFO 1 --- [nio-8080-exec-3] o.s.web.servlet.DispatcherServlet : <said>
2026/11/25 <clock> [notice] 31#31: *<count> a client closed its keepalive connection, server: _
<clock>.<ms> [<hex>] <said>
"""
_FAILURE = """\
Error: <failed>
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16)
    at processTicksAndRejections (node:internal/process/task_queues:95:5)
2026-11-25 <clock>,<ms> ERROR app.worker.tasks <failed>
{"level":50,"pid":1,"err":{"type":"Error","message":"<failed>"},"msg":"request failed"}
"""
_WORDS = {
    "path": (
        "/health/ready", "/v1/chat", "/v1/embeddings", "/api/users/42", "/metrics",
        "/static/app.9f2c.js", "/favicon.ico", "/api/orders?limit=50&error=none",
    ),
    "agent": (
        "kube-probe/1.31", "Mozilla/5.0 (X11; Linux x86_64)", "python-httpx/0.27.0", "node",
        "Prometheus/2.53.0", "openai-node/4.52.0",
    ),
    "status": ("200",) * 30 + ("204", "301", "304", "404", "401", "499", "500"),
    "said": (
        "request completed", "cache miss, fetching from upstream", "pool: 7 of 20 connections used",
        "retrying in 200 ms (attempt 1 of 5)", "reconnected after 2 attempts", "0 errors found",
        "configured timeout: 30s, max retries: 3", "no errors found in 14 files", "token refreshed",
        "model gpt-4o-mini answered in 812 ms", "stream finished: 512 tokens", "job done, failed=0",
        "memory usage 41%", "loaded 37 routes", "closing idle connection", "shutting down: false",
        "user signed in", "feature flag new-checkout is off", "warming up the model", "lag 0",
        "failed logins in the last hour: 0", "the last exception was 3 days ago", "limit: 58/60",
    ),
    "failed": (
        "connect ECONNREFUSED 10.0.0.12:5432", "getaddrinfo ENOTFOUND db.internal",
        "Incorrect API key provided: not-a-real-key.", "CUDA out of memory. Tried to allocate 2G",
        "No space left on device", "password authentication failed for user app",
        "JavaScript heap out of memory", "You exceeded your current quota", "socket hang up",
        "This model's maximum context length is 8192 tokens", "read-only file system",
    ),
}  # fmt: skip
_BLANK = re.compile(r"<(\w+)>")


def ordinary(seed: int, size: int) -> str:
    """At least `size` characters of lines of which none tells of a failure."""
    return _text(seed, size, 0)


def mixed(seed: int, size: int) -> str:
    """The same, with a failure of five lines for every thousand ordinary ones."""
    return _text(seed, size, 0.001)


def _text(seed: int, size: int, failures: float) -> str:
    seeded = random.Random(seed)  # noqa: S311  # the same logs each time
    return "".join(_written(seeded, size, failures))


def _written(seeded: random.Random, size: int, failures: float) -> Iterator[str]:
    formats = _FORMATS.splitlines(keepends=True)
    while size > 0:
        chosen = _FAILURE if seeded.random() < failures else seeded.choice(formats)
        text = _BLANK.sub(lambda blank: _filled(seeded, blank[0], blank[1]), chosen)
        size -= len(text)
        yield text


def _filled(seeded: random.Random, blank: str, name: str) -> str:
    if name in _WORDS:
        return seeded.choice(_WORDS[name])
    number = seeded.getrandbits(30)
    numbers = {
        "byte": str(number % 256),
        "count": str(number % 90_000),
        "ms": f"{number % 1000:03}",
        "hex": f"{number:08x}",
        "clock": f"{number % 24:02}:{number % 60:02}:{number // 60 % 60:02}",
    }
    return numbers.get(name, blank)
