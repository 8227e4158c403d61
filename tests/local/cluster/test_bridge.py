"""The bridge's commands, whole."""

from pathlib import Path

import pytest

from local.cluster import bridge
from tests.local.cluster.site_fixture import LAYOUT


def test_commands() -> None:
    """Each may be run again: replace, not add. The alias says whose bridge it is."""
    assert bridge.commands("/p/ip", "/s/cluster") == [
        ("/p/ip", "link", "set", "shipshape0", "alias", "/s/cluster"),
        ("/p/ip", "address", "replace", "10.88.0.1/16", "dev", "shipshape0"),
        ("/p/ip", "link", "set", "shipshape0", "up"),
        (
            *("/p/ip", "route", "replace", "10.96.0.0/16", "dev", "shipshape0"),
            *("src", "10.88.0.1"),
        ),
    ]


def test_interfaces_of_pods() -> None:
    """Without the other end that `ip` appends."""
    listed = (
        "5: veth90600043@if2: <BROADCAST,UP> mtu 1500 master shipshape0 state UP\n"
        "6: veth84170d32@if2: <BROADCAST,UP> mtu 1500 master shipshape0 state UP\n"
    )

    assert bridge.interfaces(listed) == ["veth90600043", "veth84170d32"]


@pytest.mark.parametrize(
    ("alias", "others"),
    [(None, False), ("\n", False), ("/s/cluster\n", False), ("/other/cluster\n", True)],
)
def test_whose_bridge_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alias: str | None, *, others: bool
) -> None:
    """`down` with another state folder must not take the running cluster's network away."""
    file = tmp_path / "ifalias"
    if alias is not None:
        file.write_text(alias, "utf-8")
    monkeypatch.setattr(bridge, "_ALIAS", file)

    assert bridge.belongs_to_another(LAYOUT) is others
