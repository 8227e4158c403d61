"""Streams through an Ingress: chunks must pass at once, and silence must be accepted."""

from collections.abc import Iterable

from ..declared import FIRST_TOKEN, annotated, longest_stream
from ..ingresses import backends, idle_timeout
from ..lookups import named, service_selector, workloads_selected
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..selectors import home
from ..subjects import Context, Data, Object, Pod, mapping, text

_SILENCE = 30
"""Seconds of silence to expect before the first token where nobody says: the default of ours."""

_NGINX = "nginx.ingress.kubernetes.io/"
_SNIPPETS = (
    f"{_NGINX}configuration-snippet",
    f"{_NGINX}server-snippet",
    "nginx.org/server-snippets",
    "nginx.org/location-snippets",
)
_MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares"


def _streams(ingress: Object, context: Context) -> bool:
    return any(longest_stream(pod, context.world) for pod in _pods(ingress, context))


@rule(
    "stream-not-buffered",
    "An Ingress lets streams pass as they come",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.OBJECT,
    kinds=("Ingress",),
    remediation="Switch buffering and compression off for the path of the stream and accept its "
    "longest silence: nginx.ingress.kubernetes.io/proxy-buffering off, proxy-read-timeout.",
    applies=_streams,
    argument="idle_timeout",
    link="https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/",
    tags=("network", "streaming", "graph"),
)
def stream_not_buffered(ingress: Object, context: Context) -> Iterable[Problem]:
    """Fails buffering, compression, and a timeout below the longest silence."""
    annotations = mapping(ingress.metadata.get("annotations"))
    yield from _buffered(ingress, annotations)
    silences = [annotated(pod, FIRST_TOKEN) for pod in _pods(ingress, context)]
    silence = max((one for one in silences if one is not None), default=_SILENCE)
    accepted = idle_timeout(ingress)
    if accepted is not None and accepted < silence:
        message = f"it cuts a stream after {accepted} s of silence, and {silence} s are to expect"
        yield Problem("metadata.annotations", message)


def _buffered(ingress: Object, annotations: Data) -> Iterable[Problem]:
    kind = text(ingress.spec.get("ingressClassName")) or text(
        annotations.get("kubernetes.io/ingress.class")
    )
    said = text(annotations.get(f"{_NGINX}proxy-buffering")).lower()
    f5 = text(annotations.get("nginx.org/proxy-buffering")).lower()
    if said == "on" or f5 == "true" or ("nginx" in kind and said != "off" and f5 != "false"):
        yield Problem("metadata.annotations", "nothing switches the buffering of answers off")
    snippets = " ".join(text(annotations.get(name)) for name in _SNIPPETS)
    words = " ".join(snippets.split())
    for setting in ("gzip on", "brotli on", "proxy_buffering on"):
        if setting in words:
            yield Problem("metadata.annotations", f"a snippet says {setting}")
    middlewares = text(annotations.get(_MIDDLEWARES))
    for name in ("compress", "buffering"):
        if name in middlewares:
            yield Problem("metadata.annotations", f"a middleware is called {name}")


def _pods(ingress: Object, context: Context) -> list[Pod]:
    found = []
    for name in dict.fromkeys(backends(ingress)):
        service = named(context.world, "Service", home(ingress), name)
        selector = service_selector(service) if service else None
        if selector is not None:
            selected = workloads_selected(context.world, home(ingress), selector)
            found += [one.pod for one in selected if one.pod]
    return found
