"""Which engine and which cluster `make up` uses. Pure: facts in, choice out."""

from dataclasses import dataclass
from typing import Literal

from local.errors import CannotDo
from local.facts import Facts

Source = Literal["yours", "kind", "embedded"]


class NoPlatform(CannotDo):
    """Nothing can be used or built here; the message says why and the way out."""


@dataclass(frozen=True)
class Choice:
    """Where the engine and the cluster come from, and the line that says so."""

    engine: Source
    cluster: Source

    @property
    def embedded(self) -> bool:
        """Whether any part of the embedded platform is needed."""
        return "embedded" in (self.engine, self.cluster)


def choose(facts: Facts, asked: str | None = None) -> Choice:
    """Prefer what the user has, then kind, then the embedded platform.

    `asked` is the value of SHIPSHAPE_PLATFORM: `yours`, `kind` or `embedded`
    forces that cluster. Raises NoPlatform when it can't be had.
    """
    choice = Choice(engine=_engine(facts, asked), cluster=_cluster(facts, asked))
    if choice.embedded:
        _require_embedded(facts, choice)
    return choice


def describe(choice: Choice, facts: Facts) -> str:
    """One line that names what is used."""
    engine = f"your pulumi ({facts.pulumi})" if choice.engine == "yours" else "embedded engine"
    cluster = {
        "yours": f"your cluster (context {facts.context})",
        "kind": "a kind cluster",
        "embedded": "embedded cluster",
    }[choice.cluster]
    return f"Using {engine} and {cluster}."


def _engine(facts: Facts, asked: str | None) -> Source:
    if asked == "embedded" or facts.pulumi is None:
        return "embedded"
    return "yours"


def _cluster(facts: Facts, asked: str | None) -> Source:
    if asked not in (None, "", "yours", "kind", "embedded"):
        raise NoPlatform(
            f'SHIPSHAPE_PLATFORM: "{asked}" is not a platform; use yours, kind or embedded.'
        )
    if asked == "yours" and facts.context is None:
        raise NoPlatform(
            "SHIPSHAPE_PLATFORM=yours, but no Kubernetes context answers; "
            "see `kubectl config get-contexts`."
        )
    if asked == "kind" and not (facts.kind and facts.docker):
        raise NoPlatform("SHIPSHAPE_PLATFORM=kind needs both kind and a running Docker.")
    if asked:
        return asked  # type: ignore[return-value]  # narrowed by the first check
    if facts.context is not None:
        return "yours"
    return "kind" if facts.kind and facts.docker else "embedded"


def _require_embedded(facts: Facts, choice: Choice) -> None:
    wanted = "engine" if choice.cluster != "embedded" else "cluster"
    if not facts.linux:
        raise NoPlatform(
            f"The embedded {wanted} needs Linux; install Pulumi and use kind, minikube, "
            "Docker Desktop or an existing context instead."
        )
    if choice.cluster == "embedded" and not facts.root:
        raise NoPlatform(
            "The embedded cluster needs root; run as root, or use kind, minikube, "
            "Docker Desktop or an existing context instead."
        )
