"""A real Docker daemon for the tests: the machine's own, else one of Debian's, unpacked."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from local import debian
from local.errors import CannotDo
from local.expose import expose
from local.locking import alone
from local.packages import key
from local.partial import appearing
from local.paths import default_paths

SYSTEM_SOCKET = Path("/var/run/docker.sock")
BRIDGE, ADDRESS = "shipshape-test", "10.213.77.1/24"
PACKAGES = ("docker.io", "containerd", "runc", "tini")
COMMANDS = (
    *("dockerd", "docker-init", "docker-proxy"),
    *("containerd", "containerd-shim-runc-v2", "runc"),
)
START_SECONDS = 60


class Daemon:
    """A client of the Engine's API; whatever is made through it goes with `clean`."""

    def __init__(self, socket: Path) -> None:
        transport = httpx.HTTPTransport(uds=str(socket))
        self._client = httpx.Client(transport=transport, base_url="http://docker", timeout=120)
        self._made: list[str] = []

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer, whatever it is."""
        return self._client.request(method, path, **more)

    def do(self, method: str, path: str, **more: Any) -> Any:
        """The JSON of a good answer; fails the test with the daemon's own words."""
        answer = self.ask(method, path, **more)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        is_json = answer.headers.get("content-type") == "application/json" and answer.content
        return answer.json() if is_json and path != "/images/create" else answer.content

    def create(self, name: str, body: dict[str, Any]) -> None:
        """Make a container."""
        self.do("POST", "/containers/create", params={"name": name}, json=body)
        self._made.append(f"/containers/{name}?force=true&v=true")

    def create_volume(self, name: str) -> None:
        """Make a volume."""
        self.do("POST", "/volumes/create", json={"Name": name})
        self._made.append(f"/volumes/{name}?force=true")

    def commit(self, container: str, tag: str, config: dict[str, Any]) -> str:
        """Make an image of a container; its id."""
        where = {"container": container, "repo": tag}
        made: str = self.do("POST", "/commit", params=where, json=config)["Id"]
        self._made.append(f"/images/{tag}?force=true")
        return made

    def inspect(self, name: str) -> dict[str, Any]:
        """Everything the daemon knows of a container."""
        found: dict[str, Any] = self.do("GET", f"/containers/{name}/json")
        return found

    def run_in(self, name: str, command: Sequence[str]) -> str:
        """What a command prints in a running container."""
        wanted = {"Cmd": list(command), "AttachStdout": True, "AttachStderr": True, "Tty": True}
        made = self.do("POST", f"/containers/{name}/exec", json=wanted)["Id"]
        printed: bytes = self.do("POST", f"/exec/{made}/start", json={"Tty": True})
        return printed.decode()

    def logs(self, name: str) -> str:
        """Standard output of a container, its frames taken off."""
        where = {"stdout": "true"}
        raw: bytes = self.do("GET", f"/containers/{name}/logs", params=where)
        lines = []
        while raw:
            length = int.from_bytes(raw[4:8])
            lines.append(raw[8 : 8 + length])
            raw = raw[8 + length :]
        return b"".join(lines).decode()

    def clean(self) -> None:
        """Remove what was made, the last first."""
        for path in reversed(self._made):
            self.ask("DELETE", path)
        self._client.close()


def own_daemon() -> Path | None:
    """The socket of a daemon that the machine has and that answers."""
    given = os.environ.get("DOCKER_HOST", f"unix://{SYSTEM_SOCKET}")
    socket = Path(given.removeprefix("unix://"))
    return socket if given.startswith("unix://") and _answers(socket) else None


@contextmanager
def debian_daemon(folder: Path) -> Iterator[Path]:
    """The socket of a daemon below `folder`, on a bridge of its own; it touches no firewall.

    Raises CannotDo without root or apt.
    """
    binaries = _binaries()
    socket = folder / "docker.sock"
    options = {
        "--host": f"unix://{socket}",
        "--data-root": folder / "data",
        "--exec-root": folder / "exec",
        "--pidfile": folder / "pid",
        "--bridge": BRIDGE,
    }
    off = [f"--{name}=false" for name in ("iptables", "ip-masq", "ip-forward")]
    command = [str(part) for pair in options.items() for part in pair]
    environment = {**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}"}
    with _bridge(), (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(binaries / "dockerd"), *command, *off], env=environment, stdout=log, stderr=log
        )
        try:
            until(lambda: process.poll() is not None or _answers(socket), START_SECONDS)
            if not _answers(socket):
                raise CannotDo((folder / "log").read_text()[-500:])
            yield socket
        finally:
            process.terminate()
            process.wait(timeout=30)


def until(done: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, or the time is over."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.1)


def _answers(socket: Path) -> bool:
    if not socket.exists():
        return False
    try:
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(socket))) as client:
            return client.get("http://docker/_ping", timeout=5).is_success
    except httpx.HTTPError:
        return False


def _binaries() -> Path:
    """The folder with the daemon's programs; fetched once a machine."""
    store = default_paths().cache / "docker-daemon" / key(PACKAGES)
    if not store.exists():
        debian.require(PACKAGES)
        with alone(store.parent / "lock"):
            if not store.exists():
                _fetch(store)
    return store / "path"


def _fetch(store: Path) -> None:
    with appearing(store) as partial:
        debian.unpack(debian.fetch(PACKAGES, partial / "debs"), partial / "root")
        shutil.rmtree(partial / "debs")
        expose(COMMANDS, partial / "root", partial / "path", store / "root")


@contextmanager
def _bridge() -> Iterator[None]:
    _ip("link", "add", BRIDGE, "type", "bridge")
    try:
        _ip("address", "add", ADDRESS, "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        yield
    finally:
        _ip("link", "delete", BRIDGE)


def _ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotDo(f"ip {' '.join(arguments)}: {done.stderr.strip()}")
