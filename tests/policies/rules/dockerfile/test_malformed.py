"""Dockerfiles that are none: every rule must answer."""

import random

import pytest

from policies.rules import registered
from policies.rules.dockerfile.stages import Dockerfile
from policies.rules.judge import judge_world
from policies.rules.model import Subject
from policies.rules.subjects import World

RULES = [one for one in registered().values() if one.subject is Subject.DOCKERFILE]
TEXT = (
    "FROM RUN CMD ENTRYPOINT COPY ADD USER ENV ARG EXPOSE WORKDIR HEALTHCHECK SHELL ONBUILD AS "
    '\n \n \\ \\\n # <<E E a:1 $A ${A:-b} ${ [ ] ["a"] " \' ` ( ) | && ; > = 22 -- --mount= '
    "pip install apt-get update apk add npm root 0 http://localhost: .env"
)
WORDS = TEXT.split(" ")  # a space alone parts two


@pytest.mark.parametrize("seed", range(200))
def test_any_text(seed: int) -> None:
    """No rule breaks on a text made of a Dockerfile's words in any order."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    text = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(80)))
    world = World(dockerfiles=(Dockerfile(text, "Dockerfile"),))
    broken = [one for one in judge_world(RULES, world) if "could not judge" in one.message]
    assert [(one.rule.id, one.message, text) for one in broken] == []
