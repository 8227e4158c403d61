"""Unpacked programs under their own names."""

from pathlib import Path

import pytest

from local import expose
from local.errors import CannotDo


def test_variants() -> None:
    """Debian's backend names, for every command we use."""
    commands = ["iptables", "iptables-save", "ip6tables-restore"]
    assert [expose.variant(command, "nft") for command in commands] == [
        "iptables-nft",
        "iptables-nft-save",
        "ip6tables-nft-restore",
    ]


def test_wrapper() -> None:
    """Our libraries first, then whatever the caller had."""
    assert expose.wrapper(Path("/d/usr/sbin/conntrack"), Path("/d/lib")) == (
        "#!/bin/sh\n"
        'export LD_LIBRARY_PATH="/d/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"\n'
        'export XTABLES_LIBDIR="/d/lib/xtables"\n'
        'exec "/d/usr/sbin/conntrack" "$@"\n'
    )


def test_find_prefers_the_plain_name(tmp_path: Path) -> None:
    """The backend's name only where there is no plain one."""
    (tmp_path / "usr/sbin").mkdir(parents=True)
    (tmp_path / "usr/sbin/iptables-legacy").touch()
    (tmp_path / "usr/sbin/runc").touch()
    assert expose.find("iptables", tmp_path, "legacy") == tmp_path / "usr/sbin/iptables-legacy"
    assert expose.find("runc", tmp_path, "legacy") == tmp_path / "usr/sbin/runc"
    with pytest.raises(CannotDo, match=r"^etcd: the Debian package that should hold it doesn't\.$"):
        expose.find("etcd", tmp_path, "legacy")


def test_links_point_to_the_final_place(tmp_path: Path) -> None:
    """Links are made before the rename and hold after it."""
    partial, target = tmp_path / "partial", tmp_path / "target"
    (partial / "root/usr/bin").mkdir(parents=True)
    (partial / "root/usr/bin/etcd").write_text("#!/bin/sh\n")
    expose.expose(["etcd"], partial / "root", partial / "path", target / "root")
    partial.rename(target)
    assert (target / "path/etcd").read_text() == "#!/bin/sh\n"
