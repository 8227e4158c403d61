"""Reading Dockerfiles, and agreement with BuildKit's own parser where that is installed."""

import importlib.util
from pathlib import Path

import pytest

from components.dockerfile import (
    Instruction,
    Stage,
    ancestry,
    exec_form,
    global_arguments,
    instructions,
    stages,
)

DOCKERFILE = """\
# syntax=docker/dockerfile:1.7
ARG BUILD_IMAGE=node:22@sha256:abc
ARG EMPTY
FROM --platform=linux/amd64 ${BUILD_IMAGE} AS deps
# a comment
ENV A=b \\
    C=d
RUN --mount=type=secret,id=npm_token,target=/run/npm \\
    # a comment in between
    npm ci && \\

    npm test
RUN <<EOF
FROM not a stage
EOF
COPY <<"FIRST" <<-SECOND /etc/
USER root
FIRST
\tCMD npm start
\tSECOND
FROM scratch
COPY --from=deps /app /app
CMD ["/app/run", "--port", "8080"]
"""


def test_instructions() -> None:
    """Flags apart, lines joined, comments and here-documents gone, line numbers kept."""
    assert instructions(DOCKERFILE) == [
        Instruction("ARG", (), "BUILD_IMAGE=node:22@sha256:abc", 2),
        Instruction("ARG", (), "EMPTY", 3),
        Instruction("FROM", ("--platform=linux/amd64",), "${BUILD_IMAGE} AS deps", 4),
        Instruction("ENV", (), "A=b     C=d", 6),
        Instruction(
            "RUN",
            ("--mount=type=secret,id=npm_token,target=/run/npm",),
            "npm ci &&     npm test",
            8,
        ),
        Instruction("RUN", (), "<<EOF", 13),
        Instruction("COPY", (), '<<"FIRST" <<-SECOND /etc/', 16),
        Instruction("FROM", (), "scratch", 21),
        Instruction("COPY", ("--from=deps",), "/app /app", 22),
        Instruction("CMD", (), '["/app/run", "--port", "8080"]', 23),
    ]


def test_stages() -> None:
    """A stage without a name goes by its number."""
    assert [(stage.base, stage.name, stage.line) for stage in stages(DOCKERFILE)] == [
        ("${BUILD_IMAGE}", "deps", 4),
        ("scratch", "1", 21),
    ]


def test_global_arguments() -> None:
    """With their defaults; those of a stage do not count."""
    assert global_arguments(DOCKERFILE + "\nARG LATER=1") == {
        "BUILD_IMAGE": "node:22@sha256:abc",
        "EMPTY": None,
    }


def test_ancestry() -> None:
    """A stage is what it is built from, and then its own."""
    found = stages("FROM a AS base\nFROM base AS build\nFROM b AS other\nFROM Build AS ship\n")
    assert [stage.name for stage in ancestry(found, "ship")] == ["base", "build", "ship"]
    assert ancestry(found, "nowhere") == []


def test_a_stage_named_after_its_base_is_no_circle() -> None:
    """`FROM node AS node` is legal."""
    assert ancestry(stages("FROM node AS node\n"), "node") == [Stage("node", "node", 1, ())]


def test_another_escape_character() -> None:
    """Dockerfiles for Windows use the back-tick."""
    text = "# escape=`\nFROM a `\n  AS b\nENV PATH=C:\\x\\\nUSER 1\n"
    assert [i.text for i in instructions(text)] == ["a   AS b", "PATH=C:\\x\\", "1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('["node", "server.mjs"]', ("node", "server.mjs")),
        ("node server.mjs", None),
        ("['node']", None),
        ("[1]", None),
    ],
)
def test_exec_form(text: str, words: tuple[str, ...] | None) -> None:
    """A JSON array of strings and nothing else; single quotes make it a shell command."""
    assert exec_form(text) == words


@pytest.mark.skipif(
    importlib.util.find_spec("dockerfile") is None,
    reason="the package dockerfile (BuildKit's parser) has no wheel for this machine",
)
@pytest.mark.parametrize("name", ["reference", "sample"])
def test_buildkits_own_parser_reads_the_same(name: str) -> None:
    """Same instructions, flags, first lines, and words of exec forms."""
    import dockerfile  # type: ignore[import-not-found]

    app = Path(__file__).parents[2] / "app" / "Dockerfile"
    text = DOCKERFILE if name == "sample" else app.read_text()
    theirs = [
        (
            command.cmd,
            tuple(command.flags),
            command.start_line,
            command.value if command.json else None,
        )
        for command in dockerfile.parse_string(text)
    ]
    assert [(i.name, i.flags, i.line, _their_words(i)) for i in instructions(text)] == theirs


def _their_words(instruction: Instruction) -> tuple[str, ...] | None:
    if instruction.name == "HEALTHCHECK":
        words = exec_form(instruction.text.removeprefix("CMD").strip())
        return None if words is None else ("CMD", *words)
    return exec_form(instruction.text)
