"""Two answers in, the layer that holds the stream back out."""

import pytest

from gate.proof.buffering import Headers, layer
from gate.proof.stream import Apart, AtOnce, Streamed, Unclear

APART, AT_ONCE = Apart(0.1, 2.0), AtOnce(1.0, 2.0)

CASES: dict[str, tuple[Headers, Streamed | None, Headers, str, str]] = {
    "the service sends one piece": (
        {},
        AT_ONCE,
        {},
        "the service itself sends the answer in one piece",
        "streamText",
    ),
    "the service compresses": (
        {"content-encoding": "gzip"},
        AT_ONCE,
        {"content-encoding": "gzip"},
        "the service compresses the stream (gzip), and compression waits for more to compress",
        "no-transform",
    ),
    "nginx buffers": (
        {"server": "nginx/1.27"},
        APART,
        {},
        "nginx buffers the answer in front of the service",
        'nginx.ingress.kubernetes.io/proxy-buffering: "off"',
    ),
    "nginx compresses": (
        {"server": "nginx", "content-encoding": "gzip"},
        APART,
        {},
        "what stands in front of the service compresses the stream (gzip)",
        "gzip_types",
    ),
    "Cloudflare": ({"server": "cloudflare"}, APART, {}, "Cloudflare holds the answer back", "type"),
    "Envoy": ({"server": "envoy"}, APART, {}, "Envoy buffers", "filters"),
    "a proxy that says nothing": ({}, APART, {}, "what stands in front", "X-Accel-Buffering"),
    "a proxy that undoes the service's compression": (
        {},
        APART,
        {"content-encoding": "gzip"},
        "what stands in front",
        "X-Accel-Buffering",
    ),
    "the pod could not be asked": ({}, None, {}, "something on the way", "in this order"),
    "the pod's answer proves nothing": ({}, Unclear("short"), {}, "something on the way", "order"),
}


@pytest.mark.parametrize("case", CASES)
def test_layer(case: str) -> None:
    """Title and fix name the layer and the setting."""
    front, direct, headers, title, fix = CASES[case]
    found = layer(front, direct, headers)
    assert found.title.startswith(title)
    assert fix in found.fix
