"""Looking at one rollout again and again, over one connection."""

import asyncio
import warnings
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collect.live.asking import Object, Question, Refusal, ask_object

if TYPE_CHECKING:
    import httpx

REQUEST_SECONDS = 5.0
"""An API server that takes longer is asked again; one that is gone must not hold anybody up."""

CONNECT_SECONDS = 12.0
"""A credential plugin may have to ask a cloud first."""

PODS = 200
"""Pods read at one look; the newest ReplicaSet's are among them in all but the largest services."""

_FINAL = (401, 403, 404)


class NotSeen(Exception):
    """The cluster could not be asked; `final` when asking again won't help."""

    def __init__(self, sentence: str, *, final: bool) -> None:
        super().__init__(sentence)
        self.final = final


@dataclass(frozen=True, slots=True)
class Access:
    """Which cluster, as the Kubernetes provider chooses it.

    `kubeconfig` is a path or the contents; empty means KUBECONFIG or ~/.kube/config. An empty
    `context` means the current one.
    """

    kubeconfig: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A Deployment, and its ReplicaSets and pods, as the API gives them.

    None where the user may not read a kind.
    """

    deployment: Object
    replica_sets: Sequence[Object] | None
    pods: Sequence[Object] | None


class Cluster:
    """A connection to one cluster."""

    def __init__(self, api: Any) -> None:
        self.api = api

    async def look(self, namespace: str, deployment: str) -> Look:
        """Look at a Deployment and what it owns. Raises NotSeen."""
        found = await self._object(Question("apps/v1", f"deployments/{deployment}", namespace))
        spec = found.get("spec") or {}
        query = {"labelSelector": selector(spec.get("selector") or {}), "limit": str(PODS)}
        sets, pods = await asyncio.gather(
            self._items(Question("apps/v1", "replicasets", namespace, query), "ReplicaSet"),
            self._items(Question("v1", "pods", namespace, query), "Pod"),
        )
        return Look({**found, "kind": "Deployment"}, sets, pods)

    async def events(self, namespace: str, pod: str) -> Sequence[Object]:
        """The events about one pod; none where the user may not read them. Raises NotSeen."""
        query = {"fieldSelector": f"involvedObject.kind=Pod,involvedObject.name={pod}"}
        return await self._items(Question("v1", "events", namespace, query), "Event") or []

    async def service(self, namespace: str, name: str) -> Object | None:
        """A Service; None where there is none, or the user may not read it. Raises NotSeen."""
        try:
            return await self._object(Question("v1", f"services/{name}", namespace))
        except NotSeen as error:
            if error.final:
                return None
            raise

    def proxied(
        self, method: str, namespace: str, path: str, body: bytes | None, silence: float
    ) -> AbstractAsyncContextManager["httpx.Response"]:
        """Ask a Service or a pod through the API server; `silence` are seconds without a byte."""
        answer: AbstractAsyncContextManager[httpx.Response] = self.api.call_api(
            method,
            version="v1",
            base="/api",
            namespace=namespace,
            url=path,
            content=body,
            stream=True,
            raise_for_status=False,
            timeout=silence,
        )
        return answer

    async def _items(self, question: Question, kind: str) -> Sequence[Object] | None:
        try:
            listed = await self._object(question)
        except NotSeen as error:
            if error.final:
                return None
            raise
        return [{**one, "kind": kind} for one in listed.get("items") or []]

    async def _object(self, question: Question) -> Object:
        found = await ask_object(self.api, question)
        if isinstance(found, Refusal):
            raise NotSeen(_sentence(question, found), final=found.status in _FINAL)
        return found


@asynccontextmanager
async def connected(access: Access) -> AsyncIterator[Cluster]:
    """Connect with the user's own kubeconfig, for as long as the block lasts. Raises NotSeen."""
    import kr8s.asyncio

    with warnings.catch_warnings():
        # The client warns of a cluster newer than itself: what is asked here never changes.
        warnings.simplefilter("ignore", UserWarning)
        try:
            signing_in = kr8s.asyncio.api(
                kubeconfig=_kubeconfig(access.kubeconfig), context=access.context or None
            )
            api = await asyncio.wait_for(signing_in, CONNECT_SECONDS)
        except TimeoutError as error:
            said = f"no connection to the API server within {CONNECT_SECONDS:.0f} s"
            raise NotSeen(said, final=False) from error
        except Exception as error:
            raise NotSeen(_first_line(error), final=False) from error
    api.timeout = REQUEST_SECONDS
    try:
        yield Cluster(api)
    finally:
        if api._session is not None:  # the client has no public way to close
            await api._session.aclose()


def selector(labels: Mapping[str, Any]) -> str:
    """A label selector of the API as a query wants it."""
    parts = [f"{key}={value}" for key, value in (labels.get("matchLabels") or {}).items()]
    return ",".join([*parts, *map(_requirement, labels.get("matchExpressions") or [])])


def _requirement(one: Mapping[str, Any]) -> str:
    key, values = one["key"], ",".join(one.get("values") or [])
    return {
        "In": f"{key} in ({values})",
        "NotIn": f"{key} notin ({values})",
        "Exists": f"{key}",
        "DoesNotExist": f"!{key}",
    }[one["operator"]]


def _kubeconfig(text: str) -> Any:
    """A path as it is, contents as the client wants them."""
    if "\n" not in text and not text.lstrip().startswith("{"):
        return text or None
    import yaml

    return yaml.safe_load(text)


def _sentence(question: Question, refusal: Refusal) -> str:
    said = refusal.said or f"the API server answered {refusal.status}"
    return f"{question.path.partition('/')[0]} in namespace {question.namespace}: {said}"


def _first_line(error: Exception) -> str:
    said = str(error).strip().splitlines()
    return said[0] if said else type(error).__name__
