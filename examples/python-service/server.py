"""An AI service in Python that keeps Shipshape's contract: health, streams, and an orderly end."""

import asyncio
import json
import os
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route

WORDS = ["a", "harbour", "is", "quiet", "and", "the", "boats", "lie", "still", "at", "the", "quay"]
PAUSE = 0.05
"""Seconds between two words of the offline model."""


async def live(_request: Request) -> JSONResponse:
    """The process answers; nothing else is asked."""
    return JSONResponse({"status": "ok"})


async def ready(_request: Request) -> JSONResponse:
    """The configuration is complete; a service with a database asks it here, with a timeout."""
    return JSONResponse({"status": "ok", "model": os.environ.get("MODEL", "offline")})


async def generate(request: Request) -> StreamingResponse | JSONResponse:
    """Stream an answer as server-sent events, one word at a time."""
    try:
        prompt = (await request.json())["prompt"]
    except (ValueError, KeyError, TypeError):
        return JSONResponse({"error": "prompt must be a text"}, status_code=400)
    if not isinstance(prompt, str):
        return JSONResponse({"error": "prompt must be a text"}, status_code=400)
    headers = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(), media_type="text/event-stream", headers=headers)


async def _events() -> AsyncIterator[str]:
    for word in WORDS:
        yield f"data: {json.dumps({'type': 'text-delta', 'delta': word + ' '})}\n\n"
        await asyncio.sleep(PAUSE)
    yield "data: [DONE]\n\n"


app = Starlette(
    routes=[
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/health", ready),
        Route("/api/generate", generate, methods=["POST"]),
    ]
)


def main() -> None:
    """Serve until SIGTERM, then let running streams end within the grace."""
    uvicorn.run(
        app,
        host="0.0.0.0",  # noqa: S104 - a container is reached from outside of itself
        port=int(os.environ.get("PORT", "8080")),
        timeout_graceful_shutdown=int(os.environ.get("SHUTDOWN_GRACE_SECONDS", "60")),
    )


if __name__ == "__main__":
    main()
