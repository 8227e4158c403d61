"""Who holds a port."""

import os
import socket
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import pytest

from local.service import Readiness, Service
from local.supervisor.ports import Holder, Listener, bind_address, clashes, parse, taken

_TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1389 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 42 1 0
   1: 0100007F:1389 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 43 1 0
"""
_TABLE_6 = """\
  sl  local_address                         remote_address                        st tx_queue
   0: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 7
"""


def _dns(address: str) -> Service:
    return Service("dns", ("/bin/true",), Readiness(tcp=(address, 53)), ports=(53,))


def test_only_listening_sockets_are_read() -> None:
    """An established connection from the same port holds nothing."""
    assert parse(_TABLE) == [Listener(IPv4Address("127.0.0.1"), 5001, 42)]


def test_addresses_of_the_sixth_version_are_read() -> None:
    """Four words, each in the machine's order."""
    assert parse(_TABLE_6) == [Listener(IPv6Address("::1"), 80, 7)]


@pytest.mark.parametrize(
    ("address", "port", "clash"),
    [
        ("0.0.0.0", 53, True),  # noqa: S104  # a listener on every address
        ("::", 53, True),
        ("10.88.0.1", 53, True),
        ("127.0.0.53", 53, False),
        ("10.88.0.1", 54, False),
    ],
)
def test_a_listener_clashes_on_the_same_or_every_address(
    address: str, port: int, *, clash: bool
) -> None:
    """Systemd's resolver on 127.0.0.53 is in nobody's way, dnsmasq on all addresses is."""
    family = IPv6Address if ":" in address else IPv4Address

    assert clashes(Listener(family(address), port, 1), _dns("10.88.0.1")) is clash


def test_a_service_binds_what_its_readiness_asks() -> None:
    """From the URL or the pair, else loopback."""
    web = Service("web", (), Readiness(http="https://10.88.0.1:16443/readyz"))
    quiet = Service("quiet", (), Readiness(socket="/run/quiet.sock"))

    assert [bind_address(one) for one in (web, _dns("10.0.0.1"), quiet)] == [
        "10.88.0.1",
        "10.0.0.1",
        "127.0.0.1",
    ]


def test_the_holder_is_named() -> None:
    """Here this very process holds a port; the sentence says so."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])
        service = Service("web", (), Readiness(tcp=("127.0.0.1", port)), ports=(port,))
        comm = Path("/proc/self/comm").read_text("utf-8").strip()

        assert taken([service]) == [Holder("web", port, os.getpid(), comm)]

    assert taken([service]) == []


def test_a_holder_reads_as_a_sentence() -> None:
    """With and without a process that may be looked into."""
    assert [str(Holder("web", 80, 7, "nginx")), str(Holder("web", 80, 0, ""))] == [
        "port 80, which web needs, is held by nginx (pid 7)",
        "port 80, which web needs, is held by a process out of our sight",
    ]
