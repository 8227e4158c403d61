"""The cluster's addresses.

The node's address is the bridge's: it doesn't change when a laptop changes
networks, and nothing of the cluster listens where the network could reach it.
"""

from ipaddress import IPv4Address, IPv4Network

BRIDGE = "shipshape0"
NODE = "shipshape"
NODE_ADDRESS = IPv4Address("10.88.0.1")
PODS = IPv4Network("10.88.0.0/16")
SERVICES = IPv4Network("10.96.0.0/16")
API_SERVICE = IPv4Address("10.96.0.1")
"""The address of the Service `kubernetes`: always the first of the range."""
DNS_SERVICE = IPv4Address("10.96.0.10")
DOMAIN = "cluster.local"
NODE_PORTS = "30000-32767"
LOCALHOST = "127.0.0.1"
REGISTRY = "localhost:5001"

_DIRECT = (LOCALHOST, "localhost", str(PODS), str(SERVICES), ".svc", f".{DOMAIN}")


def no_proxy(current: str) -> str:
    """NO_PROXY for the cluster's programs: the user's, and what is on this machine."""
    theirs = [entry.strip() for entry in current.split(",") if entry.strip()]
    return ",".join(dict.fromkeys([*theirs, *_DIRECT]))
