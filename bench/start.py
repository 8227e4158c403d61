"""How long a container takes from its start to its first ready answer."""

import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_PORT = 18080
_ASK_SECONDS = 0.01
_GIVE_UP_SECONDS = 60.0


@dataclass(frozen=True)
class Running:
    """A container that is ready: where it answers, and how long that took, in seconds."""

    url: str
    seconds: float


def start_seconds(ctr: Path, socket: Path, reference: str) -> float:
    """How long a container of the image takes to be ready. Raises TimeoutError after a minute."""
    with running(ctr, socket, reference) as container:
        return container.seconds


@contextmanager
def running(ctr: Path, socket: Path, reference: str) -> Iterator[Running]:
    """Run the image under containerd and ask /health/ready until it answers 200.

    The time includes making the container (the same for every image). Raises
    TimeoutError after a minute.
    """
    base = [str(ctr), "--address", str(socket), "--namespace", "bench"]
    pull = [*base, "images", "pull", "--plain-http", "--local", reference]
    if subprocess.run(pull, capture_output=True, check=False).returncode != 0:
        pull.remove("--local")  # containerd 1.x has no such flag
        subprocess.run(pull, capture_output=True, check=True)
    name = f"bench-{secrets.token_hex(4)}"
    run = [*base, "run", "--rm", "--net-host", "--env", f"PORT={_PORT}", reference, name]
    begin = time.monotonic()
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            seconds = _until_ready(process, begin)
            yield Running(f"http://127.0.0.1:{_PORT}", seconds)
        finally:
            subprocess.run([*base, "task", "kill", "--all", "--signal", "KILL", name], check=False)
            process.wait()


def _until_ready(process: subprocess.Popen[bytes], begin: float) -> float:
    with httpx.Client(timeout=1) as client:
        while time.monotonic() - begin < _GIVE_UP_SECONDS:
            if process.poll() is not None:
                said = process.stderr.read().decode() if process.stderr else ""
                raise RuntimeError(f"the container ended before it was ready: {said}")
            try:
                if client.get(f"http://127.0.0.1:{_PORT}/health/ready").is_success:
                    return time.monotonic() - begin
            except httpx.TransportError:
                pass
            time.sleep(_ASK_SECONDS)
    raise TimeoutError(f"not ready within {_GIVE_UP_SECONDS:.0f} s")
