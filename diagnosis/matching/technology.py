"""Which technologies show in a log, an image's name or a command: cheap literal tests."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from diagnosis.matching.literals import fold
from diagnosis.matching.prefilter import Prefilter

_LOOKED_AT = 1 << 18
"""Characters of a log's beginning and of its end: who starts says so, who fails says so."""
_WORDS = re.compile(r"[a-z0-9]+")

# What a log shows, folded. Words that other programs' logs use, too, are no sign.
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "bun": ("bun v1", "bun install v", "[bun] "),
    "deno": ("deno run", "deno:core", "ext:deno", "ext:core/"),
    "dotnet": ("unhandled exception. system.", "microsoft.hosting.", "microsoft.aspnetcore.",
               ".cs:line "),
    "go": ("goroutine ", "panic: runtime error", "/usr/local/go/src/", ".go:"),
    "jvm": ("exception in thread ", "java.lang.", ".java:", "org.springframework.", "java.base/",
            "jvm heap"),
    "node": ("node:internal/", "node_modules/", "(node:1)", "(node:", "node.js v", "npm err!",
             "npm error ", "unhandledpromiserejection", "err_module_not_found", ".js:", ".mjs:",
             ".ts:"),
    "php": ("php fatal error", "php warning", "php parse error", "php-fpm", ".php on line ",
            ".php:"),
    "python": ("traceback (most recent call last)", "site-packages/", ", in <module>", ".py:",
               '.py", line ', "modulenotfounderror", "importerror: "),
    "ruby": (".rb:", "/usr/local/bundle/", "rubygems", "bundler::"),
    "rust": ("rust_backtrace", "panicked at src/", ".cargo/registry", ".rs:"),
    "celery": ("celery@", "celery.worker", "celery.app"),
    "elasticsearch": ("org.elasticsearch.", "org.opensearch."),
    "envoy": ("envoy ", "envoyproxy", "upstream_reset_before"),
    "gunicorn": ("gunicorn", "[critical] worker timeout", "booting worker with pid"),
    "kafka": ("kafka.server", "org.apache.kafka", "kafkajs", "rdkafka"),
    "mongodb": ("mongod ", "mongoserver", "mongonetwork", "wiredtiger", "pymongo", "mongodb://"),
    "mysql": ("mysqld", "innodb", "mysql server", "mariadb", "mysql2", "pymysql"),
    "nginx": ("nginx: ", "nginx/1.", "upstream prematurely closed", "while connecting to upstream"),
    "postgres": ("postgresql", "postgres:", "pg_hba.conf", "database system is ", "psycopg",
                 "asyncpg"),
    "redis": ("redis server", "redis.exceptions", "redis version", "wrongpass ", "noauth ",
              "ioredis"),
    "uvicorn": ("uvicorn", "application startup complete"),
    "ollama": ("ollama", "llama runner", "llama_model_load", "ggml_"),
    "sglang": ("sglang", "sgl_kernel"),
    "tgi": ("text_generation_launcher", "text-generation-launcher", "text_generation_server",
            "text_generation_router"),
    "triton": ("tritonserver", "triton inference server", "model_repository_manager"),
    "vllm": ("vllm", "enginecore"),
    "anthropic": ("anthropic",),
    "cuda": ("cuda", "cublas", "cudnn", "nccl", "nvml"),
    "huggingface": ("huggingface", "transformers/", "gatedrepoerror", "hf_hub"),
    "langchain": ("langchain", "langgraph"),
    "nextjs": ("next.js", ".next/", "next start"),
    "openai": ("openai",),
    "prisma": ("prisma",),
    "tensorflow": ("tensorflow",),
    "torch": ("torch.", "torch/", "pytorch"),
    "vercel-ai": ("ai_apicallerror", "ai_loadapikeyerror", "ai_retryerror", "@ai-sdk/",
                  "vercel.ai.error"),
}  # fmt: skip
# Words of an image's name or a command that say it, beside the technology's own name.
_CALLED: Mapping[str, str] = {
    "npm": "node", "yarn": "node", "pnpm": "node", "tsx": "node",
    "python3": "python", "pip": "python", "uv": "python", "jupyter": "python",
    "java": "jvm", "openjdk": "jvm", "temurin": "jvm", "tomcat": "jvm", "jre": "jvm", "jdk": "jvm",
    "golang": "go", "cargo": "rust", "aspnet": "dotnet", "rails": "ruby", "puma": "ruby",
    "bundle": "ruby", "fpm": "php", "mariadb": "mysql", "mysqld": "mysql", "mongo": "mongodb",
    "mongod": "mongodb", "valkey": "redis", "postgresql": "postgres", "pgvector": "postgres",
    "opensearch": "elasticsearch", "tritonserver": "triton", "pytorch": "torch",
    "torchrun": "torch", "bunx": "bun", "next": "nextjs",
}  # fmt: skip
_KINDS = (
    frozenset({"bun", "deno", "dotnet", "go", "jvm", "node", "php", "python", "ruby", "rust"}),
    frozenset({"celery", "elasticsearch", "envoy", "gunicorn", "kafka", "mongodb", "mysql", "nginx",
               "postgres", "redis", "uvicorn"}),
    frozenset({"ollama", "sglang", "tgi", "triton", "vllm"}),
)  # fmt: skip
TECHNOLOGIES = frozenset(_SIGNS)
"""What `scope.technology` may name."""


def technologies(log: str = "", image: str = "", command: Sequence[str] = ()) -> frozenset[str]:
    """What shows in the log, in the image's name and in the command; empty if nothing does."""
    head, tail = log[:_LOOKED_AT], log[_LOOKED_AT:][-_LOOKED_AT:]
    names = list(_SIGNS)
    shown = {
        names[index]
        for part in (head, tail)
        for _, found in _signs().lines(fold(part))
        for index in found
    }
    return frozenset(shown | _named(" ".join((image.rpartition("/")[2], *command))))


def contradicted(wanted: Collection[str], shown: Collection[str]) -> bool:
    """Whether what shows speaks against all that is wanted.

    One runtime speaks against another, one server against another: a library's name does not.
    """
    if not wanted or not set(wanted).isdisjoint(shown):
        return False
    return any(not kind.isdisjoint(wanted) and not kind.isdisjoint(shown) for kind in _KINDS)


@cache
def _signs() -> Prefilter:
    return Prefilter(map(fold, signs) for signs in _SIGNS.values())


def _named(text: str) -> set[str]:
    words = _WORDS.findall(text.lower())
    return {_CALLED.get(word, word) for word in words} & TECHNOLOGIES
