"""A Service, and the endpoints that are ready behind it."""

from collections.abc import Iterable, Iterator, Mapping

from collect.parsing.fields import flag, sequence, strings, text, words
from diagnosis.snapshot import Service

from .metadata import ref

_SERVICE = "kubernetes.io/service-name"


def service(
    obj: Mapping[str, object], endpoints: Iterable[Mapping[str, object]] | None = None
) -> Service:
    """A Service; `endpoints` are Endpoints or EndpointSlices, its own are picked out by name.

    None for `endpoints` means that nobody looked; an empty list that there are none.
    """
    return Service(
        ref=ref(obj, "Service"),
        selector=strings(obj, "spec", "selector"),
        target_ports=tuple(
            port
            for one in sequence(obj, "spec", "ports")
            if (port := text(one, "targetPort") or text(one, "port"))
        ),
        endpoints=None if endpoints is None else len(set(_ready(obj, endpoints))),
    )


def _ready(obj: object, endpoints: Iterable[object]) -> Iterator[str]:
    """The ready addresses of this Service; one that both APIs tell of counts once."""
    own = (text(obj, "metadata", "namespace"), text(obj, "metadata", "name"))
    for one in endpoints:
        name = text(one, "metadata", "labels", _SERVICE) or text(one, "metadata", "name")
        if (text(one, "metadata", "namespace"), name) != own:
            continue
        for subset in sequence(one, "subsets"):
            yield from (text(address, "ip") for address in sequence(subset, "addresses"))
        for endpoint in sequence(one, "endpoints"):
            # An endpoint that doesn't say is ready, as the API defines it.
            if flag(endpoint, "conditions", "ready") is not False:
                yield from words(endpoint, "addresses")[:1]
