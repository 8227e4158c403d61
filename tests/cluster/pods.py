"""Small pods that misbehave on purpose, written in Node: the base image has nothing else."""

from collections.abc import Mapping
from typing import Any

Object = dict[str, Any]

SERVES_AFTER = """
const http = require("node:http");
const [startSeconds, badPath] = process.argv.slice(1);
setTimeout(() => {
  http.createServer((request, response) => {
    response.statusCode = request.url === badPath ? 500 : 200;
    response.end();
  }).listen(8080);
}, 1000 * Number(startSeconds));
process.on("SIGTERM", () => process.exit(0));
"""
"""Listens after some seconds; one path answers 500."""

EATS_MEMORY = """
const kept = [];
setInterval(() => kept.push(Buffer.alloc(8 << 20, 1)), 20);
"""
"""Takes 400 MB a second outside the JavaScript heap until somebody ends it."""


def pod(name: str, image: str, script: tuple[str, ...], container: Mapping[str, Any]) -> Object:
    """A pod whose container runs `node -e SCRIPT ARGUMENTS`."""
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "labels": {"app": name}},
        "spec": {
            "terminationGracePeriodSeconds": 1,
            "containers": [
                {
                    "name": "main",
                    "image": image,
                    "command": ["/nodejs/bin/node", "-e", *script],
                    "ports": [{"name": "http", "containerPort": 8080}],
                    **container,
                }
            ],
        },
    }


def probe(path: str, *, failures: int = 2) -> Object:
    """An HTTP probe that asks every second."""
    return {
        "httpGet": {"path": path, "port": "http"},
        "periodSeconds": 1,
        "failureThreshold": failures,
    }
