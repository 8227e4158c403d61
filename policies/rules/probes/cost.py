"""Liveness probes that cost tokens, or fail when somebody else is ill."""

import re
from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import SERVING, Container, Context, text, texts
from .reading import LINK, handler, probe

_INFERENCE = re.compile(
    r"/(chat|completions?|embeddings?|generate|generate_stream|predict\w*|infer|inference"
    r"|invocations|invoke|rerank|responses|messages|transcriptions|images/generations)(?![\w-])",
    re.IGNORECASE,
)
_DEPENDENCY = re.compile(
    r"/(ready|readyz|readiness|deep|dependenc\w+|upstreams?|providers?|models?|db|database"
    r"|redis|cache|postgres|mongo)(?![\w-])",
    re.IGNORECASE,
)


@rule(
    "probe-cheap-liveness",
    "Liveness asks the process, not the model or a dependency",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation="Point liveness at a path that answers from memory, such as /health/live.",
    argument="live_path",
    link=LINK,
    tags=("probes", "cost"),
)
def cheap(container: Container, _: Context) -> Iterator[Problem]:
    """An inference costs money at every probe; a sick provider would restart every pod at once."""
    found = handler(probe(container, "livenessProbe"))
    if found is None:
        return
    kind, asked = found
    if kind == "httpGet":
        place, words = "livenessProbe.httpGet.path", text(asked.get("path"))
    elif kind == "exec":
        place, words = "livenessProbe.exec.command", " ".join(texts(asked.get("command")))
    else:
        return
    if _INFERENCE.search(words):
        yield Problem(place, "liveness runs an inference: it costs at every probe")
    elif _DEPENDENCY.search(words):
        yield Problem(place, "liveness asks a dependency: its failure would restart every pod")
