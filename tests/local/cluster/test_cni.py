"""The pods' network, whole."""

import json

from local.cluster import cni
from tests.local.cluster.site_fixture import LAYOUT


def test_configuration() -> None:
    """One bridge with the node's address; no masquerading per pod."""
    assert json.loads(cni.configuration(LAYOUT)) == {
        "cniVersion": "0.4.0",
        "name": "shipshape",
        "plugins": [
            {
                "type": "bridge",
                "bridge": "shipshape0",
                "isGateway": True,
                "ipMasq": False,
                "hairpinMode": True,
                "ipam": {
                    "type": "host-local",
                    "dataDir": "/r/cluster/addresses",
                    "ranges": [[{"subnet": "10.88.0.0/16", "gateway": "10.88.0.1"}]],
                    "routes": [{"dst": "0.0.0.0/0"}],
                },
            },
            {"type": "portmap", "capabilities": {"portMappings": True}},
        ],
    }
