"""The bridge's commands, whole."""

from local.cluster import bridge


def test_commands() -> None:
    """Each may be run again: replace, not add."""
    assert bridge.commands("/p/ip") == [
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
