"""Telling forms apart."""

import pytest

from ops.check.reading.found import Trouble
from ops.check.reading.sniff import Form, form_by_name, form_by_text, read_text
from ops.check.reading.text import decode
from policies.rules.dockerfile.stages import Dockerfile


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a/b.yaml", Form.YAML),
        ("b.YML", Form.YAML),
        ("b.json", Form.JSON),
        ("Dockerfile", Form.DOCKERFILE),
        ("x/Containerfile", Form.DOCKERFILE),
        ("web.Dockerfile", Form.DOCKERFILE),
        ("Dockerfile.dev", Form.DOCKERFILE),
        ("Dockerfile.dockerignore", None),
        ("README.md", None),
        ("stdin", None),
    ],
)
def test_by_name(name: str, form: Form | None) -> None:
    """The name decides where it can."""
    assert form_by_name(name) is form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("\n # syntax=x\nARG A=1\n\nFROM a\n", Form.DOCKERFILE),
        ("from: here\n", Form.YAML),
        ("  {}", Form.JSON),
        ("[]", Form.JSON),
        ("", Form.YAML),
    ],
)
def test_by_text(text: str, form: Form) -> None:
    """Standard input has no name."""
    assert form_by_text(text) is form


def test_yaml_in_braces() -> None:
    """A YAML file may begin with a brace without being JSON; a .json file may not."""
    assert len(read_text("{kind: A}", "f.yaml").found) == 1
    assert read_text("{kind: A}", "f.json").troubles == [
        Trouble("f.json", 1, "Expecting property name enclosed in double quotes")
    ]


def test_a_dockerfile() -> None:
    """It is one subject, and its paths name lines."""
    [(found, line_of)] = read_text("FROM a\n", "Dockerfile").found
    assert isinstance(found, Dockerfile)
    assert (line_of("line 7"), line_of("")) == (7, 1)


def test_a_dockerfile_without_instructions() -> None:
    """There is nothing to judge in it."""
    assert read_text("# RUN x\n", "Dockerfile").troubles == [
        Trouble("Dockerfile", 1, "it has no instruction")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings(encoding: str) -> None:
    """Byte order marks say how to read, and are not read."""
    assert decode("é: ü".encode(encoding)) == "é: ü"
