"""What the base images promise."""

import pytest

from local.images.catalogue import NODE_SUMS, images


@pytest.mark.parametrize("machine", sorted(NODE_SUMS))
def test_both_images_share_node(machine: str) -> None:
    """One layer of Node, made and kept once."""
    runtime, build = images(machine)
    assert [layer.name for layer in runtime.layers] == ["debian-runtime", "node"]
    assert [layer.name for layer in build.layers] == ["debian-build", "node", "npm"]
    assert runtime.layers[1] == build.layers[1]


def test_the_runtime_has_no_shell() -> None:
    """None of the packages that bring one, and a user that is not root."""
    runtime, build = images("x64")
    assert not {"bash", "dash", "coreutils"} & set(runtime.layers[0].packages)
    assert {"bash", "dash", "coreutils"} <= set(build.layers[0].packages)
    assert runtime.config == {
        "User": "65532",
        "Env": [
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
        ],
        "Entrypoint": ["/nodejs/bin/node"],
        "WorkingDir": "/home/nonroot",
    }
