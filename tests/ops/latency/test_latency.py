"""`shipshape latency` as a user types it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ops.commands.latency import command
from ops.exits import Stopped
from ops.latency.sizes import size

QUEUE = """\
vllm:num_requests_running{model_name="m"} 8.0
vllm:num_requests_waiting{model_name="m"} 41.0
vllm:kv_cache_usage_perc{model_name="m"} 0.22
vllm:time_to_first_token_seconds_sum{model_name="m"} 480
vllm:time_to_first_token_seconds_count{model_name="m"} 100
vllm:request_queue_time_seconds_sum{model_name="m"} 430
vllm:request_queue_time_seconds_count{model_name="m"} 100
vllm:inter_token_latency_seconds_sum{model_name="m"} 200
vllm:inter_token_latency_seconds_count{model_name="m"} 10000
"""

TEXT = """\
bottleneck  queue: Requests wait in the engine's queue before any work begins
            waiting 41 requests, at or above 1 (any request that waits for a
              slot)
            queue_time of first_token 90%, at or above 0.5 (ours; half of the
              time to the first token was spent waiting)
            running 8 requests
            kv_cache 22%
try         Add a replica, or raise --max-num-seqs while the KV cache has room;
            limit the requests that are let in at once where neither is
            possible.


physics     at most 209 tokens/s a sequence: 3350 GB/s of memory bandwidth over
            16.0 GB of weights; measured 50 tokens/s, 24% of it

  waiting                      41 requests
  running                       8 requests
  kv_cache                             22%
  first_token                       4.80 s
  queue_time                        4.30 s
  token_time                         20 ms

looked at   -: 9 samples
"""


def run(*arguments: str, stdin: str = "") -> Result:
    """Run the command."""
    return CliRunner().invoke(command, [*arguments], input=stdin)


def test_a_person_reads_the_bottleneck_first() -> None:
    """The whole text, at most 80 columns, exit code 1."""
    done = run("-", "--gpu", "H100 SXM", "--weights", "16GB", stdin=QUEUE)
    assert done.output == TEXT
    assert done.exit_code == 1
    assert max(len(line) for line in done.output.splitlines()) <= 80


def test_a_machine_reads_json() -> None:
    """The same as one document."""
    document: dict[str, Any] = json.loads(run("-", "--output", "json", stdin=QUEUE).output)
    assert document["version"] == 1
    assert document["bottleneck"] == "queue"
    assert [one["id"] for one in document["bottlenecks"]] == ["queue"]
    assert document["bottlenecks"][0]["evidence"][1] == {
        "measure": "queue_time of first_token",
        "value": pytest.approx(430 / 480),
        "unit": "share",
        "metric": "vllm:request_queue_time_seconds",
        "threshold": 0.5,
        "source": "ours; half of the time to the first token was spent waiting",
    }
    assert document["measures"]["waiting"]["value"] == 41.0


def test_nothing_to_name_is_exit_0() -> None:
    """No bottleneck is an answer as well."""
    done = run("-", stdin='vllm:num_requests_waiting{model_name="m"} 0\n')
    assert done.exit_code == 0
    assert done.output.startswith("bottleneck  none: no bottleneck shows in these measures\n")


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        (["nowhere.txt"], "", 2, "nowhere.txt can't be read: No such file or directory"),
        (["-"], "hello world, this\n", 2, "- holds neither Prometheus text nor nvidia-smi's CSV"),
        (["-"], "up 1\n", 3, "none of the metrics is one that is known (-: 1 samples)"),
        (["http://127.0.0.1:9/metrics"], "", 3, "does not answer"),
        (["-", "--gpu", "L4"], QUEUE, 2, "takes both --gpu and --weights"),
        (["-", "--gpu", "X", "--weights", "1GB"], QUEUE, 2, "of `X` is not known"),
        (["-", "--gpu", "L4", "--weights", "many"], QUEUE, 2, "--gpu L4 --weights many"),
        (["-", "--thresholds", "none.yaml"], QUEUE, 2, "none.yaml can't be read"),
    ],
)
def test_bad_input_is_one_sentence(arguments: list[str], stdin: str, code: int, said: str) -> None:
    """With its exit code."""
    done = run(*arguments, "--seconds", "0", stdin=stdin)
    assert isinstance(done.exception, Stopped)
    assert done.exception.code == code
    assert said in done.exception.sentence
    assert "\n" not in done.exception.sentence


class Growing(BaseHTTPRequestHandler):
    """Serves a counter that grows by 500 with each request."""

    asked = 0

    def do_GET(self) -> None:
        """Answer the next scrape."""
        Growing.asked += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"vllm:generation_tokens_total %d\n" % (500 * Growing.asked))

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """A server of metrics."""
    with HTTPServer(("127.0.0.1", 0), Growing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/metrics"
        server.shutdown()


def test_an_address_is_asked_twice_for_rates(address: str) -> None:
    """500 tokens in half a second are 1,000 a second."""
    done = run(address, "--seconds", "0.5", "--output", "json")
    assert json.loads(done.output)["measures"]["token_rate"]["value"] == pytest.approx(1000)


def test_files_give_rates_too(tmp_path: Path) -> None:
    """Two saved scrapes and the time between them."""
    for name, value in (("a", 100), ("b", 400)):
        (tmp_path / name).write_text(f"vllm:generation_tokens_total {value}\n")
    before = ("--before", str(tmp_path / "a"))
    done = run(str(tmp_path / "b"), *before, "--seconds", "30", "--output", "json")
    assert json.loads(done.output)["measures"]["token_rate"]["value"] == 10.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("16GB", 16e9), ("14.9 Gi", 14.9 * 2**30), ("7g", 7e9), ("16e9", 16e9), ("512", 512.0)],
)
def test_sizes(text: str, expected: float) -> None:
    """As people say them."""
    assert size(text) == expected
