"""The look itself: one list for each kind, all at once, then the logs of the worst pods."""

import asyncio
from collections.abc import Iterable
from typing import Any

from collect.parsing.kubernetes import pod, workload
from collect.rollout import NotSeen, connected
from diagnosis.snapshot import Ref, Reference

from .asking import Kind, Question, Refusal, ask_all, ask_object
from .choosing import Wanted, choose, wanted_logs, well
from .entries import read_entries, wanted_entries
from .kinds import EVENTS, FIRST, PODS, REST, WORKLOADS
from .pod_logs import read_log
from .selection import EVERYWHERE, Limits, Selection
from .sentences import refused_list, refused_log, refused_object, too_many
from .taken import Taken

_AT_ONCE = 8
"""Logs read at a time: each is a request to a kubelet."""
_OF_NODES = "involvedObject.kind=Node"
_PODS = 10
"""Pods whose events are asked for one by one."""


class Look:
    """One look at a cluster, which fills `taken` as the answers come."""

    def __init__(self, selection: Selection, limits: Limits, taken: Taken) -> None:
        self.selection = selection
        self.limits = limits
        self.taken = taken
        self.room = asyncio.Semaphore(_AT_ONCE)

    async def run(self) -> None:
        """Look within the limits; what has not been answered by then is named as unread."""
        try:
            with self.taken.asking("the API server"):
                await asyncio.wait_for(self._connected(), self.limits.seconds)
        except NotSeen as error:
            self.taken.note(f"the cluster could not be asked: {error}")
        except TimeoutError:
            self.taken.late(self.limits.seconds)

    async def _connected(self) -> None:
        async with connected(self.selection.access) as cluster:
            self.taken.asked.clear()
            await self._read(cluster.api)

    async def _read(self, api: Any) -> None:
        namespace = self.selection.namespace or api.namespace
        self.taken.namespace = namespace
        rest = [self._list(api, kind) for kind in REST]
        async with asyncio.TaskGroup() as group:
            group.create_task(self._first(api))
            for one in (*rest, self._node_events(api)):
                group.create_task(one)
        await self._events_of_pods(api)

    async def _first(self, api: Any) -> None:
        await asyncio.gather(*(self._list(api, kind) for kind in FIRST))
        self._choose()
        if self.taken.choice is None or not self.taken.choice.pods:
            await self._namespace(api)
            return
        await asyncio.gather(self._logs(api), self._entries(api))

    def _choose(self) -> None:
        pods = [pod(one) for one in self.taken.objects(PODS)]
        workloads = [workload(one) for kind in WORKLOADS for one in self.taken.objects(kind)]
        self.taken.choice = choose(self.selection, pods, workloads, self.limits.pods)

    async def _list(self, api: Any, kind: Kind) -> None:
        namespace = "" if self.taken.namespace == EVERYWHERE else self.taken.namespace
        with self.taken.asking(kind.plural):
            listed = await ask_all(api, kind, namespace, {}, self.limits.pages)
        self.taken.listed[kind] = listed
        if listed.refusal:
            self.taken.note(refused_list(kind, namespace, listed.refusal))
        if listed.more:
            self.taken.note(too_many(kind, len(listed.objects)))

    async def _node_events(self, api: Any) -> None:
        """Events about nodes stand in the namespace `default`, whoever's pods they concern."""
        with self.taken.asking("events of nodes"):
            listed = await ask_all(api, EVENTS, "default", {"fieldSelector": _OF_NODES}, 1)
        self.taken.more_events.extend(listed.objects)
        if listed.refusal:
            self.taken.note(refused_list(EVENTS, "default", listed.refusal))

    async def _events_of_pods(self, api: Any) -> None:
        """Where there are too many events to read them all, those of the worst pods."""
        choice, listed = self.taken.choice, self.taken.listed.get(EVENTS)
        if choice is not None and listed is not None and listed.more:
            await asyncio.gather(*(self._events_of(api, one.ref) for one in choice.worst[:_PODS]))

    async def _events_of(self, api: Any, ref: Ref) -> None:
        query = {"fieldSelector": f"involvedObject.kind=Pod,involvedObject.name={ref.name}"}
        with self.taken.asking(f"events of {ref}"):
            found = await ask_all(api, EVENTS, ref.namespace, query, 1)
        self.taken.more_events.extend(found.objects)

    async def _namespace(self, api: Any) -> None:
        """An empty list does not tell a namespace without pods from one that is not there."""
        name = self.taken.namespace
        if name != EVERYWHERE:
            answer = await ask_object(api, Question("v1", f"namespaces/{name}"))
            if isinstance(answer, Refusal) and answer.absent:
                self.taken.note(f"there is no namespace {name}")

    async def _logs(self, api: Any) -> None:
        wanted = wanted_logs(self.taken.choice.worst if self.taken.choice else ())
        if len(wanted) > self.limits.logs:
            self.taken.note(f"only {self.limits.logs} of {len(wanted)} logs were read")
        await asyncio.gather(*(self._log(api, one) for one in wanted[: self.limits.logs]))

    async def _log(self, api: Any, wanted: Wanted) -> None:
        with self.taken.asking(f"logs {wanted}"):
            async with self.room:
                log = await read_log(api, wanted, self.limits)
        if isinstance(log, Refusal):
            self.taken.note(refused_log(str(wanted), log))
        else:
            self.taken.logs.append(log)

    async def _entries(self, api: Any) -> None:
        await asyncio.gather(*(self._entry(api, one) for one in wanted_entries(self._waiting())))

    async def _entry(self, api: Any, wanted: Reference) -> None:
        with self.taken.asking(str(wanted.ref)):
            found = await read_entries(api, wanted)
        if not isinstance(found, Refusal):
            self.taken.contents.setdefault(wanted.ref.kind, []).append(found)
        elif found.absent:
            self.taken.absent.add(wanted.ref)
        else:
            self.taken.note(refused_object(str(wanted.ref), found))

    def _waiting(self) -> Iterable[Any]:
        """The worst pods that are not well, as the API gave them."""
        choice = self.taken.choice
        names = {one.ref for one in (choice.worst if choice else ()) if not well(one)}
        return [one for one in self.taken.objects(PODS) if pod(one).ref in names]
