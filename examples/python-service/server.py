"""An AI service in Python that keeps Shipshape's contract: health, streams, and an orderly end."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import records
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route

WORDS = ["a", "harbour", "is", "quiet", "and", "the", "boats", "lie", "still", "at", "the", "quay"]
MOST_TOKENS = 8192
MOST_DELAY_MS = 5000


@dataclass(frozen=True)
class Question:
    """What is asked: a text, how many words to answer, and the pause between two, in ms."""

    prompt: str
    max_tokens: int = len(WORDS)
    chunk_delay_ms: int = 50


def question(body: Any) -> Question | str:
    """The question in a request's body, or a sentence that says what is wrong with it."""
    if not isinstance(body, dict) or not isinstance(body.get("prompt"), str):
        return "prompt must be a text"
    limits = {"maxTokens": (len(WORDS), 1, MOST_TOKENS), "chunkDelayMs": (50, 0, MOST_DELAY_MS)}
    numbers = []
    for name, (default, least, most) in limits.items():
        value = body.get(name, default)
        if type(value) is not int or not least <= value <= most:
            return f"{name} must be a whole number from {least} to {most}"
        numbers.append(value)
    return Question(body["prompt"], *numbers)


async def live(_request: Request) -> JSONResponse:
    """The process answers; nothing else is asked."""
    return JSONResponse({"status": "ok"})


async def ready(_request: Request) -> JSONResponse:
    """The configuration is complete; a service with a database asks it here, with a timeout."""
    return JSONResponse({"status": "ok", "model": os.environ.get("MODEL", "offline")})


async def generate(request: Request) -> StreamingResponse | JSONResponse:
    """Stream an answer as server-sent events, one word at a time."""
    try:
        asked = question(await request.json())
    except ValueError:
        asked = "the body must be JSON"
    if isinstance(asked, str):
        return JSONResponse({"error": asked}, status_code=400)
    headers = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(asked), media_type="text/event-stream", headers=headers)


async def _events(asked: Question) -> AsyncIterator[str]:
    for word in islice(cycle(WORDS), asked.max_tokens):
        yield f"data: {json.dumps({'type': 'text-delta', 'delta': word + ' '})}\n\n"
        await asyncio.sleep(asked.chunk_delay_ms / 1000)
    yield "data: [DONE]\n\n"


app = Starlette(
    routes=[
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/health", ready),
        Route("/api/generate", generate, methods=["POST"]),
    ],
    middleware=[Middleware(records.RequestRecords)],
)


def main() -> None:
    """Serve until SIGTERM, then let running streams end within the grace."""
    records.configure()
    uvicorn.run(
        app,
        host="0.0.0.0",  # noqa: S104 - a container is reached from outside of itself
        port=int(os.environ.get("PORT", "8080")),
        access_log=False,  # RequestRecords writes one with the trace and the duration
        log_config=None,
        timeout_graceful_shutdown=int(os.environ.get("SHUTDOWN_GRACE_SECONDS", "60")),
    )


if __name__ == "__main__":
    main()
