"""What a Dockerfile must have: each rule fails once and passes once, with its whole sentence."""

from pathlib import Path

import pytest

from components.dockerfile_rules import DockerfileFacts, dockerfile_problems

PIN = "@sha256:" + "a" * 64
GOOD = f"""\
ARG BASE=node:22{PIN}
FROM ${{BASE}} AS build
RUN npm ci
FROM ${{BASE}} AS production
USER 65532:65532
HEALTHCHECK --interval=10s CMD ["node", "healthcheck.mjs"]
CMD ["node", "server.mjs"]
"""


def _problems(content: str, **more: object) -> list[str]:
    facts = {"content": content, "path": "app/Dockerfile", "target": "production", "arguments": {}}
    return dockerfile_problems(DockerfileFacts(**{**facts, **more}))  # type: ignore[arg-type]


def test_a_good_one() -> None:
    """Nothing to say."""
    assert _problems(GOOD) == []


def test_ours() -> None:
    """The reference service keeps its own rules, in both stages that can ship."""
    content = (Path(__file__).parents[2] / "app" / "Dockerfile").read_text()
    assert _problems(content) == []
    assert _problems(content, target="debug") == []


CASES = {
    "a secret argument": (
        GOOD.replace("RUN npm ci", "ARG NPM_TOKEN"),
        (
            "app/Dockerfile:3: ARG NPM_TOKEN looks like a secret and stays in the image; pass it "
            "as a build secret and read it in one step with RUN --mount=type=secret"
        ),
    ),
    "a secret variable among others": (
        GOOD.replace("RUN npm ci", "ENV A=1 OPENAI_API_KEY=x"),
        (
            "app/Dockerfile:3: ENV OPENAI_API_KEY looks like a secret and stays in the image; pass "
            "it as a build secret and read it in one step with RUN --mount=type=secret"
        ),
    ),
    "a copied environment file": (
        GOOD.replace("RUN npm ci", "COPY package.json .env.production ./"),
        "app/Dockerfile:3: COPY .env.production puts a file of secrets into the image",
    ),
    "no health check": (
        GOOD.replace('HEALTHCHECK --interval=10s CMD ["node", "healthcheck.mjs"]\n', ""),
        (
            "app/Dockerfile:4: there is no HEALTHCHECK, so plain Docker never notices a service "
            "that hangs; add one that runs with the language's runtime"
        ),
    ),
    "a health check switched off": (
        GOOD.replace('--interval=10s CMD ["node", "healthcheck.mjs"]', "NONE"),
        (
            "app/Dockerfile:6: there is no HEALTHCHECK, so plain Docker never notices a service "
            "that hangs; add one that runs with the language's runtime"
        ),
    ),
    "no user": (
        GOOD.replace("USER 65532:65532\n", ""),
        (
            "app/Dockerfile:4: there is no USER, so the service runs as root; add e.g. "
            "USER 65532:65532"
        ),
    ),
    "root": (
        GOOD.replace("USER 65532:65532", "USER 0"),
        "app/Dockerfile:5: USER 0 is root; use e.g. USER 65532:65532",
    ),
    "a named user": (
        GOOD.replace("USER 65532:65532", "USER node"),
        (
            "app/Dockerfile:5: USER node is a name, and the kubelet can prove only a number to be "
            "non-root; use e.g. USER 65532:65532"
        ),
    ),
    "shell form": (
        GOOD.replace('CMD ["node", "server.mjs"]', "CMD node server.mjs"),
        (
            "app/Dockerfile:7: CMD is in shell form: the shell is process 1 and SIGTERM never "
            "reaches "
            'the service; write CMD ["program", "argument"]'
        ),
    ),
    "npm start": (
        GOOD.replace('CMD ["node", "server.mjs"]', 'CMD ["npm", "start"]'),
        (
            "app/Dockerfile:7: CMD starts npm, which does not pass SIGTERM on; start the service "
            'itself, e.g. ["node", "server.mjs"]'
        ),
    ),
    "a shell": (
        GOOD.replace('CMD ["node", "server.mjs"]', 'ENTRYPOINT ["sh", "-c", "node server.mjs"]'),
        (
            "app/Dockerfile:7: ENTRYPOINT starts a shell, which does not pass SIGTERM on; start "
            "the service itself"
        ),
    ),
    "nothing to start": (
        GOOD.replace('CMD ["node", "server.mjs"]\n', ""),
        "app/Dockerfile:4: nothing starts the service; add CMD in exec form",
    ),
    "a base by tag": (
        GOOD.replace("FROM ${BASE} AS build", "FROM node:22 AS build"),
        (
            'app/Dockerfile:2: the base "node:22" is not pinned by digest (name@sha256:...), so '
            "the "
            "same commit can build another image tomorrow; pin it, or set `allow_unpinned_bases`"
        ),
    ),
    "no such stage": (
        GOOD.replace("AS production", "AS release"),
        'app/Dockerfile: there is no stage "production"; its stages are: build, release',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_rule(case: str) -> None:
    """One finding, and no other."""
    content, sentence = CASES[case]
    assert _problems(content) == [sentence]


def test_one_stage() -> None:
    """Multi-stage is a rule."""
    content = GOOD.replace("FROM ${BASE} AS build\nRUN npm ci\n", "")
    assert _problems(content) == [
        (
            "app/Dockerfile:2: there is one stage only; build in one and ship another, or the "
            "compiler, the package manager and the sources ship too"
        )
    ]


def test_a_base_given_from_outside() -> None:
    """A build argument goes before the default, for better and worse."""
    unpinned = GOOD.replace(PIN, "")
    assert _problems(unpinned, arguments={"BASE": f"localhost:5001/node{PIN}"}) == []
    assert len(_problems(GOOD, arguments={"BASE": "node:latest"})) == 2
    assert _problems(unpinned, allow_unpinned_bases=True) == []


def test_a_default_inside_the_reference() -> None:
    """`${BASE:-name}` is resolved too."""
    assert _problems(GOOD.replace("${BASE} AS build", f"${{OTHER:-node{PIN}}} AS build")) == []


def test_what_an_earlier_stage_sets_counts() -> None:
    """USER and HEALTHCHECK are inherited FROM a stage, and not from one that is copied from."""
    inherited = GOOD.replace("AS production", "AS base") + "FROM base AS production\n"
    assert _problems(inherited) == []
    copied = inherited.replace("FROM base AS production", f"FROM x{PIN} AS production")
    assert [
        problem.split(": ", maxsplit=1)[1].split(",")[0].split(";")[0]
        for problem in _problems(copied)
    ] == [
        "nothing starts the service",
        "there is no HEALTHCHECK",
        "there is no USER",
    ]
