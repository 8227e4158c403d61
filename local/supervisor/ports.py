"""Who listens on a port: asked before anything starts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from urllib.parse import urlsplit

from local.service import Service

_LISTENING = "0A"
_TABLES = ("/proc/net/tcp", "/proc/net/tcp6")
_WORD_BYTES = 4
_SHORT_ADDRESS = 8
_LOCALHOST = "127.0.0.1"


@dataclass(frozen=True)
class Listener:
    """A listening TCP socket: its address, port and inode."""

    address: IPv4Address | IPv6Address
    port: int
    inode: int


@dataclass(frozen=True)
class Holder:
    """Who holds a port that a service wants; pid 0 if it can't be seen from here."""

    service: str
    port: int
    pid: int
    name: str

    def __str__(self) -> str:
        who = f"by {self.name} (pid {self.pid})" if self.pid else "by a process out of our sight"
        return f"port {self.port}, which {self.service} needs, is held {who}"


def parse(table: str) -> list[Listener]:
    """The listening sockets of a /proc/net/tcp or tcp6 text."""
    rows = [line.split() for line in table.splitlines()[1:]]
    return [
        Listener(_address(row[1].split(":")[0]), int(row[1].split(":")[1], 16), int(row[9]))
        for row in rows
        if row[3] == _LISTENING
    ]


def clashes(listener: Listener, service: Service) -> bool:
    """Whether a service could not bind its port because of this listener.

    A listener on another loopback address, as resolvers use, is in nobody's way.
    """
    if listener.port not in service.ports:
        return False
    return listener.address.is_unspecified or str(listener.address) == bind_address(service)


def bind_address(service: Service) -> str:
    """The address a service binds, as far as its readiness tells; else 127.0.0.1."""
    if service.readiness.tcp is not None:
        return service.readiness.tcp[0]
    host = urlsplit(service.readiness.http or "").hostname
    return host or _LOCALHOST


def taken(services: Iterable[Service]) -> list[Holder]:
    """Ports that the services need and somebody, perhaps they themselves, holds."""
    listeners = [one for table in _TABLES for one in parse(_read(table))]
    wanted = [(service, one) for service in services for one in listeners if clashes(one, service)]
    if not wanted:
        return []
    owners = _owners({one.inode for _, one in wanted})
    return [
        Holder(service.name, one.port, pid, _name(pid))
        for service, one in wanted
        for pid in (owners.get(one.inode, 0),)
    ]


def _owners(inodes: set[int]) -> dict[int, int]:
    """Socket inode -> pid, for the processes that we may look into."""
    links = {f"socket:[{inode}]": inode for inode in inodes}
    found: dict[int, int] = {}
    for pid in _pids():
        for target in _descriptors(pid):
            if target in links:
                found.setdefault(links[target], pid)
    return found


def _pids() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _descriptors(pid: int) -> Iterator[str]:
    try:
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            yield str(entry.readlink())
    except OSError:  # it ended, closed the descriptor, or is not ours to look into
        return


def _name(pid: int) -> str:
    return _read(f"/proc/{pid}/comm").strip()


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""


def _address(text: str) -> IPv4Address | IPv6Address:
    # The kernel prints each 32-bit word in the machine's (little-endian) order.
    raw = bytes.fromhex(text)
    words = [raw[at : at + _WORD_BYTES][::-1] for at in range(0, len(raw), _WORD_BYTES)]
    return IPv4Address(words[0]) if len(text) == _SHORT_ADDRESS else IPv6Address(b"".join(words))
