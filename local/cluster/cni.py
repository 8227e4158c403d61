"""The pods' network: a bridge, one address each, host ports."""

import json

from local.cluster.layout import Layout
from local.cluster.network import BRIDGE, NODE, NODE_ADDRESS, PODS


def configuration(layout: Layout) -> str:
    """The network's plugin list.

    Outward translation is one rule of our own firewall chain, not one per pod
    as the bridge plugin would have it: it can be taken away as a whole.
    """
    network = {
        "cniVersion": "0.4.0",
        "name": NODE,
        "plugins": [
            {
                "type": "bridge",
                "bridge": BRIDGE,
                "isGateway": True,
                "ipMasq": False,
                "hairpinMode": True,
                "ipam": {
                    "type": "host-local",
                    "dataDir": str(layout.leases),
                    "ranges": [[{"subnet": str(PODS), "gateway": str(NODE_ADDRESS)}]],
                    "routes": [{"dst": "0.0.0.0/0"}],
                },
            },
            {"type": "portmap", "capabilities": {"portMappings": True}},
        ],
    }
    return json.dumps(network, indent=2) + "\n"
