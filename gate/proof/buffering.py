"""Which layer holds a stream back, and what to set there. Pure.

The same question is asked twice: through the service's own address, and of a pod through the API
server. What differs between the two lies between them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gate.proof.stream import Apart, AtOnce, Streamed

Headers = Mapping[str, str]
"""Header names in small letters."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Who holds the answer back, and the way out."""

    title: str
    fix: str


_COMPRESSED_BY_APP = Layer(
    "the service compresses the stream ({encoding}), and compression waits for more to compress",
    "leave text/event-stream out of the service's compression middleware, or send "
    "`Cache-Control: no-transform` with the stream",
)
_APP = Layer(
    "the service itself sends the answer in one piece",
    "hand the model's stream on as it comes (Vercel AI SDK: streamText and its stream response, "
    "not generateText), await nothing before it, and flush after each event",
)
_COMPRESSED_BY_PROXY = Layer(
    "what stands in front of the service compresses the stream ({encoding})",
    "send `Cache-Control: no-transform` with the stream, or take text/event-stream off the list "
    "of compressed types there (nginx: gzip_types, Traefik: compress.excludedContentTypes)",
)
_NGINX = Layer(
    "nginx buffers the answer in front of the service",
    'set nginx.ingress.kubernetes.io/proxy-buffering: "off" on the Ingress, or send the header '
    "`X-Accel-Buffering: no` with the stream",
)
_CLOUDFLARE = Layer(
    "Cloudflare holds the answer back",
    "send `Cache-Control: no-transform` and the type text/event-stream, and switch off response "
    "buffering for this path",
)
_ENVOY = Layer(
    "Envoy buffers the answer in front of the service",
    "take the buffer and compressor filters off this route",
)
_PROXY = Layer(
    "what stands in front of the service (Ingress, gateway, CDN) buffers the answer",
    "switch response buffering off for this path; most proxies also heed the header "
    "`X-Accel-Buffering: no`",
)
_ANY = Layer(
    "something on the way buffers the answer; the pod could not be asked directly to tell what",
    "check in this order: compression in the service, response buffering of the Ingress (nginx: "
    'nginx.ingress.kubernetes.io/proxy-buffering: "off"), a CDN in front of it',
)

_BY_SERVER = (("nginx", _NGINX), ("cloudflare", _CLOUDFLARE), ("envoy", _ENVOY))


def layer(front: Headers, direct: Streamed | None, direct_headers: Headers) -> Layer:
    """The layer that holds back an answer which arrived at once through the service's address.

    `front` are the headers it came with. `direct` is how the pod itself answered, None where it
    could not be asked.
    """
    if isinstance(direct, AtOnce):
        return _named(_COMPRESSED_BY_APP, direct_headers) or _APP
    if not isinstance(direct, Apart):
        return _ANY
    if front.get("content-encoding") != direct_headers.get("content-encoding"):
        return _named(_COMPRESSED_BY_PROXY, front) or _proxy(front)
    return _proxy(front)


def _proxy(front: Headers) -> Layer:
    server = f"{front.get('server', '')} {front.get('via', '')}".lower()
    return next((layer for name, layer in _BY_SERVER if name in server), _PROXY)


def _named(which: Layer, headers: Headers) -> Layer | None:
    encoding = headers.get("content-encoding", "identity")
    if encoding == "identity":
        return None
    return Layer(which.title.format(encoding=encoding), which.fix)
