"""A bounded, constant load on loopback: short requests and long streams, every failure kept."""

import asyncio
import time
from dataclasses import dataclass, field

import httpx


@dataclass
class Outcome:
    """What the load saw: counts, and one line for each failure."""

    requests: int = 0
    streams: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Load:
    """`rate` short requests a second and a new stream of `stream_seconds` every `stream_every`."""

    url: str
    rate: int = 20
    stream_every: float = 3.0
    stream_seconds: int = 30

    async def run(self, stop: asyncio.Event, at_most: float) -> Outcome:
        """Send until `stop` is set or `at_most` seconds went by; open streams finish first."""
        outcome = Outcome()
        limits = httpx.Limits(max_connections=500, max_keepalive_connections=20)
        async with httpx.AsyncClient(limits=limits, timeout=30) as client:
            tasks = await self._send(client, outcome, stop, time.monotonic() + at_most)
            await asyncio.gather(*tasks)
        return outcome

    async def _send(
        self, client: httpx.AsyncClient, outcome: Outcome, stop: asyncio.Event, end: float
    ) -> list[asyncio.Task[None]]:
        tasks: list[asyncio.Task[None]] = []
        begin = time.monotonic()
        next_stream = begin
        sent = 0
        while not stop.is_set() and time.monotonic() < end:
            tasks.append(asyncio.create_task(self._request(client, outcome)))
            sent += 1
            if time.monotonic() >= next_stream:
                tasks.append(asyncio.create_task(self._stream(client, outcome)))
                next_stream += self.stream_every
            await asyncio.sleep(max(0.0, begin + sent / self.rate - time.monotonic()))
        return tasks

    async def _request(self, client: httpx.AsyncClient, outcome: Outcome) -> None:
        outcome.requests += 1
        body = {"prompt": "load", "maxTokens": 1, "chunkDelayMs": 0}
        try:
            answer = await client.post(f"{self.url}/api/generate", json=body)
            if answer.status_code != 200 or "[DONE]" not in answer.text:
                outcome.failures.append(f"short: {answer.status_code} {answer.text[:200]}")
        except httpx.HTTPError as error:
            outcome.failures.append(f"short: {error!r}")

    async def _stream(self, client: httpx.AsyncClient, outcome: Outcome) -> None:
        outcome.streams += 1
        try:
            await self._read_stream(client, outcome)
        except httpx.HTTPError as error:
            outcome.failures.append(f"stream: {error!r}")

    async def _read_stream(self, client: httpx.AsyncClient, outcome: Outcome) -> None:
        chunks = 2 * self.stream_seconds
        body = {"prompt": "load", "maxTokens": chunks, "chunkDelayMs": 500}
        async with client.stream("POST", f"{self.url}/api/generate", json=body) as answer:
            text = "".join([part async for part in answer.aiter_text()])
        if answer.status_code != 200:
            outcome.failures.append(f"stream: {answer.status_code} {text[:200]}")
        elif (seen := text.count('"text-delta"')) != chunks or "[DONE]" not in text:
            outcome.failures.append(f"stream: cut after {seen} of {chunks} chunks")
