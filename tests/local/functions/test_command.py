"""`python -m local.functions IMAGE`, the same container on a laptop."""

import json
import re

import pytest
from click.testing import CliRunner

from local.functions.__main__ import main
from local.paths import Paths

pytestmark = [pytest.mark.engine, pytest.mark.cluster]


def test_pain_34_one_command_streams_an_answer(platform: Paths, image: str) -> None:  # noqa: ARG001
    """The status first, then every piece with its time; the log goes to stderr."""
    body = json.dumps({"prompt": "hello"})
    words = [image, "--path", "/api/generate", "--body", body, "--env", "OFFLINE_CHUNK_DELAY_MS=5"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert re.fullmatch(r" +\d+ ms  status 200", first)
    assert sum("text-delta" in line for line in rest) == 40
    assert re.search(r"^ready after \d+ ms$", done.stderr, re.MULTILINE)
    assert "platform: REPORT RequestId: " in done.stderr


def test_a_function_that_does_not_start(platform: Paths, image: str) -> None:  # noqa: ARG001
    """Its own log, then the service's words; exit code 1."""
    done = CliRunner().invoke(main, [image, "--env", "MODEL=no-such-model"])
    assert (done.exit_code, done.stdout) == (1, "")
    last = "shipshape: Runtime.ExitError: Runtime exited with error: exit status 78"
    assert done.stderr.splitlines()[-1] == last


def test_an_image_by_tag() -> None:
    """One sentence, exit code 3; nothing is started."""
    done = CliRunner().invoke(main, ["localhost:5001/app:latest"])
    assert done.exit_code == 3
    assert done.stderr.startswith("shipshape: ")
